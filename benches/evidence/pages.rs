//! Pages of 200 KB in an invented language, the same for the same seed, with the quotes that claims take from them.

use std::fmt::Write as _;

/// The size of a page, in bytes.
const SIZE: usize = 200 << 10;
/// The number of words of the language.
const WORDS: u64 = 6_000;

/// A page and what is quoted of it.
#[derive(Debug)]
pub(crate) struct Quoted {
    /// Its source.
    pub(crate) html: String,
    /// What was quoted: the first is there, in the second a number differs, the third was reworded, the fourth is gone.
    pub(crate) quotes: [String; 4],
}

/// Draws numbers.
struct Draw(u64);

impl Draw {
    /// Returns a number below `below` (`SplitMix64`).
    fn number(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % below
    }

    /// Returns a word; small ranks are frequent, as in languages.
    fn word(&mut self) -> String {
        let rank = self.number(WORDS).min(self.number(WORDS)).min(self.number(WORDS));
        let syllables = ["ka", "lo", "mi", "ren", "sta", "vu", "de", "po", "ti", "gan", "sel", "bor", "fi", "nu"];
        let (mut rest, mut word) = (rank + 20, String::new());
        while rest > 0 {
            word.push_str(syllables.get((rest % 14) as usize).copied().unwrap_or_default());
            rest /= 14;
        }
        word
    }

    /// Returns the words of a sentence, now and then with a number and a tag.
    fn sentence(&mut self) -> String {
        let length = 8 + self.number(16);
        let words = (0..length).map(|_| match self.number(20) {
            0 => format!("{} GB", self.number(900)),
            1 => format!("<code>{}</code>", self.word()),
            2 => format!("<a href=\"/docs/{}/{}\">{}</a>", self.word(), self.word(), self.word()),
            _ => self.word(),
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Returns the page with this number.
pub(crate) fn page(number: u64) -> Quoted {
    let mut draw = Draw(number);
    let plain = |draw: &mut Draw| (0..14).map(|_| draw.word()).collect::<Vec<_>>().join(" ");
    let [same, limit, worded, gone] = [0; 4].map(|_| plain(&mut draw));
    let (five, eight) = (format!("{limit} 5 TB per day"), format!("{limit} 8 TB per day"));
    let reworded = worded.replacen(' ', " zzz ", 1);
    let mut html = format!("<!DOCTYPE html><html lang=\"en\"><head><title>Page {number}</title></head><body>");
    // Writing to a string cannot fail.
    let _ = write!(html, "<nav hidden><ul>{}</ul></nav>", "<li><a href=\"/a\">Menu</a></li>".repeat(40));
    let mut planted = [same.clone(), eight, reworded].into_iter();
    let mut block = 0;
    while html.len() < SIZE {
        block += 1;
        let text = (0..4).map(|_| draw.sentence()).collect::<Vec<_>>().join(". ");
        let text = if block % 60 == 0 { planted.next().unwrap_or(text) } else { text };
        let _ = match block % 6 {
            0 => write!(
                html,
                "<div class=\"section block-{block}\"><h2 id=\"part-{block}\">{}</h2><p>{text}.</p></div>",
                draw.word()
            ),
            1 => write!(html, "<table><tr><td>{}</td><td>{}</td></tr></table>", draw.word(), draw.number(99)),
            _ => write!(html, "<p class=\"text-body text-lg leading-relaxed\">{text}.</p> "),
        };
    }
    html.push_str("</body></html>");
    Quoted { html, quotes: [same, five, worded, gone] }
}
