use super::proposal::band_of;
use super::*;

fn library() -> Vec<Wordings<'static>> {
    let entry = |question, alternates: &[&'static str], answer| Wordings {
        question,
        alternates: alternates.to_vec(),
        answer,
        ..Wordings::default()
    };
    vec![
        entry(
            "Is customer data encrypted at rest?",
            &["Do you encrypt stored data?"],
            "Yes. AES-256 in all regions, keys rotated yearly.",
        ),
        entry("Is customer data encrypted in transit?", &[], "Yes. TLS 1.2 or newer on every connection."),
        entry("What is your recovery time objective (RTO)?", &[], "Four hours for every paid plan."),
        entry("What is your recovery point objective (RPO)?", &[], "Fifteen minutes."),
        entry("Is an incident response plan established and documented?", &[], "Yes, with named roles."),
        entry("Is the incident response plan reviewed and updated at least annually?", &[], "Yes, every January."),
        entry("Do you carry out background checks on new employees?", &[], "Yes, before the first day."),
        entry(
            "Do you have a penetration test by an independent firm every year?",
            &[],
            "Yes, each spring; the summary is shared under NDA.",
        ),
        entry("Do employees use multi-factor authentication?", &[], "Yes, on every account."),
        Wordings {
            controls: vec!["IAM-08.1"],
            ..entry("Are access rights of users reviewed at planned intervals?", &[], "Yes, every quarter.")
        },
    ]
}

fn find(question: &str, control: &str) -> Vec<Proposal> {
    Matcher::new(&library(), &[]).find(question, control)
}

/// The first proposal as `place band`, with its mismatches.
fn first(question: &str) -> String {
    let proposals = find(question, "");
    let fits = |proposal: &&Proposal| proposal.band > Band::None;
    let Some(proposal) = proposals.first().filter(fits) else { return "none".to_owned() };
    let reasons: Vec<String> = proposal.mismatches.iter().map(ToString::to_string).collect();
    format!("{} {:?} {}", proposal.answer, proposal.band, reasons.join("; ")).trim_end().to_owned()
}

#[test]
fn the_same_words_in_other_punctuation_are_exact() {
    assert_eq!(first("is customer data encrypted AT REST"), "0 Exact");
    assert_eq!(first("Do you encrypt \"stored data\" ?"), "0 Exact");
}

#[test]
fn other_words_for_the_same_are_found() {
    for (question, answer) in [
        ("Is MFA used by your employees?", 8),
        ("Do you perform background screening of new employees?", 6),
        ("Which RPO do you commit to?", 3),
        ("Do you encrypt customer data in motion?", 1),
    ] {
        let proposals = find(question, "");
        assert_eq!(proposals.first().map(|proposal| proposal.answer), Some(answer), "{question}: {proposals:#?}");
    }
}

#[test]
fn near_twins_are_distinguished() {
    for (entry, question, reasons) in [
        (0, "Do you encrypt customer data when stored?", ""),
        (
            1,
            "Is customer data encrypted at rest?",
            "the question is about data at rest, the entry about data in transit",
        ),
        (
            3,
            "What is your recovery time objective?",
            "the question is about recovery time, the entry about recovery point",
        ),
        (
            5,
            "Is an incident response plan established?",
            "the question is about having it, the entry about reviewing it",
        ),
        (
            4,
            "Is the incident response plan reviewed yearly?",
            "the question is about reviewing it, the entry about having it; the question says \"yearly\", the entry does \
             not confirm it",
        ),
        (0, "Is customer data not encrypted at rest?", "one of them is negated"),
        (0, "Is customer data encrypted at rest, as HIPAA demands?", "the question mentions HIPAA, the entry does not"),
        (2, "Is your recovery time objective 2 hours?", "the question mentions 2, the entry does not"),
        (0, "1. Is customer data encrypted at rest with AES 256?", ""),
    ] {
        let library = library();
        let texts =
            guards::Texts { wordings: vec![library[entry].question], answer: library[entry].answer, choice: None };
        let found: Vec<String> = guards::Guarded::new(&asked::Asked::new(question))
            .mismatches(&texts)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found.join("; "), reasons, "{question}");
    }
}

#[test]
fn a_mismatch_forces_review() {
    let all = library();
    let proposals = Matcher::new(&all[1..], &[]).find("Is customer data encrypted at rest?", "");
    assert_eq!((proposals[0].answer, proposals[0].band), (0, Band::Review));
    // The control: without the words that mismatch the same entry is strong.
    let proposals = Matcher::new(&all[1..], &[]).find("Is all customer data encrypted in transit?", "");
    assert_eq!((proposals[0].answer, proposals[0].band), (0, Band::Strong));
}

#[test]
fn a_question_for_two_entries_goes_to_review() {
    let proposals = find("What are your recovery time objective (RTO) and recovery point objective (RPO)?", "");
    let bands: Vec<_> = proposals.iter().take(2).map(|proposal| (proposal.answer, proposal.band)).collect();
    assert_eq!(bands, [(3, Band::Review), (2, Band::Review)]);
}

#[test]
fn strong_rivals_are_left_to_a_person() {
    let mut library = library();
    library.push(Wordings { question: "Is all customer data encrypted in transit by TLS?", ..Wordings::default() });
    let proposals = Matcher::new(&library, &[]).find("Is customer data encrypted in transit with TLS?", "");
    let bands: Vec<_> = proposals.iter().take(2).map(|proposal| (proposal.band, proposal.mismatches.clone())).collect();
    let rivals = (Band::Review, vec![Mismatch::Rivals(2)]);
    assert_eq!(bands, [rivals.clone(), rivals]);
}

#[test]
fn an_entry_that_shares_little_of_a_long_question_goes_to_review() {
    let long = "Is customer data encrypted in transit, and do you publish a disclosure policy with a legal harbour, contact \
        people, scope of testing, triage of findings and yearly statistics?";
    let proposals = find(long, "");
    assert!(proposals.iter().all(|proposal| proposal.band <= Band::Review), "{proposals:#?}");
}

#[test]
fn nothing_is_proposed_if_no_answer_fits() {
    for question in ["", "?", "What is the capital of France?", "Please list your office opening times.", "zzz qqq"] {
        assert_eq!(first(question), "none", "{question}");
    }
}

#[test]
fn a_control_id_lifts_only_what_asks_for_much_the_same() {
    let band = |question: &str| {
        let proposals = find(question, "iam-08.1");
        proposals.iter().find(|proposal| proposal.answer == 9).map(|proposal| proposal.band)
    };
    assert_eq!(band("Are access rights reviewed regularly?"), Some(Band::Exact));
    assert_eq!(band("Where is your head office?"), Some(Band::Review));
}

#[test]
fn twins_are_left_to_a_person() {
    let mut twice = library();
    twice.push(library().remove(0));
    let proposals = Matcher::new(&twice, &[]).find("Is customer data encrypted at rest?", "");
    assert_eq!(
        proposals.iter().map(|proposal| (proposal.answer, proposal.band)).take(2).collect::<Vec<_>>(),
        [(0, Band::Review), (10, Band::Review)]
    );
    assert_eq!(proposals[0].mismatches, [Mismatch::Twins(2)]);
}

#[test]
fn matched_and_missing_words_are_those_of_the_question() {
    let proposals = find("Is MFA enforced for employees?", "");
    assert_eq!((proposals[0].answer, proposals[0].matched.join(", ")), (8, "MFA, employees".to_owned()));
    assert_eq!(proposals[0].missing, ["enforced"]);
}

#[test]
fn the_bands_begin_at_their_thresholds() {
    let before = |threshold: f64| threshold.next_down();
    assert_eq!((STRONG, REVIEW), (0.85, 0.2));
    assert_eq!([band_of(before(STRONG), &[]), band_of(STRONG, &[])], [Band::Review, Band::Strong]);
    assert_eq!([band_of(0.849, &[]), band_of(0.85, &[])], [Band::Review, Band::Strong]);
    assert_eq!([band_of(before(REVIEW), &[]), band_of(REVIEW, &[])], [Band::None, Band::Review]);
    assert_eq!(band_of(STRONG, &[Mismatch::Negation]), Band::Review);
    assert_eq!(band_of(before(REVIEW), &[Mismatch::Negation]), Band::None);
}

#[test]
fn an_empty_library_proposes_nothing() {
    assert!(Matcher::new(&[], &[]).find("Is data encrypted?", "X-1").is_empty());
}
