//! The address of an entry, which follows from its id alone and so stays as long as the id.

/// Returns the path of the page of the entry `id`, below the site: `battlecards/globex/index.html`.
///
/// `index` and `README` files stand for their folder.
pub fn page_path(id: &str) -> String {
    let folder = match id.rsplit_once('/') {
        Some((folder, "index" | "README" | "_index")) => folder,
        _ => id,
    };
    format!("{folder}/index.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_folders() {
        let paths = ["battlecards/globex", "team/index", "team/README", "index"].map(page_path);
        assert_eq!(paths, ["battlecards/globex/index.html", "team/index.html", "team/index.html", "index/index.html"]);
    }
}
