//! Result blocks: what the results of some neighbouring documents show.
//!
//! ```text
//! header, number of cards, per card: length in bytes; then the cards
//! card = id, url, title, summary, text, number of facets, (name, value)*, number of states, (day gap, state)*, side
//! side = nothing, or id and name in a comparison
//! ```
//! The kind is not written: `meta` knows it from the document's number. Days are written from 1970-01-01 plus a
//! million, so that earlier ones are positive too.

use super::{Family, LoadError};
use crate::analysed::Card;
use crate::bytes::{Reader, count, put_number, put_text, size};
use crate::document::{Side, State};

const DAY_ZERO: i32 = 1_000_000;

/// Writes a card with its facets; `text` is as much of the card's text as shall be kept.
pub(crate) fn write_card(card: &Card, facets: &[(String, String)], text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 256);
    for part in [&card.id, &card.url, &card.title, &card.summary, text] {
        put_text(&mut out, part);
    }
    put_number(&mut out, count(facets.len()));
    for (name, value) in facets {
        put_text(&mut out, name);
        put_text(&mut out, value);
    }
    put_number(&mut out, count(card.states.len()));
    for (day, state) in &card.states {
        put_number(&mut out, u32::try_from(day.saturating_add(DAY_ZERO)).unwrap_or(0) << 2 | u32::from(state.number()));
    }
    if let Some(side) = &card.side {
        put_text(&mut out, &side.id);
        put_text(&mut out, &side.name);
    }
    out
}

/// Writes a block of cards.
pub(crate) fn write(cards: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Family::Results.header();
    put_number(&mut out, count(cards.len()));
    for card in cards {
        put_number(&mut out, count(card.len()));
    }
    out.extend(cards.iter().flatten());
    out
}

/// A card with its facets.
pub(crate) type Shown = (Card, Vec<(String, String)>);

/// A block in memory: cards are read on demand.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    cards: Vec<Box<[u8]>>,
}

impl Block {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, LoadError> {
        let mut reader = Family::Results.open(bytes)?;
        let cards = Self::read_cards(&mut reader).ok_or(LoadError::Broken)?;
        Ok(Self { cards })
    }

    fn read_cards(reader: &mut Reader<'_>) -> Option<Vec<Box<[u8]>>> {
        let lengths = (0..reader.items()?).map(|_| reader.number()).collect::<Option<Vec<_>>>()?;
        let cards = lengths.into_iter().map(|length| Some(Box::from(reader.take(size(length))?))).collect();
        if reader.is_empty() { cards } else { None }
    }

    /// The card at this place, without its kind.
    pub(crate) fn card(&self, at: usize) -> Option<Shown> {
        read_card(&mut Reader::new(self.cards.get(at)?))
    }
}

fn read_card(reader: &mut Reader<'_>) -> Option<Shown> {
    let mut part = || reader.text().map(str::to_owned);
    let (id, url, title, summary, text) = (part()?, part()?, part()?, part()?, part()?);
    let mut facets = Vec::new();
    for _ in 0..reader.items()? {
        facets.push((reader.text()?.to_owned(), reader.text()?.to_owned()));
    }
    let mut states = Vec::new();
    for _ in 0..reader.items()? {
        let packed = reader.number()?;
        let day = i32::try_from(packed >> 2).ok()? - DAY_ZERO;
        states.push((day, State::from_number(u8::try_from(packed & 3).ok()?)));
    }
    let side = if reader.is_empty() {
        None
    } else {
        Some(Side { id: reader.text()?.to_owned(), name: reader.text()?.to_owned() })
    };
    Some((Card { id, kind: String::new(), url, title, summary, text, states, side }, facets))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_come_back() {
        let states = vec![(-3, State::Current), (20_000, State::Stale)];
        let side = Some(Side { id: "a".into(), name: "A".into() });
        let card = Card { id: "a".into(), title: "Vault".into(), text: "Keys".into(), states, side, ..Card::default() };
        let facets = vec![("product".to_owned(), "vault".to_owned())];
        let block =
            Block::read(&write(&[write_card(&Card::default(), &[], ""), write_card(&card, &facets, "Ke")])).unwrap();
        let expected = Card { text: "Ke".into(), ..card };
        assert_eq!((block.card(1), block.card(2)), (Some((expected, facets)), None));
    }
}
