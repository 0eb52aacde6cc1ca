//! What is due, by the page that it is checked against: a page is opened once for all its quotes.

use super::item::DueItem;
use std::collections::BTreeMap;

/// The items that are checked against one page.
#[derive(Debug, Clone)]
pub struct SourcePage<'a> {
    /// The address of the page as its first item writes it; `None` for items without a source page.
    pub url: Option<String>,
    /// The items, in their order.
    pub items: Vec<DueItem<'a>>,
}

/// Returns what equals for every way to write the address of a page; `None` for what no browser opens.
///
/// Scheme, upper case in the host, a default port, the fragment and a slash at the end make no difference.
pub fn page_key(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let port = match scheme.to_ascii_lowercase().as_str() {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix(port).unwrap_or(&host);
    (!host.is_empty()).then(|| format!("{host}{}", path.trim_end_matches('/')))
}

/// Groups `items`, which are sorted, by the page of the first source that has one. Pages are in the order of their most
/// urgent item. An entry as a whole is a page of its own, after the pages of its claims, which come before it in `items`.
pub fn by_page(items: Vec<DueItem<'_>>) -> Vec<SourcePage<'_>> {
    let mut pages: Vec<SourcePage<'_>> = Vec::new();
    let mut known = BTreeMap::<String, usize>::new();
    for item in items {
        let url = urls(&item).next().map(str::to_owned);
        let key = url.as_deref().and_then(page_key).unwrap_or_default();
        let index = if item.claim.is_some() { *known.entry(key).or_insert(pages.len()) } else { pages.len() };
        match pages.get_mut(index) {
            Some(page) => page.items.push(item),
            None => pages.push(SourcePage { url, items: vec![item] }),
        }
    }
    pages
}

impl SourcePage<'_> {
    /// Returns the address that opens the page with every quote of its items marked in the text.
    ///
    /// The marks are a text directive ("URL Fragment Text Directives", W3C draft community group report, 2023); browsers
    /// that do not know it open the page.
    pub fn marked_url(&self) -> Option<String> {
        let url = self.url.as_ref()?;
        let claims = self.items.iter().filter_map(|item| item.claim);
        let sources = claims.flat_map(|claim| &claim.sources);
        let here = sources.filter(|source| page_key(&source.url.value) == page_key(url));
        let mut marked = url.split(":~:").next().unwrap_or(url).to_owned();
        let mut lead = if marked.contains('#') { ":~:" } else { "#:~:" };
        for directive in here.filter_map(|source| directive(&source.quote.as_ref()?.value)) {
            // Longer addresses are cut by some programs that pass them on.
            if marked.len() + directive.len() > LONGEST {
                break;
            }
            marked.extend([lead, &directive]);
            lead = "&";
        }
        Some(marked)
    }
}

/// The longest address with marks, in bytes.
const LONGEST: usize = 2000;
/// The most words of a quote that are written in full; of longer ones the first and the last few.
const WORDS: usize = 16;
/// How many words stand for the beginning or the end of a long quote.
const EDGE: usize = 6;

/// Returns the directive that marks `quote`; `None` for one with words that are not on the page, such as `[Globex]`.
fn directive(quote: &str) -> Option<String> {
    let quote = quote.replace("[…]", "…").replace("[...]", "…").replace("...", "…");
    let parts: Vec<&str> = quote.split('…').map(str::trim).filter(|part| !part.is_empty()).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    if quote.contains(['[', ']']) {
        return None;
    }
    let words: Vec<&str> = first.split_whitespace().collect();
    if parts.len() > 1 {
        return Some(format!("text={},{}", encoded(first), encoded(last)));
    }
    if words.len() <= WORDS {
        return Some(format!("text={}", encoded(&words.join(" "))));
    }
    let (begin, end) = (words.get(..EDGE)?, words.get(words.len() - EDGE..)?);
    Some(format!("text={},{}", encoded(&begin.join(" ")), encoded(&end.join(" "))))
}

/// Encodes everything but letters and digits of ASCII.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// Returns the addresses of the pages of an item's sources.
fn urls<'i>(item: &'i DueItem<'_>) -> impl Iterator<Item = &'i str> {
    let sources = item.claim.map(|claim| claim.sources.as_slice()).unwrap_or_default();
    sources.iter().map(|source| source.url.value.as_str()).filter(|url| page_key(url).is_some())
}

impl DueItem<'_> {
    /// Returns the addresses of the pages that it is checked against, each page once.
    pub fn pages(&self) -> Vec<&str> {
        let mut keys = std::collections::BTreeSet::new();
        urls(self).filter(|url| keys.insert(page_key(url))).collect()
    }
}
