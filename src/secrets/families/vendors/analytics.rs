//! Analytics, experiments and feature flags.

use super::row::{UUID, alnum, base64, hex, lower, of, word};
use crate::secrets::family::CredentialKind;

/// The families of this area.
#[rustfmt::skip]
pub(super) static FAMILIES: &[CredentialKind] = &[
    of("amplitude-key", "Amplitude key", &["amplitude"], &[hex(32)], "https://amplitude.com/docs/apis/authentication"),
    of("mixpanel-secret", "Mixpanel secret", &["mixpanel"], &[hex(32), alnum(32)], "https://developer.mixpanel.com/reference/authentication"),
    of("posthog-key", "PostHog key", &["posthog"], &[word(43), word(47)], "https://posthog.com/docs/api"),
    of("heap-key", "Heap key", &["heap_api", "heapanalytics", "heap.io"], &[hex(32), word(64)], "https://developers.heap.io/reference/authentication"),
    of("keen-key", "Keen key", &["keen_io", "keen.io", "keen_write", "keen_read", "keen_master"], &[hex(64), hex(128), hex(192)], "https://keen.io/docs/api/"),
    of("matomo-token", "Matomo token", &["matomo", "piwik", "token_auth"], &[hex(32)], "https://developer.matomo.org/api-reference/reporting-api"),
    of("optimizely-token", "Optimizely token", &["optimizely"], &[word(54)], "https://docs.developers.optimizely.com/web-experimentation/docs/personal-access-token"),
    of("split-key", "Split key", &["split_api", "split.io", "splitio", "split_sdk"], &[lower(51).up_to(54)], "https://help.split.io/hc/en-us/articles/360019916211"),
    of("configcat-key", "ConfigCat key", &["configcat"], &[word(45)], "https://configcat.com/docs/"),
    of("flagsmith-key", "Flagsmith key", &["flagsmith"], &[alnum(22), hex(40)], "https://docs.flagsmith.com/"),
    of("statsig-key", "Statsig key", &["statsig"], &[alnum(43), alnum(44)], "https://docs.statsig.com/sdk-keys/api-keys/"),
    of("unleash-token", "Unleash token", &["unleash"], &[hex(56), hex(64)], "https://docs.getunleash.io/reference/api-tokens-and-client-keys"),
    of("fullstory-key", "FullStory key", &["fullstory"], &[base64(40).up_to(72)], "https://developer.fullstory.com/server/authentication/"),
    of("appsflyer-key", "AppsFlyer key", &["appsflyer", "apps_flyer"], &[alnum(22), UUID], "https://dev.appsflyer.com/hc/docs/"),
    of("adjust-token", "Adjust token", &["adjust_api", "adjust.com", "adjust_token"], &[word(20)], "https://dev.adjust.com/en/api/"),
    of("branch-secret", "Branch secret", &["branch_secret", "branch.io", "branch_io"], &[alnum(32)], "https://help.branch.io/apidocs/"),
    of("semrush-key", "Semrush key", &["semrush"], &[hex(32)], "https://developer.semrush.com/api/"),
    of("ahrefs-token", "Ahrefs token", &["ahrefs"], &[word(40)], "https://docs.ahrefs.com/docs/api/reference/introduction"),
    of("similarweb-key", "Similarweb key", &["similarweb"], &[hex(32)], "https://developers.similarweb.com/docs/authentication"),
    of("builtwith-key", "BuiltWith key", &["builtwith"], &[UUID], "https://api.builtwith.com/"),
    of("wappalyzer-key", "Wappalyzer key", &["wappalyzer"], &[alnum(40)], "https://www.wappalyzer.com/docs/api/v2/basics/"),
    of("tableau-token", "Tableau token", &["tableau", "x-tableau-auth"], &[base64(24), word(22)], "https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm"),
    of("powerbi-secret", "Power BI secret", &["powerbi", "power_bi"], &[base64(44)], "https://learn.microsoft.com/power-bi/developer/"),
    of("metabase-key", "Metabase key", &["metabase", "x-metabase-session"], &[UUID, base64(44)], "https://www.metabase.com/docs/latest/people-and-groups/api-keys"),
    of("wakatime-key", "WakaTime key", &["wakatime"], &[UUID], "https://wakatime.com/developers"),
];
