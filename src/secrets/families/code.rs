//! Code hosting, builds and package registries.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "github-token",
        name: "GitHub token",
        revoke: "under Settings, Developer settings, Personal access tokens",
        document: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats",
        keywords: &["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
        shape: Shape::Token("gh[pousr]_[A-Za-z0-9]{36}(?:[A-Za-z0-9]{40})?"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "github-fine-grained-token",
        name: "GitHub fine-grained token",
        revoke: "under Settings, Developer settings, Fine-grained tokens",
        document: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats",
        keywords: &["github_pat_"],
        shape: Shape::Token("github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
        entropy: 420,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "gitlab-token",
        name: "GitLab token",
        revoke: "under Preferences, Access tokens",
        document: "https://docs.gitlab.com/security/tokens/#token-prefixes",
        keywords: &[
            "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glsoat-", "glagent-", "gloas-", "glimt-",
            "glffct-", "glrtr-", "glwt-",
        ],
        shape: Shape::Token(
            r"gl(?:pat|dt|rt|rtr|cbt|ptt|ft|soat|agent|oas|imt|ffct|wt)-(?:[A-Za-z0-9_\-]{27,}\.[0-9a-z]{2}\.[0-9a-z]{9}|[A-Za-z0-9_\-]{20,64})",
        ),
        entropy: 320,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "bitbucket-app-password",
        name: "Bitbucket app password",
        revoke: "under Personal settings, App passwords",
        document: "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/",
        keywords: &["ATBB"],
        shape: Shape::Token("ATBB[A-Za-z0-9]{24}[A-F0-9]{8}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "bitbucket-access-token",
        name: "Bitbucket access token",
        revoke: "under Repository settings, Access tokens",
        document: "https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/",
        keywords: &["ATCTT3xFfGN0"],
        shape: Shape::Token(r"ATCTT3xFfGN0[A-Za-z0-9_=\-]{120,220}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "azure-devops-token",
        name: "Azure DevOps personal access token",
        revoke: "under User settings, Personal access tokens",
        document: "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
        keywords: &["AZDO"],
        shape: Shape::Near("[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}"),
        entropy: 420,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "circleci-token",
        name: "CircleCI token",
        revoke: "under User settings, Personal API tokens",
        document: "https://circleci.com/docs/managing-api-tokens/",
        keywords: &["CCIPAT_", "CCIPRJ_"],
        shape: Shape::Token("CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[0-9a-f]{40}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "buildkite-token",
        name: "Buildkite token",
        revoke: "under Personal settings, API access tokens",
        document: "https://buildkite.com/docs/apis/managing-api-tokens",
        keywords: &["bkua_", "bkat_", "bkct_"],
        shape: Shape::Token(r"bk(?:ua|at|ct)_[A-Za-z0-9_\-]{32,64}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "npm-token",
        name: "npm access token",
        revoke: "under Access Tokens of the account",
        document: "npm documentation, About access tokens",
        keywords: &["npm_"],
        shape: Shape::Token("npm_[A-Za-z0-9]{36}"),
        entropy: 370,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "npm-token",
        name: "npm access token",
        revoke: "under Access Tokens of the account",
        document: "npm documentation, npmrc",
        keywords: &["_authToken"],
        shape: Shape::Phrase(
            r#"\s{0,3}=\s{0,3}["']?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[A-Za-z0-9+/_\-]{30,120}={0,2})"#,
        ),
        checks: &[Check::Random],
        entropy: 300,
    },
    CredentialKind {
        id: "pypi-token",
        name: "PyPI token",
        revoke: "under Account settings, API tokens",
        document: "PyPI help, API tokens",
        keywords: &["pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZw"],
        shape: Shape::Token(r"pypi-(?:AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZw)[A-Za-z0-9_\-]{50,}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "rubygems-key",
        name: "RubyGems API key",
        revoke: "under Settings, API keys",
        document: "https://guides.rubygems.org/api-key-scopes/",
        keywords: &["rubygems_"],
        shape: Shape::Token("rubygems_[0-9a-f]{48}"),
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "nuget-key",
        name: "NuGet API key",
        revoke: "under API Keys of the account",
        document: "https://learn.microsoft.com/nuget/nuget-org/publish-a-package",
        keywords: &["oy2"],
        shape: Shape::Token("oy2[a-z0-9]{43}"),
        entropy: 350,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "crates-token",
        name: "Cargo registry token",
        revoke: "under Account settings, API tokens",
        document: "The Cargo Book, Publishing",
        keywords: &["cio"],
        shape: Shape::Token("cio[A-Za-z0-9]{32}"),
        checks: &[Check::Random],
        entropy: 370,
    },
    CredentialKind {
        id: "docker-token",
        name: "Docker access token",
        revoke: "under Account settings, Personal access tokens",
        document: "https://docs.docker.com/security/access-tokens/",
        keywords: &["dckr_pat_", "dckr_oat_"],
        shape: Shape::Token(r"dckr_(?:pat_[A-Za-z0-9_\-]{27}|oat_[A-Za-z0-9_\-]{32})"),
        entropy: 350,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "artifactory-key",
        name: "Artifactory API key",
        revoke: "under the user profile, Authentication settings",
        document: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key",
        keywords: &["AKCp"],
        shape: Shape::Token("AKCp[A-Za-z0-9]{69,73}"),
        entropy: 400,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "artifactory-reference-token",
        name: "Artifactory reference token",
        revoke: "under Administration, Access tokens",
        document: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
        keywords: &["cmVmdGtu"],
        shape: Shape::Token("cmVmdGtu[A-Za-z0-9]{56}"),
        entropy: 380,
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "sonar-token",
        name: "Sonar token",
        revoke: "under My account, Security",
        document: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/",
        keywords: &["sqp_", "squ_", "sqa_"],
        shape: Shape::Token("sq[pua]_[0-9a-f]{40}"),
        ..CredentialKind::TOKEN
    },
];
