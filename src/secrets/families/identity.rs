//! Vaults, sign-in, infrastructure and networks.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "vault-token",
        name: "HashiCorp Vault token",
        revoke: "with vault token revoke",
        document: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
        keywords: &["hvs.", "hvb.", "hvr."],
        shape: Shape::Token(r"hv[sbr]\.[A-Za-z0-9_\-]{24,}"),
        entropy: 360,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "vault-token",
        name: "HashiCorp Vault token",
        revoke: "with vault token revoke",
        document: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
        keywords: &["vault_token", "x-vault-token", "vault token"],
        shape: Shape::Labelled(r"s\.[A-Za-z0-9]{24}"),
        entropy: 350,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "terraform-cloud-token",
        name: "HCP Terraform token",
        revoke: "under User settings, Tokens",
        document: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
        keywords: &["atlasv1"],
        shape: Shape::Near(r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_\-]{60,72}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "pulumi-token",
        name: "Pulumi access token",
        revoke: "under Account settings, Access tokens",
        document: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
        keywords: &["pul-"],
        shape: Shape::Token("pul-[0-9a-f]{40}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "doppler-token",
        name: "Doppler token",
        revoke: "under Tokens of the workplace or config",
        document: "https://docs.doppler.com/reference/auth-token-formats",
        keywords: &["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit.", "dp.said."],
        shape: Shape::Token(r"dp\.(?:pt|ct|sa|scim|audit|said|st(?:\.[a-z0-9_\-]{2,35})?)\.[A-Za-z0-9]{40,44}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "onepassword-token",
        name: "1Password service account token",
        revoke: "under Developer, Service accounts",
        document: "https://developer.1password.com/docs/service-accounts/security/",
        keywords: &["ops_eyJ"],
        shape: Shape::Token(r"ops_eyJ[A-Za-z0-9+/_\-]{200,}={0,3}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "onepassword-secret-key",
        name: "1Password secret key",
        revoke: "under My profile, Regenerate Secret Key",
        document: "https://support.1password.com/secret-key-security/",
        keywords: &["A3-"],
        shape: Shape::Token(
            "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}",
        ),
        entropy: 330,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "okta-token",
        name: "Okta API token",
        revoke: "under Security, API, Tokens",
        document: "https://developer.okta.com/docs/guides/create-an-api-token/",
        keywords: &["okta", "ssws"],
        shape: Shape::Labelled(r"00[A-Za-z0-9_\-]{40}"),
        entropy: 380,
        ..CredentialKind::LABELLED
    },
    CredentialKind {
        id: "okta-token",
        name: "Okta API token",
        revoke: "under Security, API, Tokens",
        document: "https://developer.okta.com/docs/guides/create-an-api-token/",
        keywords: &["SSWS "],
        shape: Shape::Phrase(r"(00[A-Za-z0-9_\-]{40})(?:[^A-Za-z0-9_\-]|\z)"),
        checks: &[Check::Random],
        entropy: 380,
    },
    CredentialKind {
        id: "tailscale-key",
        name: "Tailscale key",
        revoke: "in the admin console, Settings, Keys",
        document: "https://tailscale.com/kb/1252/key-secret-management",
        keywords: &["tskey-"],
        shape: Shape::Token("tskey-(?:[a-z]+-)?[A-Za-z0-9]{8,24}(?:CNTRL)?-[A-Za-z0-9]{16,64}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "age-key",
        name: "age secret key",
        revoke: "by making a new key and encrypting again",
        document: "https://github.com/FiloSottile/age/blob/main/doc/age.1.ronn",
        keywords: &["AGE-SECRET-KEY-1"],
        shape: Shape::Token("AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
];
