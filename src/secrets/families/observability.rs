//! Monitoring, alerting, search and maps.

use crate::secrets::family::{Check, CredentialKind, Shape};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// Returns whether `random`, what follows `{"k":"` in base 64, is a key and not a shared report of Power BI: that has its
/// tenant in `t`.
fn is_key_with_name(random: &[u8]) -> bool {
    let whole = random.get(..random.len() - random.len() % 4).unwrap_or_default();
    !STANDARD_NO_PAD.decode(whole).is_ok_and(|decoded| decoded.windows(5).any(|part| part == b"\"t\":\""))
}

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "new-relic-key",
        name: "New Relic key",
        revoke: "under Administration, API keys",
        document: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        keywords: &["NRAK-", "NRII-", "NRRA-", "NRJS-", "NRBR-"],
        shape: Shape::Token(
            r"NR(?:AK-[A-Z0-9]{27}|II-[A-Za-z0-9_\-]{32}|RA-[0-9a-f]{42}|JS-[0-9a-f]{19}|BR-[0-9a-f]{19})",
        ),
        entropy: 310,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "new-relic-key",
        name: "New Relic licence key",
        revoke: "under Administration, API keys",
        document: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        keywords: &["NRAL", "newrelic", "new_relic", "new relic"],
        shape: Shape::Near("[0-9a-f]{36}(?:NRAL|[0-9a-f]{4})"),
        entropy: 310,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "grafana-token",
        name: "Grafana token",
        revoke: "under Administration, Service accounts",
        document: "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
        keywords: &["glsa_", "glc_"],
        shape: Shape::Token("(?:glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|glc_[A-Za-z0-9+/]{32,}={0,3})"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "grafana-key",
        name: "Grafana API key",
        revoke: "under Administration, API keys",
        document: "https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/",
        keywords: &["eyJrIjoi"],
        shape: Shape::Token("eyJrIjoi[A-Za-z0-9+/]{60,}={0,3}"),
        checks: &[Check::Passes(is_key_with_name)],
        entropy: 380,
    },
    CredentialKind {
        id: "sentry-token",
        name: "Sentry token",
        revoke: "under Settings, Auth tokens",
        document: "https://docs.sentry.io/account/auth-tokens/",
        keywords: &["sntrys_", "sntryu_", "sntryi_"],
        shape: Shape::Token("(?:sntrys_eyJ[A-Za-z0-9+/=_]{80,}|sntry[ui]_[0-9a-f]{64})"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "sentry-secret-address",
        name: "secret of a Sentry address",
        revoke: "under the project, Client keys",
        document: "https://docs.sentry.io/concepts/key-terms/dsn-explainer/",
        keywords: &["https://"],
        shape: Shape::Phrase(r"[0-9a-f]{32}:([0-9a-f]{32})@[a-z0-9.\-]{0,80}(?:sentry)?[a-z0-9.\-]{1,80}/[0-9]+"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "splunk-token",
        name: "Splunk token",
        revoke: "under Data inputs, HTTP Event Collector",
        document: "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector",
        keywords: &["Splunk "],
        shape: Shape::Phrase(
            r"([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[A-Za-z0-9^_]{60,200})(?:[^A-Za-z0-9^_\-]|\z)",
        ),
        checks: &[Check::Random],
        entropy: 300,
    },
    CredentialKind {
        id: "dynatrace-token",
        name: "Dynatrace token",
        revoke: "under Access tokens",
        document: "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
        keywords: &["dt0c01.", "dt0s01.", "dt0s02.", "dt0s08.", "dt0s16."],
        shape: Shape::Token(r"dt0[a-z][0-9]{2}\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "opsgenie-key",
        name: "Opsgenie API key",
        revoke: "under Settings, API key management",
        document: "https://docs.opsgenie.com/docs/authentication",
        keywords: &["GenieKey "],
        shape: Shape::Phrase("([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "launchdarkly-key",
        name: "LaunchDarkly key",
        revoke: "under Organization settings, Authorization",
        document: "https://launchdarkly.com/docs/home/account/api",
        keywords: &["sdk-", "api-"],
        shape: Shape::Token("(?:sdk|api)-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "mapbox-token",
        name: "Mapbox secret token",
        revoke: "under Access tokens",
        document: "https://docs.mapbox.com/help/getting-started/access-tokens/",
        keywords: &["sk.eyJ"],
        shape: Shape::Token(r"sk\.eyJ[A-Za-z0-9_\-]{40,200}\.[A-Za-z0-9_\-]{20,24}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "sumologic-address",
        name: "Sumo Logic collector address",
        revoke: "by regenerating the address of the source",
        document: "https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/",
        keywords: &[".sumologic.com/receiver/"],
        shape: Shape::Phrase(r"v1/http/([A-Za-z0-9_\-]{60,200}={0,2})"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "honeycomb-key",
        name: "Honeycomb API key",
        revoke: "under Environment settings, API keys",
        document: "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
        keywords: &["honeycomb"],
        shape: Shape::Labelled("hc[a-z]{2}[a-z0-9_]{32,60}|[A-Za-z0-9]{22}|[0-9a-f]{32}"),
        entropy: 310,
        ..CredentialKind::LABELLED
    },
];
