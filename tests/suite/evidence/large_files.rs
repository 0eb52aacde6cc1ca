//! Files of records up to their limit.

use super::{run, site};
use std::fs::{self, File};
use std::path::Path;

/// The largest file of records, in bytes.
const LIMIT: u64 = 64 << 20;
const HEAD: &str = "{\"schema\":\"fieldbook/evidence/1\",\"host\":\"docs.globex.example\",\"checked\":\"2026-11-20\",\"reader\":\"n3\"}\n";

/// Returns the exit code of a check and the last two parts of each finding about the file of records.
fn findings(folder: &Path) -> (Option<i32>, Vec<String>) {
    let output = run(folder, &["check", "--format", "concise", "--today", "2026-11-20"], "");
    let text = String::from_utf8(output.stdout).expect("text");
    let found = text.lines().filter(|line| line.contains("evidence/docs.globex.example.jsonl"));
    (output.status.code(), found.map(str::to_owned).collect())
}

#[test]
fn a_file_of_records_is_read_up_to_its_limit() {
    let folder = site();
    let path = folder.path().join("evidence/docs.globex.example.jsonl");
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    // 1,700 pages of a host, which have more than 4 MiB.
    let line = |page: usize, sentence: &str| {
        let url = format!("https://docs.globex.example/{page}");
        format!(
            "{{\"page\":\"{url}\",\"looked\":\"2026-11-20\",\"title\":\"{sentence}\",\"words\":900}}\n{{\"url\":\"{url}\",\"quote\":\"{page:016x}\",\"verdict\":\"match\",\"since\":\"2026-11-13\",\"content\":\"sha256:{}\",\"sentence\":\"{sentence}\"}}\n",
            "0".repeat(64)
        )
    };
    let large: String = (0..1_700).map(|page| line(page, &"word ".repeat(240))).collect();
    assert!(large.len() > 4 << 20);
    fs::write(&path, format!("{HEAD}{large}")).expect("written");
    assert_eq!(findings(folder.path()).1, Vec::<String>::new());
    // Bytes that take no space, and of which the first is not one of a text.
    for (bytes, expected) in [
        (LIMIT, "byte 0 is NUL: not a text file".to_owned()),
        (LIMIT + 1, format!("the file has {} bytes; the limit is {LIMIT}", LIMIT + 1)),
    ] {
        File::create(&path).and_then(|file| file.set_len(bytes)).expect("written");
        let (code, found) = findings(folder.path());
        assert_eq!((code, found.len()), (Some(1), 1), "{found:?}");
        assert!(
            found.iter().all(|line| line.contains(&expected) && line.contains("schema/unreadable-file")),
            "{found:?}"
        );
    }
}
