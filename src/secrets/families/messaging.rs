//! Chat, meetings, telephony and help desks.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// Returns whether `value` holds at least four digits; every Slack token begins with numbers.
fn has_digits(value: &[u8]) -> bool {
    value.iter().filter(|byte| byte.is_ascii_digit()).count() >= 4
}

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "slack-app-token",
        name: "Slack app-level token",
        revoke: "at api.slack.com/apps, Basic information",
        document: "https://api.slack.com/concepts/token-types",
        keywords: &["xapp-"],
        shape: Shape::Token("xapp-[0-9]-[A-Z0-9]{8,14}-[0-9]{10,14}-[0-9a-f]{64}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "slack-refresh-token",
        name: "Slack rotating token",
        revoke: "at api.slack.com/apps, OAuth and Permissions",
        document: "https://api.slack.com/authentication/rotation",
        keywords: &["xoxe-", "xoxe.xoxb-", "xoxe.xoxp-"],
        shape: Shape::Token(r"xoxe(?:\.xox[bp])?-[0-9]-[A-Za-z0-9\-]{40,}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "slack-token",
        name: "Slack token",
        revoke: "at api.slack.com/apps, OAuth and Permissions",
        document: "https://api.slack.com/concepts/token-types",
        keywords: &["xoxb-", "xoxp-", "xoxa-", "xoxo-", "xoxs-", "xoxr-", "xoxc-", "xoxd-"],
        shape: Shape::Token(r"xox[abcoprsd]-(?:[0-9]{1,14}-){0,4}[A-Za-z0-9%\-]{18,}"),
        checks: &[Check::Passes(has_digits)],
        entropy: 300,
    },
    CredentialKind {
        id: "slack-webhook",
        name: "Slack webhook",
        revoke: "at api.slack.com/apps, Incoming webhooks",
        document: "https://api.slack.com/messaging/webhooks",
        keywords: &["hooks.slack.com/"],
        shape: Shape::Phrase(
            "(?:services|workflows|triggers)/([A-Z0-9]{8,14}/[A-Z0-9]{8,20}(?:/[0-9]{15,20})?/[A-Za-z0-9]{20,34})",
        ),
        entropy: 350,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "discord-token",
        name: "Discord bot token",
        revoke: "in the developer portal, Bot",
        document: "https://discord.com/developers/docs/reference#authentication",
        keywords: &["discord", "bot_token", "bot token"],
        shape: Shape::Near(r"[MNO][A-Za-z0-9_\-]{23,27}\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27,40}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "discord-webhook",
        name: "Discord webhook",
        revoke: "under Integrations, Webhooks of the channel",
        document: "https://discord.com/developers/docs/resources/webhook",
        keywords: &["discord.com/api/", "discordapp.com/api/"],
        shape: Shape::Phrase(r"(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/([A-Za-z0-9_\-]{60,80})"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "telegram-token",
        name: "Telegram bot token",
        revoke: "with BotFather, /revoke",
        document: "https://core.telegram.org/bots/api#authorizing-your-bot",
        keywords: &[":AA"],
        shape: Shape::Near(r"(?:bot)?([0-9]{8,10}:AA[A-Za-z0-9_\-]{32,33})"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "teams-webhook",
        name: "Microsoft Teams webhook",
        revoke: "under Connectors of the channel",
        document: "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
        keywords: &[".webhook.office.com/", "outlook.office.com/webhook", "outlook.office365.com/webhook"],
        shape: Shape::Phrase(
            r"(?:webhookb2)?/?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}@[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/IncomingWebhook/[0-9a-zA-Z]{32}/[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?:/[A-Za-z0-9_\-]{20,60})?)",
        ),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "twilio-key",
        name: "Twilio API key",
        revoke: "in the console, API keys and tokens",
        document: "https://www.twilio.com/docs/iam/api-keys",
        keywords: &["SK"],
        shape: Shape::Token("SK[0-9a-f]{32}"),
        checks: &[Check::Beside(&["twilio", "account_sid", "accountsid", "api_key", "apikey", "api key", "AC"])],
        entropy: 300,
    },
    CredentialKind {
        id: "twilio-auth-token",
        name: "Twilio auth token",
        revoke: "in the console, API keys and tokens",
        document: "https://www.twilio.com/docs/iam/api",
        keywords: &["auth_token", "authtoken", "auth token"],
        shape: Shape::Phrase(r#"["'`*]{0,3}\s{0,8}[=:|]\s{0,8}["'`*]{0,3}([0-9a-f]{32})"#),
        checks: &[Check::Beside(&["twilio", "account_sid", "accountsid"])],
        entropy: 300,
    },
    CredentialKind {
        id: "webex-token",
        name: "Webex token",
        revoke: "at developer.webex.com, My Webex Apps",
        document: "https://developer.webex.com/docs/getting-your-personal-access-token",
        keywords: &["webex"],
        shape: Shape::Labelled(
            "[A-Za-z0-9]{64}_[A-Za-z0-9]{4}_[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[A-Za-z0-9]{64}",
        ),
        entropy: 400,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "intercom-token",
        name: "Intercom access token",
        revoke: "in the Developer hub, Authentication",
        document: "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication",
        keywords: &["intercom"],
        shape: Shape::Labelled(r"dG9r[A-Za-z0-9+/_\-]{50,60}={0,2}|[A-Za-z0-9+/_\-]{59}="),
        entropy: 380,
        ..CredentialKind::LABELLED
    },
];
