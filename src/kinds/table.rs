//! The table of kinds, one block per kind, in the order in which sites list them.

use super::facts::{KindFacts, Navigation};
use crate::source::Interval;
use crate::values::Choice;
use serde::{Deserialize, Serialize};

/// Makes the enum and the table from one list, so that neither can lack a kind that the other has.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident { $($facts:tt)* })*) => {
        /// What an entry is; decides its own fields, its template and its checks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Returns what the table says about this kind.
            pub fn facts(self) -> &'static KindFacts {
                match self {
                    $(Self::$kind => {
                        static FACTS: KindFacts = KindFacts { $($facts)* };
                        &FACTS
                    })*
                }
            }
        }

        impl Choice for Kind {
            const WORDS: &'static [(&'static str, Self)] = &[
                $((KindFacts { $($facts)* }.word, Self::$kind),)*
            ];
        }
    };
}

kinds! {
    /// How to win against one competitor.
    Battlecard {
        word: "battlecard",
        folder: "battlecards",
        title: "Battlecard",
        plural: "Battlecards",
        short_plural: "Battlecards",
        list_title: "Battlecards",
        list_intro: Some("Where we win, where we lose, what to ask, and how old each statement is."),
        navigation: Some(Navigation { group: "Compete", position: 1, title: "Battlecards", icon: "card" }),
        review_every: Some(Interval::Days(30)),
        is_deal: false,
        is_customer_facing: true,
        is_sent_unread: true,
        is_reached_by_link: false,
        shows_exposure: true,
        texts: include_str!("texts/battlecard.md"),
    }

    /// A competitor: names, feeds, releases.
    Competitor {
        word: "competitor",
        folder: "competitors",
        title: "Competitor",
        plural: "Competitors",
        short_plural: "Competitors",
        list_title: "Competitors",
        list_intro: Some("Who we meet, what they released, and what that outdates."),
        navigation: Some(Navigation { group: "Compete", position: 3, title: "Competitors", icon: "flag" }),
        review_every: None,
        is_deal: false,
        is_customer_facing: false,
        is_sent_unread: false,
        is_reached_by_link: false,
        shows_exposure: true,
        texts: include_str!("texts/competitor.md"),
    }

    /// A file of many answers; each of them is a [`Kind::Answer`] too.
    Answers {
        word: "answers",
        folder: "answers",
        title: "Answer file",
        plural: "Answer files",
        short_plural: "Answer files",
        list_title: "Answer library",
        list_intro: None,
        navigation: None,
        review_every: None,
        is_deal: false,
        is_customer_facing: true,
        is_sent_unread: true,
        is_reached_by_link: false,
        shows_exposure: false,
        texts: include_str!("texts/answers.md"),
    }

    /// One approved answer to a question of questionnaires.
    Answer {
        word: "answer",
        folder: "answers",
        title: "Answer",
        plural: "Answers",
        short_plural: "Answers",
        list_title: "Answer library",
        list_intro: None,
        navigation: Some(Navigation { group: "Answer", position: 1, title: "Answer library", icon: "check" }),
        review_every: Some(Interval::Days(180)),
        is_deal: false,
        is_customer_facing: true,
        is_sent_unread: true,
        is_reached_by_link: false,
        shows_exposure: false,
        texts: include_str!("texts/answer.md"),
    }

    /// A reference architecture.
    Architecture {
        word: "architecture",
        folder: "architectures",
        title: "Reference architecture",
        plural: "Reference architectures",
        short_plural: "Architectures",
        list_title: "Reference architectures",
        list_intro: Some("Designs that were tested, and when not to use them."),
        navigation: Some(Navigation { group: "Show", position: 1, title: "Architectures", icon: "layers" }),
        review_every: Some(Interval::Days(180)),
        is_deal: false,
        is_customer_facing: true,
        is_sent_unread: false,
        is_reached_by_link: true,
        shows_exposure: false,
        texts: include_str!("texts/architecture.md"),
    }

    /// Something the product lacks.
    Gap {
        word: "gap",
        folder: "gaps",
        title: "Gap",
        plural: "Gaps",
        short_plural: "Gaps",
        list_title: "Gaps",
        list_intro: None,
        navigation: Some(Navigation { group: "Answer", position: 2, title: "Gaps", icon: "gap" }),
        review_every: None,
        is_deal: false,
        is_customer_facing: false,
        is_sent_unread: false,
        is_reached_by_link: false,
        shows_exposure: true,
        texts: include_str!("texts/gap.md"),
    }

    /// What a buyer says against us, and the reply.
    Objection {
        word: "objection",
        folder: "objections",
        title: "Objection",
        plural: "Objections",
        short_plural: "Objections",
        list_title: "Objections",
        list_intro: Some("What buyers say, and the reply that leads with the answer."),
        navigation: Some(Navigation { group: "Compete", position: 4, title: "Objections", icon: "speech" }),
        review_every: Some(Interval::Days(180)),
        is_deal: false,
        is_customer_facing: true,
        is_sent_unread: false,
        is_reached_by_link: false,
        shows_exposure: true,
        texts: include_str!("texts/objection.md"),
    }

    /// A demo script.
    Demo {
        word: "demo",
        folder: "demos",
        title: "Demo script",
        plural: "Demo scripts",
        short_plural: "Demo scripts",
        list_title: "Demo scripts",
        list_intro: Some("Scripts with a fallback for every step."),
        navigation: Some(Navigation { group: "Show", position: 2, title: "Demo scripts", icon: "play" }),
        review_every: Some(Interval::Days(90)),
        is_deal: false,
        is_customer_facing: true,
        is_sent_unread: false,
        is_reached_by_link: false,
        shows_exposure: false,
        texts: include_str!("texts/demo.md"),
    }

    /// A proof-of-concept plan.
    Poc {
        word: "poc",
        folder: "pocs",
        title: "Proof-of-concept plan",
        plural: "Proof-of-concept plans",
        short_plural: "Proofs of concept",
        list_title: "Proof-of-concept plans",
        list_intro: Some("Trials with numbers, dates and a decision."),
        navigation: Some(Navigation { group: "Deals", position: 3, title: "Proofs of concept", icon: "flask" }),
        review_every: None,
        is_deal: true,
        is_customer_facing: false,
        is_sent_unread: false,
        is_reached_by_link: false,
        shows_exposure: false,
        texts: include_str!("texts/poc.md"),
    }

    /// A plan to win one deal.
    Winplan {
        word: "winplan",
        folder: "winplans",
        title: "Win plan",
        plural: "Win plans",
        short_plural: "Win plans",
        list_title: "Win plans",
        list_intro: Some("What has to be true to win, and what could stop it."),
        navigation: Some(Navigation { group: "Deals", position: 2, title: "Win plans", icon: "flag" }),
        review_every: None,
        is_deal: true,
        is_customer_facing: false,
        is_sent_unread: false,
        is_reached_by_link: false,
        shows_exposure: false,
        texts: include_str!("texts/winplan.md"),
    }

    /// An integration guide.
    Guide {
        word: "guide",
        folder: "guides",
        title: "Integration guide",
        plural: "Integration guides",
        short_plural: "Guides",
        list_title: "Integration guides",
        list_intro: Some("How to connect other systems, step by step."),
        navigation: Some(Navigation { group: "Show", position: 3, title: "Guides", icon: "wrench" }),
        review_every: Some(Interval::Days(180)),
        is_deal: false,
        is_customer_facing: true,
        is_sent_unread: false,
        is_reached_by_link: true,
        shows_exposure: false,
        texts: include_str!("texts/guide.md"),
    }

    /// A solution brief.
    Brief {
        word: "brief",
        folder: "briefs",
        title: "Solution brief",
        plural: "Solution briefs",
        short_plural: "Briefs",
        list_title: "Solution briefs",
        list_intro: Some("Outcomes first, for readers outside."),
        navigation: Some(Navigation { group: "Show", position: 4, title: "Briefs", icon: "page" }),
        review_every: Some(Interval::Days(180)),
        is_deal: false,
        is_customer_facing: true,
        is_sent_unread: false,
        is_reached_by_link: true,
        shows_exposure: false,
        texts: include_str!("texts/brief.md"),
    }

    /// A list of requirements and how they are met.
    Qualification {
        word: "qualification",
        folder: "qualifications",
        title: "Qualification",
        plural: "Qualifications",
        short_plural: "Qualifications",
        list_title: "Qualifications",
        list_intro: Some("Requirements and how they are met."),
        navigation: Some(Navigation { group: "Deals", position: 4, title: "Qualifications", icon: "list" }),
        review_every: None,
        is_deal: true,
        is_customer_facing: false,
        is_sent_unread: false,
        is_reached_by_link: false,
        shows_exposure: false,
        texts: include_str!("texts/qualification.md"),
    }

    /// Anything else.
    Page {
        word: "page",
        folder: "pages",
        title: "Page",
        plural: "Pages",
        short_plural: "Pages",
        list_title: "Pages",
        list_intro: Some("Everything else worth knowing."),
        navigation: Some(Navigation { group: "Show", position: 5, title: "Pages", icon: "page" }),
        review_every: None,
        is_deal: false,
        is_customer_facing: false,
        is_sent_unread: false,
        is_reached_by_link: true,
        shows_exposure: false,
        texts: include_str!("texts/page.md"),
    }
}

impl Kind {
    /// Returns every kind, in the order in which sites list them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::WORDS.iter().map(|(_, kind)| *kind)
    }

    /// Returns the word that authors write.
    pub fn word(self) -> &'static str {
        self.facts().word
    }

    /// Returns the top folder that gives entries this kind.
    pub fn folder(self) -> &'static str {
        self.facts().folder
    }

    /// Returns the kind of entries below the top folder `folder`; the word of a kind counts as its folder too.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::all().find(|kind| kind.folder() == folder || kind.word() == folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_and_positions_in_the_navigation_are_unique() {
        let words: BTreeSet<&str> = Kind::all().map(Kind::word).collect();
        assert_eq!(words.len(), Kind::all().count());
        let navigation: Vec<Navigation> = Kind::all().filter_map(|kind| kind.facts().navigation).collect();
        let positions: BTreeSet<_> = navigation.iter().map(|item| (item.group, item.position)).collect();
        assert_eq!(positions.len(), navigation.len());
    }

    #[test]
    fn a_folder_or_a_word_gives_the_kind() {
        let kinds = ["battlecards", "battlecard", "answers", "answer", "nothing"].map(Kind::of_folder);
        let expected = [Some(Kind::Battlecard), Some(Kind::Battlecard), Some(Kind::Answers), Some(Kind::Answer), None];
        assert_eq!(kinds, expected);
    }
}
