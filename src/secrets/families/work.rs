//! Documents, tickets, boards and files.

use crate::secrets::family::{CredentialKind, Shape};

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "notion-token",
        name: "Notion integration token",
        revoke: "under My integrations",
        document: "https://developers.notion.com/docs/authorization",
        keywords: &["ntn_"],
        shape: Shape::Token("ntn_[A-Za-z0-9]{40,50}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "notion-token",
        name: "Notion integration token",
        revoke: "under My integrations",
        document: "https://developers.notion.com/docs/authorization",
        keywords: &["secret_"],
        shape: Shape::Token("secret_[A-Za-z0-9]{43}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "airtable-token",
        name: "Airtable access token",
        revoke: "under Developer hub, Personal access tokens",
        document: "https://airtable.com/developers/web/guides/personal-access-tokens",
        keywords: &["pat"],
        shape: Shape::Token(r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "airtable-token",
        name: "Airtable API key",
        revoke: "under Developer hub, Personal access tokens",
        document: "https://airtable.com/developers/web/guides/personal-access-tokens",
        keywords: &["airtable"],
        shape: Shape::Labelled("key[A-Za-z0-9]{14}"),
        entropy: 300,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "asana-token",
        name: "Asana access token",
        revoke: "in the developer console, Personal access tokens",
        document: "https://developers.asana.com/docs/personal-access-token",
        keywords: &["asana"],
        shape: Shape::Near("[0-2]/[0-9]{15,20}(?:/[0-9]{15,20})?:[0-9a-f]{32}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "atlassian-token",
        name: "Atlassian API token",
        revoke: "at id.atlassian.com, Security, API tokens",
        document: "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
        keywords: &["ATATT3", "ATSTT3", "ATCTT3"],
        shape: Shape::Token(r"AT[ASC]TT3[A-Za-z0-9_=\-]{100,}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "linear-key",
        name: "Linear API key",
        revoke: "under Settings, Security and access",
        document: "https://linear.app/developers/graphql",
        keywords: &["lin_api_", "lin_oauth_"],
        shape: Shape::Token("lin_(?:api_[A-Za-z0-9]{40}|oauth_[0-9a-f]{64})"),
        entropy: 310,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "monday-token",
        name: "monday.com API token",
        revoke: "under the avatar, Developers",
        document: "https://developer.monday.com/api-reference/docs/authentication",
        keywords: &["monday"],
        shape: Shape::Near(r"eyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{20,}\.[A-Za-z0-9_\-]{20,}"),
        entropy: 380,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "trello-token",
        name: "Trello token",
        revoke: "under Account settings, Applications",
        document: "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/",
        keywords: &["ATTA"],
        shape: Shape::Token("ATTA[0-9a-f]{64}[0-9A-Fa-f]{8}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "clickup-token",
        name: "ClickUp API token",
        revoke: "under Settings, Apps",
        document: "https://developer.clickup.com/docs/authentication",
        keywords: &["pk_"],
        shape: Shape::Token("pk_[0-9]{5,10}_[A-Z0-9]{32}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "figma-token",
        name: "Figma access token",
        revoke: "under Settings, Security",
        document: "https://www.figma.com/developers/api#access-tokens",
        keywords: &["figd_", "figo_", "figu_"],
        shape: Shape::Token(r"fig[dou]_[A-Za-z0-9_\-]{38,60}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "figma-token",
        name: "Figma access token",
        revoke: "under Settings, Security",
        document: "https://www.figma.com/developers/api#access-tokens",
        keywords: &["figma"],
        shape: Shape::Labelled(
            "[0-9]{5,8}-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
        ),
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "dropbox-token",
        name: "Dropbox access token",
        revoke: "in the App Console",
        document: "https://developers.dropbox.com/oauth-guide",
        keywords: &["sl."],
        shape: Shape::Token(r"sl\.(?:u\.)?[A-Za-z0-9_\-]{120,}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "dropbox-token",
        name: "Dropbox token",
        revoke: "in the App Console",
        document: "https://developers.dropbox.com/oauth-guide",
        keywords: &["dropbox"],
        shape: Shape::Labelled(r"[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_\-=]{43}|[a-z0-9]{15}|[A-Za-z0-9_\-]{64}"),
        entropy: 310,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "contentful-token",
        name: "Contentful token",
        revoke: "under Settings, CMA tokens",
        document: "https://www.contentful.com/developers/docs/references/authentication/",
        keywords: &["CFPAT-"],
        shape: Shape::Token(r"CFPAT-[A-Za-z0-9_\-]{43}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "postman-key",
        name: "Postman API key",
        revoke: "under Settings, API keys",
        document: "https://learning.postman.com/docs/developer/postman-api/authentication/",
        keywords: &["PMAK-"],
        shape: Shape::Token("PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
        ..CredentialKind::TOKEN
    },
];
