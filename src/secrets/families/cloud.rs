//! Clouds and hosting.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// Returns whether `value` has both cases and digits, as 40 random characters of base 64 do and a hash in hexadecimal
/// does not.
fn is_mixed(value: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| value.iter().any(is);
    has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit)
}

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "aws-access-key",
        name: "AWS access key id",
        revoke: "in IAM, Users, Security credentials",
        document: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
        keywords: &["AKIA", "ASIA", "ABIA"],
        shape: Shape::Token("(?:AKIA|ASIA|ABIA)[A-Z2-7]{16}"),
        entropy: 270,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "aws-secret-key",
        name: "AWS secret access key",
        revoke: "in IAM, Users, Security credentials",
        document: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        keywords: &[
            "secret_access_key",
            "secretaccesskey",
            "secret access key",
            "secret-access-key",
            "aws_secret",
            "secretkey",
            "secret_key",
            "secret key",
        ],
        shape: Shape::Phrase(
            r#"[\w.\- ]{0,40}?(?:\\?["'`*\])]){0,3}[ \t]{0,8}(?:=>|:=|[:=|,>])\s{0,8}(?:\\?["'`*(\[]){0,3}([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|\z)"#,
        ),
        checks: &[Check::Random],
        entropy: 400,
    },
    CredentialKind {
        id: "aws-secret-key",
        name: "AWS secret access key",
        revoke: "in IAM, Users, Security credentials",
        document: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        keywords: &["AKIA"],
        shape: Shape::Near("[A-Za-z0-9/+]{40}"),
        checks: &[Check::Random, Check::Passes(is_mixed)],
        entropy: 430,
    },
    CredentialKind {
        id: "aws-session-token",
        name: "AWS session token",
        revoke: "in IAM, by revoking the sessions of the role",
        document: "https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html",
        keywords: &["IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz"],
        shape: Shape::Token("(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9/+]{80,}={0,2}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "aws-signed-url",
        name: "signature of an AWS signed address",
        revoke: "by disabling the key that signed it",
        document: "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html",
        keywords: &["X-Amz-Signature="],
        shape: Shape::Token("(?i:x-amz-signature)=([0-9a-f]{64})"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "gcp-signed-url",
        name: "signature of a Google Cloud signed address",
        revoke: "by deleting the key of the service account that signed it",
        document: "https://cloud.google.com/storage/docs/access-control/signed-urls",
        keywords: &["X-Goog-Signature="],
        shape: Shape::Token("(?i:x-goog-signature)=([0-9a-f]{64,})"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "azure-storage-key",
        name: "Azure storage account key",
        revoke: "under Access keys of the storage account",
        document: "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage",
        keywords: &["AccountKey", "account_key", "storage_key", "storagekey", "storage-key"],
        shape: Shape::Phrase(r#"["']?\s{0,3}[=:]\s{0,3}["']?([A-Za-z0-9+/]{86}==)"#),
        entropy: 450,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "azure-shared-key",
        name: "Azure shared access key",
        revoke: "under Shared access policies of the namespace or hub",
        document: "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas",
        keywords: &["SharedAccessKey"],
        shape: Shape::Phrase(r#"["']?\s{0,3}[=:]\s{0,3}["']?([A-Za-z0-9+/]{43}=)"#),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "azure-sas",
        name: "signature of an Azure shared access address",
        revoke: "by rotating the account key that signed it",
        document: "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
        keywords: &["sig="],
        shape: Shape::Token("sig=((?:[A-Za-z0-9+/]|%2[bBfF]){42,64}(?:%3[dD]|=))"),
        checks: &[Check::Beside(&["sv=", "se=", "sp="])],
        entropy: 380,
    },
    CredentialKind {
        id: "azure-client-secret",
        name: "Entra ID client secret",
        revoke: "under Certificates and secrets of the app registration",
        document: "https://learn.microsoft.com/entra/identity-platform/howto-create-service-principal-portal",
        keywords: &["Q~"],
        shape: Shape::Near(r"[A-Za-z0-9_~.\-]{3}[0-9]Q~[A-Za-z0-9_~.\-]{31,34}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "google-api-key",
        name: "Google API key",
        revoke: "in the Cloud console, APIs and Services, Credentials",
        document: "https://cloud.google.com/docs/authentication/api-keys",
        keywords: &["AIza"],
        shape: Shape::Token(r"AIza[A-Za-z0-9_\-]{35}"),
        entropy: 350,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "google-oauth-secret",
        name: "Google OAuth client secret",
        revoke: "in the Cloud console, APIs and Services, Credentials",
        document: "https://support.google.com/cloud/answer/15549257",
        keywords: &["GOCSPX-"],
        shape: Shape::Token(r"GOCSPX-[A-Za-z0-9_\-]{28}"),
        entropy: 340,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "google-oauth-token",
        name: "Google OAuth token",
        revoke: "at myaccount.google.com, Third-party access",
        document: "https://developers.google.com/identity/protocols/oauth2",
        keywords: &["ya29."],
        shape: Shape::Token(r"ya29\.[A-Za-z0-9_\-]{30,}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "google-refresh-token",
        name: "Google OAuth refresh token",
        revoke: "at myaccount.google.com, Third-party access",
        document: "https://developers.google.com/identity/protocols/oauth2",
        keywords: &["1//0"],
        shape: Shape::Token(r"1//0[A-Za-z0-9_\-]{35,120}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "gcp-service-account",
        name: "Google Cloud service account key",
        revoke: "in IAM, Service accounts, Keys",
        document: "https://cloud.google.com/iam/docs/keys-create-delete",
        keywords: &["private_key_id"],
        shape: Shape::Phrase(r#"\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?([0-9a-f]{40})"#),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "digitalocean-token",
        name: "DigitalOcean token",
        revoke: "in the control panel, API, Tokens",
        document: "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
        keywords: &["dop_v1_", "doo_v1_", "dor_v1_"],
        shape: Shape::Token("do[opr]_v1_[0-9a-f]{64}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "alibaba-access-key",
        name: "Alibaba Cloud access key id",
        revoke: "in RAM, Users, AccessKey",
        document: "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
        keywords: &["LTAI"],
        shape: Shape::Token("LTAI[A-Za-z0-9]{12,24}"),
        checks: &[Check::Random],
        entropy: 290,
    },
    CredentialKind {
        id: "cloudflare-origin-key",
        name: "Cloudflare origin CA key",
        revoke: "under My Profile, API Tokens",
        document: "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
        keywords: &["v1.0-"],
        shape: Shape::Token(r"v1\.0-[0-9a-f]{24}-[0-9a-f]{146}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "heroku-token",
        name: "Heroku API key",
        revoke: "under Account settings, Applications",
        document: "https://devcenter.heroku.com/articles/authentication",
        keywords: &["HRKU-"],
        shape: Shape::Token(
            r"HRKU-(?:AA[A-Za-z0-9_\-]{58}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})",
        ),
        entropy: 330,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "netlify-token",
        name: "Netlify access token",
        revoke: "under User settings, Applications",
        document: "https://docs.netlify.com/api/get-started/#authentication",
        keywords: &["nfp_"],
        shape: Shape::Token("nfp_[A-Za-z0-9]{36}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "fly-token",
        name: "Fly.io token",
        revoke: "with flyctl tokens revoke",
        document: "https://fly.io/docs/security/tokens/",
        keywords: &["fo1_", "fm1_", "fm2_", "fm1r_", "fm1a_"],
        shape: Shape::Token(r"(?:fo1_[A-Za-z0-9_\-]{43}|fm(?:2|1[ar]?)_[A-Za-z0-9+/]{80,}={0,3})"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "render-key",
        name: "Render API key",
        revoke: "under Account settings, API keys",
        document: "https://render.com/docs/api",
        keywords: &["rnd_"],
        shape: Shape::Token("rnd_[A-Za-z0-9]{28,32}"),
        entropy: 360,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "scaleway-access-key",
        name: "Scaleway access key",
        revoke: "in IAM, API keys",
        document: "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/",
        keywords: &["SCW"],
        shape: Shape::Token("SCW[0-9A-Z]{17}"),
        entropy: 270,
        ..CredentialKind::TOKEN
    },
];
