//! What is no credential, and what is one only perhaps: code, prose, hashes, samples of documents, passwords of examples.
//!
//! Each kind has its control: the same text with a real value in it.

use super::{drawn, hits};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use fieldbook::secrets::Confidence;

fn levels(text: &str) -> Vec<Confidence> {
    hits(text).iter().map(|hit| hit.confidence).collect()
}

/// Asserts that nothing is found in each of `lines`, in a fence or not.
fn assert_clean(lines: &[&str]) {
    for line in lines {
        for text in [format!("{line}\n"), format!("```\n{line}\n```\n")] {
            let found: Vec<_> = hits(&text).iter().map(|hit| (hit.family.id, hit.confidence)).collect();
            assert!(found.is_empty(), "{found:?} in {text}");
        }
    }
}

#[test]
fn code_is_no_credential() {
    assert_clean(&[
        "const token = this.getToken();",
        "token: this.props.httpTokens,",
        "trimmedSecret := strings.TrimPrefix(secret, prefix)",
        "secret := k8s.NewSecretInformer(client, namespace)",
        "creds.bearerToken = creds.getAccessToken()",
        "private static final String ACCESS_KEY = AccessKeyCredentialProvider.class;",
        "GithubAppPrivateKey: \"GithubAppPrivateKey\",",
        "IObservable<OrganizationCredential> GetAllAuthorizations(string org);",
        "secretKeyRef: AwsLandingZoneKMSKey",
        "redis-password: {{ .Values.password | b64enc | quote }}",
        "password: {{ .password }}",
        "echo \"$password\" | base64",
        "passwords := make(map[string]bool)",
        "password: userPasswords[userId],",
        "Password::min(8)->mixedCase()->numbers()",
        "reset_password_within = 5.days",
        "password: process.env.DB_PASS",
        "(Compare-Object $a $a -PassThru) | Get-Member",
        "'password': '^(?=.*[A-Z]).{8,32}$'",
        "\"passwordChanged\": \"2026-10-12T17:12:45.000Z\",",
        "password_encryption: scram-sha-256",
        "passTLSClientCert:\n  pem: true",
    ]);
}

#[test]
fn prose_and_tables_are_no_credentials() {
    assert_clean(&[
        "Password: OpenStack password",
        "| `postgresql.postgresPassword` | PostgreSQL password of the new user | `changeme` |",
        "[New password complexity](#new-password-complexity-is-ga-in-preview)",
        "| `openid.passphrase` | Passphrase used for a `private_key` or a `pfx`. Optional. |",
        "| <a id=\"opt-tls-passthrough\" href=\"#opt-tls-passthrough\">`tls.passthrough`</a> | delegates TLS |",
        "The token: getWithoutPrompt, getWithPopup and getWithRedirect.",
        "\"PASSWORD\": \"密码长度在8到128之间且需包含至少一个大写字符\",",
    ]);
}

#[test]
fn hashes_of_commits_and_files_are_no_credentials() {
    let hash = drawn("«h 40»", 1);
    let sum = STANDARD.encode(drawn("«h 64»", 3));
    let lines = [
        format!("New Relic examples: https://git.acme.example/newrelic/blob/{hash}/a.proto"),
        format!("default_lang_commit: {hash} # new relic"),
        format!("token = \"1\" # sha256: {hash}{}", &hash[..24]),
        format!("integrity sha512-{sum}\nresolved \"https://registry.acme.example/token/-/token-1.0.0.tgz#{hash}\""),
    ];
    assert_clean(&lines.each_ref().map(String::as_str));
    assert_eq!(levels(&format!("api_token = {hash}")), [Confidence::Likely], "the control");
}

#[test]
fn samples_that_documents_publish_are_placeholders() {
    let claims = |claims: &str| {
        let claims = URL_SAFE_NO_PAD.encode(claims);
        drawn(&format!("{}.{claims}.«w 43»", ["eyJhbGciOiJIUzI1NiIs", "InR5cCI6IkpXVCJ9"].concat()), 1)
    };
    assert_eq!(
        levels(&claims(r#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#)),
        [Confidence::Placeholder]
    );
    assert_eq!(levels(&claims(r#"{"sub":"4711","iss":"https://id.acme.test"}"#)), [Confidence::Certain], "the control");
    assert_eq!(levels(&claims(r#"{"bulletin":103,"url":"https://acme.test"}"#)), [Confidence::Weak]);
    assert_eq!(levels(&["Authorization: Basic QWxhZGRp", "bjpvcGVuIHNlc2FtZQ=="].concat()), []);
    assert_eq!(levels(&drawn("Authorization: Basic «P 12»", 1)), [Confidence::Likely], "the control");
}

#[test]
fn values_that_are_cut_short_are_placeholders() {
    for line in [
        "access_token: «A 24»...",
        "access_token: «A 12»...«A 12»",
        "access_token: «A 24»[...]",
        "access_token: «A 24»…",
    ] {
        assert_eq!(levels(&drawn(line, 1)), [], "{line}");
    }
    assert_eq!(levels(&drawn("access_token: «A 24».", 1)), [Confidence::Likely], "the control");
}

#[test]
fn passwords_of_examples_are_no_errors() {
    let places = [
        "password: {}\n",
        "postgres://user:{}@db.acme.test/app\n",
        "curl -u user:{} https://acme.test\n",
        "Server=db;Uid=sa;Pwd={};\n",
    ];
    for place in places {
        let found = |value: &str| levels(&place.replace("{}", value));
        assert_eq!(found("my-secret-password"), [], "{place}");
        assert_eq!(found(&["Test-", "1234!"].concat()), [Confidence::Weak], "{place}");
        assert_eq!(found(&["s3cr3t", "Passw0rd"].concat()), [Confidence::Weak], "{place}");
        assert_eq!(found(&["Harbour", "7419!"].concat()), [Confidence::Likely], "the control in {place}");
    }
}

#[test]
fn a_value_in_base_64_is_judged_by_what_it_says() {
    let found = |value: &str| levels(&format!("password: {}\n", STANDARD.encode(value)));
    assert_eq!(found("admin-password"), []);
    assert_eq!(found(&["Test-", "1234!"].concat()), [Confidence::Weak]);
    assert_eq!(found(&["Harbour", "7419!"].concat()), [Confidence::Likely], "the control");
}

#[test]
fn names_that_mean_something_else_hold_no_credential() {
    for name in ["tokenUrl", "secret_name", "NextToken", "public_key", "kms_key_id", "password-policy", "X-CSRF-Token"]
    {
        assert_eq!(levels(&drawn(&format!("{name}: «A 32»"), 1)), [], "{name}");
    }
    for name in ["token", "secret_id", "TOKEN_V2", "private_key", "admin-password", "api key"] {
        assert_eq!(levels(&drawn(&format!("{name}: «A 32»"), 1)), [Confidence::Likely], "the control: {name}");
    }
    for name in ["request_signature", "password_hash", "fake_token"] {
        assert_eq!(levels(&drawn(&format!("{name}: «A 32»"), 1)), [Confidence::Weak], "{name}");
    }
}

#[test]
fn sentences_about_variables_and_dashes_hold_no_credential() {
    assert_clean(&[
        "Set the env DB_PASSWORD variable before the first start.",
        "ENV DB_PASSWORD_FILE /run/secrets/db_password",
        "ENV JAVA_KEYSTORE_PATH /opt/app/keystore/production.jks",
        "- API key - see the administrator of your organization",
        "- password - at least twelve characters, with a digit",
        "Every token - whatever its kind - expires after 90 days.",
        "env TOKEN_URL https://login.example.com/oauth2/v2.0/token",
    ]);
}

#[test]
fn what_everybody_may_know_of_a_secret_is_no_credential() {
    let encode = |text: &str| STANDARD.encode(text);
    let secret = |pem: &str| format!("kind: Secret\ndata:\n  tls.ca: {}\n", encode(pem));
    let shared = |field: &str| {
        let ids = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d";
        format!(
            "https://reports.example/view?r={}",
            encode(&format!("{{\"k\":\"{ids}\",\"{field}\":\"{ids}\",\"c\":8}}"))
        )
    };
    let body = drawn("«b 60»", 7);
    let certificate = secret(&format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"));
    let public = secret(&format!("-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n"));
    let role = drawn("login, role_id=«u»", 7);
    assert_clean(&[&certificate, &public, &shared("t"), &role]);
    let password = format!("kind: Secret\ndata:\n  db: {}\n", encode(&drawn("«A 18»", 7)));
    for control in [password, shared("n"), drawn("login, secret_id=«u»", 7)] {
        assert_eq!(hits(&control).len(), 1, "{control}");
    }
}
