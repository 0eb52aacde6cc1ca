//! Customer records, marketing and mail.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "salesforce-session",
        name: "Salesforce access token",
        revoke: "in Setup, Session management",
        document: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_oauth_and_connected_apps.htm",
        keywords: &["00D"],
        shape: Shape::Token("00D[A-Za-z0-9]{12,15}(?:!|%21)[A-Za-z0-9._]{60,140}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "salesforce-refresh-token",
        name: "Salesforce refresh token",
        revoke: "in Setup, Connected Apps OAuth usage",
        document: "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_refresh_token_flow.htm",
        keywords: &["5Aep861"],
        shape: Shape::Token("5Aep861[A-Za-z0-9._]{70,100}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "salesforce-consumer-key",
        name: "Salesforce consumer key",
        revoke: "in Setup, App manager",
        document: "https://help.salesforce.com/s/articleView?id=sf.connected_app_create_api_integration.htm",
        keywords: &["3MVG9"],
        shape: Shape::Token("3MVG9[A-Za-z0-9._]{60,}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "salesforce-secret",
        name: "Salesforce secret",
        revoke: "in Setup, App manager, or by resetting the security token",
        document: "https://help.salesforce.com/s/articleView?id=sf.user_security_token.htm",
        keywords: &["salesforce", "sfdc", "sf_", "security_token", "security token"],
        shape: Shape::Labelled("[0-9A-F]{64}|[0-9]{18,19}|[A-Za-z0-9]{24,25}"),
        entropy: 250,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "hubspot-token",
        name: "HubSpot private app token",
        revoke: "under Settings, Private apps",
        document: "https://developers.hubspot.com/docs/guides/apps/private-apps/overview",
        keywords: &["pat-na", "pat-eu", "pat-ap"],
        shape: Shape::Token(
            "pat-(?:na|eu|ap)[0-9]-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
        ),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "hubspot-key",
        name: "HubSpot API key",
        revoke: "under Settings, Integrations",
        document: "https://developers.hubspot.com/docs/guides/apps/authentication/intro-to-auth",
        keywords: &["hapikey="],
        shape: Shape::Phrase("([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "zoho-token",
        name: "Zoho OAuth token",
        revoke: "in the API Console",
        document: "https://www.zoho.com/accounts/protocol/oauth/use-access-token.html",
        keywords: &["zoho", "1000."],
        shape: Shape::Near(r"1000\.[0-9a-f]{32}\.[0-9a-f]{32}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "segment-token",
        name: "Segment token",
        revoke: "under Access management, Tokens",
        document: "https://docs.segmentapis.com/tag/Getting-Started/",
        keywords: &["sgp_"],
        shape: Shape::Token("sgp_[A-Za-z0-9]{64}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "mailchimp-key",
        name: "Mailchimp API key",
        revoke: "under Profile, Extras, API keys",
        document: "https://mailchimp.com/developer/marketing/guides/quick-start/",
        keywords: &["-us1", "-us2", "-us3", "-us4", "-us5", "-us6", "-us7", "-us8", "-us9"],
        shape: Shape::Near("[0-9a-f]{32}-us[0-9]{1,2}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "mandrill-key",
        name: "Mailchimp Transactional key",
        revoke: "under Settings, API keys",
        document: "https://mailchimp.com/developer/transactional/guides/quick-start/",
        keywords: &["md-"],
        shape: Shape::Token(r"md-[A-Za-z0-9_\-]{22}"),
        checks: &[Check::Random],
        entropy: 340,
    },
    CredentialKind {
        id: "sendgrid-key",
        name: "SendGrid API key",
        revoke: "under Settings, API Keys",
        document: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
        keywords: &["SG."],
        shape: Shape::Token(r"SG\.[A-Za-z0-9_\-]{22}\.[A-Za-z0-9_\-]{43}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "mailgun-key",
        name: "Mailgun key",
        revoke: "under API security",
        document: "https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth",
        keywords: &["key-", "pubkey-"],
        shape: Shape::Token("(?:pub)?key-[0-9a-f]{32}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "mailgun-key",
        name: "Mailgun key",
        revoke: "under API security",
        document: "https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth",
        keywords: &["mailgun"],
        shape: Shape::Near("[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "brevo-key",
        name: "Brevo key",
        revoke: "under SMTP and API",
        document: "https://developers.brevo.com/docs/getting-started",
        keywords: &["xkeysib-", "xsmtpsib-"],
        shape: Shape::Token("x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
        entropy: 330,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "klaviyo-key",
        name: "Klaviyo private key",
        revoke: "under Settings, API keys",
        document: "https://developers.klaviyo.com/en/docs/retrieve_api_credentials",
        keywords: &["pk_"],
        shape: Shape::Token("pk_[0-9a-f]{34}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "typeform-token",
        name: "Typeform token",
        revoke: "under Settings, Personal tokens",
        document: "https://www.typeform.com/developers/get-started/personal-access-token/",
        keywords: &["tfp_"],
        shape: Shape::Token(r"tfp_[A-Za-z0-9_\-\.]{40,62}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "calendly-token",
        name: "Calendly token",
        revoke: "under Integrations, API and webhooks",
        document: "https://developer.calendly.com/how-to-authenticate-with-personal-access-tokens",
        keywords: &["calendly"],
        shape: Shape::Near(r"eyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{20,}\.[A-Za-z0-9_\-]{20,}"),
        entropy: 380,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "gong-secret",
        name: "Gong access key secret",
        revoke: "under Company settings, API",
        document: "https://help.gong.io/docs/receive-access-to-the-api",
        keywords: &["gong"],
        shape: Shape::Near(r"eyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{20,}\.[A-Za-z0-9_\-]{20,}"),
        entropy: 350,
        ..CredentialKind::LABELLED
    },
];
