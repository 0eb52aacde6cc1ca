//! Warehouses, databases and pipelines.

use crate::secrets::family::{CredentialKind, Shape};

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "databricks-token",
        name: "Databricks access token",
        revoke: "under Settings, Developer, Access tokens",
        document: "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
        keywords: &["dapi", "dkea", "dose", "dsap"],
        shape: Shape::Token("(?:dapi|dkea|dose|dsap)[0-9a-f]{32}(?:-[0-9])?"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "snowflake-password",
        name: "Snowflake password or token",
        revoke: "in Snowsight, Users and roles",
        document: "https://docs.snowflake.com/en/user-guide/programmatic-access-tokens",
        keywords: &["snowflake_password", "snowflake_token", "snowsql_pwd", "snowflake_pat"],
        shape: Shape::Labelled(r#"[^\s"\'`<>|]{8,}"#),
        entropy: 270,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "elastic-key",
        name: "Elastic API key",
        revoke: "in the Cloud console, API keys",
        document: "https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys",
        keywords: &["essu_"],
        shape: Shape::Token("essu_[A-Za-z0-9+/]{60,200}={0,2}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "tableau-token",
        name: "Tableau access token",
        revoke: "under My account settings, Personal access tokens",
        document: "https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm",
        keywords: &["==:"],
        shape: Shape::Near("[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "planetscale-token",
        name: "PlanetScale password or token",
        revoke: "in the database, Settings",
        document: "https://planetscale.com/docs/concepts/service-tokens",
        keywords: &["pscale_"],
        shape: Shape::Token(r"pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_\-.]{32,64}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "supabase-key",
        name: "Supabase key",
        revoke: "in the project, Settings, API keys",
        document: "https://supabase.com/docs/guides/api/api-keys",
        keywords: &["sb_secret_", "sbp_"],
        shape: Shape::Token(r"(?:sb_secret_[A-Za-z0-9_\-]{30,50}|sbp_[0-9a-f]{40})"),
        entropy: 300,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "openshift-token",
        name: "OpenShift token",
        revoke: "by deleting the OAuth access token",
        document: "https://docs.redhat.com/en/documentation/openshift_container_platform",
        keywords: &["sha256"],
        shape: Shape::Token(r"sha256~[A-Za-z0-9_\-]{43}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
];
