//! Questions beside those of the sample's answers, through the whole way to a filled file: each differs from an answer in
//! one thing, and none is filled. Three that the library answers are the control.

use std::process::Command;

const TWINS: &[&str] = &[
    "Do you support SSO and MFA?",
    "Is customer data encrypted at rest and in transit?",
    "Is multi-factor authentication enforced for your own staff and for all customers?",
    "Do you offer SCIM and LDAP provisioning?",
    "Is the disaster recovery plan tested quarterly?",
    "Do you have a SOC 1 Type II report?",
    "Do you have a SOC 2 Type I report?",
    "Is penetration testing performed by your own staff?",
    "Is penetration testing performed monthly?",
    "Are backups encrypted and stored offline?",
    "Is customer data deleted within 24 hours of contract end?",
    "Can customers choose to host data in Brazil?",
    "Are sub-processors located only in the EU?",
    "Is access reviewed every month?",
    "Do you support SAML 1.1?",
    "Do you notify customers of a breach within one hour?",
    "Is TLS 1.1 supported?",
    "Do you support role-based access control and attribute-based access control?",
    "Do you fail to encrypt backups?",
    "Are laptops of contractors encrypted?",
    "Is a web application firewall and DDoS protection in place?",
    "Is the status page private?",
    "Do you provide an on-premises version?",
    "Do you offer a 100 % uptime guarantee?",
    "Are all employees trained in security every month?",
];

const ANSWERED: [&str; 3] = [
    "Are backups restored every week?",
    "Do you train AI models on customer data?",
    "Is production data used in test environments?",
];

#[test]
fn near_twins_of_the_sample_are_held_and_what_it_answers_is_filled() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("questions.txt");
    let questions: Vec<&str> = TWINS.iter().chain(&ANSWERED).copied().collect();
    std::fs::write(&file, questions.join("\n")).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(["--site", env!("CARGO_MANIFEST_DIR"), "rfp", "match", "--offline", "--format", "json"]);
    let output = command.args(["--today", "2026-11-21"]).arg(&file).output().expect("fieldbook starts");
    let manifest: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rows = manifest.get("rows").and_then(serde_json::Value::as_array).expect("rows");
    assert_eq!(rows.len(), questions.len());
    let reasons = |row: &serde_json::Value| row.get("reasons").and_then(|all| all.as_array().map(Vec::len));
    let filled = rows.iter().filter(|row| reasons(row) == Some(0));
    let filled: Vec<&str> = filled.filter_map(|row| row.get("question")?.as_str()).collect();
    assert_eq!(filled, ANSWERED);
}
