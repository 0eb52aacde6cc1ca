//! The address of an entry, which follows from its id alone and so stays as long as the id.

use std::borrow::Cow;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Returns the path of the page of the entry `id`, below the site: `battlecards/globex/index.html`.
///
/// `index` and `README` files stand for their folder. Parts that some file system refuses are replaced by their letters
/// and a hash, so that every id has a page and no id leaves the site.
pub fn page_path(id: &str) -> String {
    let folder = match id.rsplit_once('/') {
        Some((folder, "index" | "README" | "_index")) => folder,
        _ => id,
    };
    let mut path = String::with_capacity(folder.len() + "/index.html".len());
    for part in folder.split('/') {
        path.push_str(&safe_part(part, id));
        path.push('/');
    }
    path + "index.html"
}

/// Returns the path of the redirect for a page that was at `address` below the site: `guides/setup`, `/guides/setup/` or
/// `guides/setup.html`, which servers without extensions show for the same folder.
pub fn old_page_path(address: &str) -> String {
    let path = address.trim_matches('/');
    page_path(path.strip_suffix("/index.html").or_else(|| path.strip_suffix(".html")).unwrap_or(path))
}

fn safe_part<'a>(part: &'a str, id: &str) -> Cow<'a, str> {
    let is_plain = |symbol: char| symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.');
    let stem = part.split('.').next().unwrap_or_default();
    let stem = if is_lower(stem) { Cow::Borrowed(stem) } else { Cow::Owned(stem.to_lowercase()) };
    let is_port =
        |name: &str| matches!(stem.strip_prefix(name).map(str::as_bytes), Some([digit]) if digit.is_ascii_digit());
    let is_file = part.contains('.')
        && [".html", ".json", ".xml", ".js", ".css"].iter().any(|end| part.to_lowercase().ends_with(end));
    let is_safe = !part.is_empty()
        && part.len() <= 100
        && part.chars().all(is_plain)
        && !part.starts_with('.')
        && !part.ends_with('.')
        && !is_file
        && !DEVICES.contains(&stem.as_ref())
        && !is_port("com")
        && !is_port("lpt");
    if is_safe {
        return Cow::Borrowed(part);
    }
    let letters: String =
        part.chars().filter(|symbol| symbol.is_ascii_alphanumeric() || *symbol == '-').take(40).collect();
    let hash: String = blake3::hash(format!("{id}\0{part}").as_bytes()).to_hex().chars().take(8).collect();
    Cow::Owned(format!("{}-{hash}", if letters.is_empty() { "page".to_owned() } else { letters.to_lowercase() }))
}

/// Returns whether `text` is as it is in lower case, for most texts without a copy of it.
fn is_lower(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_folders() {
        let paths = ["battlecards/globex", "team/index", "team/README", "index"].map(page_path);
        assert_eq!(paths, ["battlecards/globex/index.html", "team/index.html", "team/index.html", "index/index.html"]);
    }

    #[test]
    fn parts_that_a_file_system_refuses_are_replaced_and_their_neighbours_are_not() {
        let is_kept = |part: &str| page_path(&format!("pages/{part}")) == format!("pages/{part}/index.html");
        // Windows drops a dot at the end, so that `a.` and `a` would be one folder.
        let refused = ["a.", "a..", ".a", "con", "CON.md", "com1", "lpt9", "x.html", "x.CSS", "a b", "a\\b"];
        let kept = ["a.b", "a", "a.b.c", "cone", "com10", "com", "lpta", "xhtml", "html", "x.html5", "a-b", "a_b", "ü"];
        assert_eq!(refused.map(is_kept), [false; 11]);
        assert_eq!(kept.map(is_kept), [true; 13]);
        let lengths = [99, 100, 101].map(|length| is_kept(&"x".repeat(length)));
        assert_eq!(lengths, [true, true, false]);
        assert_ne!(page_path("pages/a."), page_path("pages/a"));
    }

    #[test]
    fn a_replaced_part_has_at_most_40_letters_and_8_digits_of_a_hash() {
        let name = |part: &str| {
            let path = page_path(part);
            let folder = path.strip_suffix("/index.html").unwrap();
            folder.rsplit_once('-').map(|(letters, hash)| (letters.to_owned(), hash.len())).unwrap()
        };
        assert_eq!(name("A b-c_d.é!"), ("ab-cd".to_owned(), 8));
        assert_eq!(name("!"), ("page".to_owned(), 8));
        assert_eq!(name(&format!("{}!", "x".repeat(40))), ("x".repeat(40), 8));
        assert_eq!(name(&format!("{}!", "x".repeat(41))), ("x".repeat(40), 8));
        assert_ne!(page_path("a/x!"), page_path("b/x!").replacen('b', "a", 1), "the hash is of the whole id");
    }

    #[test]
    fn no_id_leaves_the_site_or_upsets_a_file_system() {
        let long = "x".repeat(300);
        for id in ["../x", "a//b", "CON", "com1.md", "a.", "a\\b", "nul\0", "x/index.html", ".git", "%2e%2e", &long, ""]
        {
            let folder = page_path(id);
            let folder = folder.strip_suffix("/index.html").unwrap();
            for part in folder.split('/') {
                assert!(!part.is_empty() && part.len() <= 100 && part != "..", "{id} -> {folder}");
                assert!(part.chars().all(|symbol| symbol.is_alphanumeric() || "-_.".contains(symbol)), "{id}");
                assert!(!["con", "com1.md", "index.html"].contains(&part.to_lowercase().as_str()), "{id}");
            }
        }
    }
}
