//! How long a browser keeps an answer.
//!
//! Content is never kept. Files of the theme and of live reload are, since they are named after a hash of their bytes: a
//! reload then fetches the page alone.

/// The value of `Cache-Control` for what a browser must ask for again.
pub(super) const NONE: &str = "no-store";
/// Where files are named after their bytes.
const FOLDERS: [&str; 2] = ["assets/", "_fieldbook/"];
/// The fewest digits that tell names apart; the theme's names have as many.
const LEAST_DIGITS: usize = 10;

/// Returns the value of `Cache-Control` (RFC 9111; `immutable`: RFC 8246) for `bytes` at `path` of the site.
pub(super) fn of(path: &str, bytes: &[u8]) -> &'static str {
    if is_named_after(path, bytes) { "max-age=31536000, immutable" } else { NONE }
}

/// Returns whether `path` is `assets/NAME-HASH.END` or `_fieldbook/NAME-HASH.END`, and `HASH` the beginning of the hash of `bytes`.
fn is_named_after(path: &str, bytes: &[u8]) -> bool {
    let name = FOLDERS.iter().find_map(|folder| path.strip_prefix(folder)).and_then(|name| name.rsplit_once('.'));
    let digits = name.and_then(|(name, _)| name.rsplit_once('-')).map(|(_, digits)| digits);
    digits
        .is_some_and(|digits| digits.len() >= LEAST_DIGITS && blake3::hash(bytes).to_hex().as_str().starts_with(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_if_its_name_is_the_hash_of_its_bytes() {
        let hash = |length| blake3::hash(b"bytes").to_hex().chars().take(length).collect::<String>();
        let kept = |path: &str| of(path, b"bytes");
        for path in [
            format!("assets/site-{}.css", hash(LEAST_DIGITS)),
            format!("assets/site-{}.css", hash(64)),
            format!("_fieldbook/live-{}.js", hash(64)),
        ] {
            assert_eq!(kept(&path), "max-age=31536000, immutable", "{path}");
        }
        let (short, whole) = (hash(LEAST_DIGITS - 1), hash(LEAST_DIGITS));
        for path in [
            format!("assets/site-{short}.css"),
            format!("assets/site-{whole}x.css"),
            format!("assets/site-{}.css", blake3::hash(b"other").to_hex()),
            format!("assets/site{whole}.css"),
            format!("assets/site-{whole}"),
            format!("answers/site-{whole}.css"),
            format!("assets/site-{whole}/index.html"),
            "assets/site-.css".to_owned(),
            "index.html".to_owned(),
            String::new(),
        ] {
            assert_eq!(kept(&path), "no-store", "{path}");
        }
    }
}
