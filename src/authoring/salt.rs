//! A salt for fingerprints, added to the text of `site.toml`.

/// Returns the text of settings with `salt` in the table `[fingerprints]`, which is added at the end if it is missing.
pub fn with_salt(settings: &str, salt: &str) -> String {
    let end = if settings.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("salt = \"{salt}\"{end}");
    let mut text = String::with_capacity(settings.len() + 64);
    let mut is_added = false;
    for known in settings.split_inclusive('\n') {
        text.push_str(known);
        if !is_added && known.split('#').next().is_some_and(|head| head.trim() == "[fingerprints]") {
            if !known.ends_with('\n') {
                text.push_str(end);
            }
            text.push_str(&line);
            is_added = true;
        }
    }
    if is_added {
        return text;
    }
    let gap = if text.is_empty() {
        String::new()
    } else if text.ends_with('\n') {
        end.to_owned()
    } else {
        end.repeat(2)
    };
    format!("{text}{gap}[fingerprints]{end}{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_salt_is_added_to_its_table() {
        for (before, after) in [
            ("", "[fingerprints]\nsalt = \"0\"\n"),
            ("[site]\n", "[site]\n\n[fingerprints]\nsalt = \"0\"\n"),
            ("[site]", "[site]\n\n[fingerprints]\nsalt = \"0\"\n"),
            ("[site]\r\n", "[site]\r\n\r\n[fingerprints]\r\nsalt = \"0\"\r\n"),
            ("[fingerprints] # ours\n[rules]\n", "[fingerprints] # ours\nsalt = \"0\"\n[rules]\n"),
            ("[fingerprints]", "[fingerprints]\nsalt = \"0\"\n"),
        ] {
            assert_eq!(with_salt(before, "0"), after);
        }
    }
}
