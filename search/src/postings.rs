//! The documents of one term: a list of [`Posting`]s, and its bytes.
//!
//! ```text
//! posting = gap to the document before (number), head, [title level], [alternates level], [positions]
//! head    = body level (5 bits), then one bit each: title, alternates, tags
//! ```
//! A term that occurs in the body only, which is nearly every posting, takes two bytes.

use crate::bytes::{Reader, count, put_number};

const TITLE_BIT: u8 = 0x20;
const ALTERNATES_BIT: u8 = 0x40;
const TAGS_BIT: u8 = 0x80;
const BODY_BITS: u8 = 0x1f;

/// One term in one document; levels are those of [`crate::weights::Scale`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) document: u32,
    pub(crate) body: u8,
    pub(crate) title: u8,
    pub(crate) alternates: u8,
    pub(crate) is_tag: bool,
    /// Positions in title and alternates, ascending.
    pub(crate) positions: Vec<u32>,
}

/// The bytes of a list that grows by ascending document.
#[derive(Debug, Clone, Default)]
pub(crate) struct PostingList {
    pub(crate) bytes: Vec<u8>,
    pub(crate) documents: u32,
    next_document: u32,
}

impl PostingList {
    /// Appends a posting; its document must be higher than the one before.
    pub(crate) fn push(&mut self, posting: &Posting) {
        put_number(&mut self.bytes, posting.document.saturating_sub(self.next_document));
        self.next_document = posting.document + 1;
        self.documents += 1;
        let mut head = posting.body & BODY_BITS;
        for (bit, is_set) in
            [(TITLE_BIT, posting.title > 0), (ALTERNATES_BIT, posting.alternates > 0), (TAGS_BIT, posting.is_tag)]
        {
            head |= if is_set { bit } else { 0 };
        }
        self.bytes.push(head);
        self.bytes.extend([posting.title, posting.alternates].iter().filter(|level| **level > 0));
        if posting.title > 0 || posting.alternates > 0 {
            put_number(&mut self.bytes, count(posting.positions.len()));
            let mut before = 0;
            for position in &posting.positions {
                put_number(&mut self.bytes, position.saturating_sub(before));
                before = *position;
            }
        }
    }
}

/// Reads a list; stops at its end or where it is broken.
#[derive(Debug, Clone)]
pub(crate) struct Postings<'a> {
    reader: Reader<'a>,
    next_document: u32,
    posting: Posting,
}

impl<'a> Postings<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { reader: Reader::new(bytes), next_document: 0, posting: Posting::default() }
    }

    /// The next posting, valid until the one after: a list is read without an allocation per document.
    pub(crate) fn next(&mut self) -> Option<&Posting> {
        let gap = self.reader.number()?;
        let head = self.reader.byte()?;
        let posting = &mut self.posting;
        posting.document = self.next_document.checked_add(gap)?;
        self.next_document = posting.document.checked_add(1)?;
        posting.body = head & BODY_BITS;
        posting.is_tag = head & TAGS_BIT != 0;
        posting.title = if head & TITLE_BIT != 0 { self.reader.byte()? } else { 0 };
        posting.alternates = if head & ALTERNATES_BIT != 0 { self.reader.byte()? } else { 0 };
        posting.positions.clear();
        if head & (TITLE_BIT | ALTERNATES_BIT) != 0 {
            let mut position = 0_u32;
            for _ in 0..self.reader.items()? {
                position = position.checked_add(self.reader.number()?)?;
                posting.positions.push(position);
            }
        }
        Some(posting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back() {
        let postings = [
            Posting { document: 0, body: 31, ..Posting::default() },
            Posting { document: 7, title: 9, is_tag: true, positions: vec![0, 3, 400], ..Posting::default() },
            Posting { document: 900, body: 1, alternates: 255, positions: vec![12], ..Posting::default() },
        ];
        let mut list = PostingList::default();
        for posting in &postings {
            list.push(posting);
        }
        let mut reader = Postings::new(&list.bytes);
        let mut back = Vec::new();
        while let Some(posting) = reader.next() {
            back.push(posting.clone());
        }
        assert_eq!((back, list.documents), (postings.to_vec(), 3));
    }
}
