//! A page as a browser's tokeniser reads it (HTML, 13.2.5).

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Elements with the names of their attributes, `img src` and the like.
    pub(super) markup: BTreeSet<String>,
    /// What runs, loads or leads where it must not.
    pub(super) dangers: Vec<String>,
    /// Texts and values of attributes, decoded.
    pub(super) words: String,
    is_script: bool,
}

#[derive(Default)]
struct Reader(RefCell<Page>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.open(&tag),
            Token::TagToken(_) => page.is_script = false,
            Token::CharacterTokens(text) => {
                if page.is_script && !text.trim().is_empty() {
                    page.dangers.push(format!("a script of its own: {text}"));
                }
                page.words.push_str(&text);
            }
            Token::CommentToken(text) => page.dangers.push(format!("a comment: {text}")),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    /// Reads `html`.
    pub(super) fn read(html: &str) -> Self {
        let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }

    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        self.markup.insert(name.clone());
        for attribute in &tag.attrs {
            let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            self.markup.insert(format!("{name} {key}"));
            let is_address = matches!(key.as_str(), "href" | "src" | "action" | "formaction" | "data" | "poster")
                || matches!(key.as_str(), "srcset" | "xlink:href" | "cite" | "background" | "ping");
            let is_refresh = name == "meta" && key == "content" && value.trim_start().starts_with('0');
            let target = value.rsplit_once("url=").map_or(value.as_str(), |(_, target)| target);
            let is_handler = key.starts_with("on") || key == "style" || key == "srcdoc";
            if is_handler || (is_address && leads_away(&value)) || (is_refresh && leads_away(target)) {
                self.dangers.push(format!("{name} {key}={value}"));
            }
            self.words.push('\n');
            self.words.push_str(&value);
        }
        self.words.push('\n');
        if matches!(name.as_str(), "iframe" | "object" | "embed" | "base" | "style" | "form" | "frame" | "applet") {
            self.dangers.push(name.clone());
        }
        self.is_script = name == "script";
        match name.as_str() {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Returns whether an address has a scheme other than those that a page may lead to (URL, 4.4: tabs, ends of lines and
/// leading controls do not count).
fn leads_away(address: &str) -> bool {
    let bare: String =
        address.trim_start_matches(|c: char| c <= ' ').chars().filter(|c| !"\t\r\n".contains(*c)).collect();
    let end = bare.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(bare.len());
    let scheme = bare[..end].to_ascii_lowercase();
    bare[end..].starts_with(':') && !matches!(scheme.as_str(), "http" | "https" | "mailto")
}
