//! Customer records and sales.

use super::row::{UUID, alnum, base64, hex, lower, of, upper, word};
use crate::secrets::family::CredentialKind;

/// The families of this area.
#[rustfmt::skip]
pub(super) static FAMILIES: &[CredentialKind] = &[
    of("salesforce-secret", "Salesforce secret", &["salesforce", "sfdc", "sf_", "security_token", "security token", "consumer_secret", "consumer secret", "consumersecret", "pardot"], &[hex(64), alnum(24).up_to(25), hex(32)],
        "https://help.salesforce.com/s/articleView?id=sf.user_security_token.htm"),
    of("hubspot-key", "HubSpot API key", &["hubspot", "hapikey", "hubapi"], &[UUID], "https://developers.hubspot.com/docs/guides/apps/authentication/intro-to-auth"),
    of("pipedrive-token", "Pipedrive API token", &["pipedrive"], &[hex(40)], "https://pipedrive.readme.io/docs/core-api-concepts-authentication"),
    of("zoho-secret", "Zoho secret", &["zoho"], &[hex(42), hex(32)], "https://www.zoho.com/accounts/protocol/oauth/use-access-token.html"),
    of("gong-secret", "Gong access key", &["gong"], &[upper(32)], "https://help.gong.io/docs/receive-access-to-the-api"),
    of("outreach-secret", "Outreach application secret", &["outreach"], &[word(43), hex(64)], "https://developers.outreach.io/api/oauth/"),
    of("salesloft-key", "Salesloft key", &["salesloft"], &[hex(64)], "https://developers.salesloft.com/docs/platform/api-basics/api-key-authentication/"),
    of("copper-key", "Copper key", &["copper_api", "prosperworks", "copper.com", "x-pw-accesstoken"], &[hex(32)], "https://developer.copper.com/introduction/authentication.html"),
    of("insightly-key", "Insightly key", &["insightly"], &[UUID], "https://api.insightly.com/v3.1/Help"),
    of("nutshell-key", "Nutshell key", &["nutshell"], &[hex(40)], "https://developers.nutshell.com/docs/getting-started"),
    of("capsule-token", "Capsule token", &["capsulecrm", "capsule_crm"], &[base64(64)], "https://developer.capsulecrm.com/v2/overview/authentication"),
    of("affinity-key", "Affinity key", &["affinity_api", "affinity.co"], &[word(43)], "https://api-docs.affinity.co/#authentication"),
    of("agilecrm-key", "Agile CRM key", &["agilecrm", "agile_crm"], &[lower(26)], "https://github.com/agilecrm/rest-api"),
    of("close-key", "Close key", &["close.io", "closeio", "close_api", "close.com"], &[word(45)], "https://developer.close.com/topics/authentication/"),
    of("front-token", "Front secret", &["frontapp", "front_api"], &[hex(40), alnum(64)], "https://dev.frontapp.com/docs/api-tokens-2"),
    of("gainsight-key", "Gainsight key", &["gainsight"], &[UUID], "https://support.gainsight.com/"),
    of("chartmogul-key", "ChartMogul key", &["chartmogul"], &[hex(32)], "https://dev.chartmogul.com/docs/authentication"),
    of("profitwell-key", "ProfitWell key", &["profitwell"], &[hex(32)], "https://docs.paddle.com/"),
    of("zuora-secret", "Zuora secret", &["zuora"], &[base64(40).up_to(44)], "https://developer.zuora.com/docs/get-started/introduction/"),
    of("sap-secret", "SAP client secret", &["sap_client", "sap_api", "sapcloud", "hana.ondemand"], &[base64(28), base64(44), alnum(32)], "https://help.sap.com/docs/"),
    of("netsuite-secret", "NetSuite secret", &["netsuite", "suitetalk"], &[hex(64)], "https://docs.oracle.com/en/cloud/saas/netsuite/"),
    of("dynamics-secret", "Dynamics secret", &["dynamics365", "dynamics_crm", "dataverse"], &[base64(44)], "https://learn.microsoft.com/power-apps/developer/data-platform/"),
    of("segment-key", "Segment write key", &["segment"], &[alnum(32)], "https://segment.com/docs/connections/find-writekey/"),
    of("rudderstack-key", "RudderStack key", &["rudderstack", "rudder_"], &[alnum(27)], "https://www.rudderstack.com/docs/"),
];
