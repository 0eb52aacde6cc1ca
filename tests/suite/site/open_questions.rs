//! Questions of customers without an answer: counted on the page of gaps, for the readers who may see them.

use super::site_under_test::{Site, TestSite, pages};

const TOML: &str = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n\n[rfp]\nresponses = \"deals/responses\"\n";

/// Returns a row of a manifest; `reasons` are words against sending, empty if it is answered.
fn row(question: &str, band: &str, reasons: &str) -> String {
    let reasons = if reasons.is_empty() { String::new() } else { format!("\"{reasons}\"") };
    format!(
        "{{\"sheet\": \"S\", \"row\": 2, \"number\": \"\", \"question\": \"{question}\", \"cells\": [], \"entry\": \
         \"answers/near\", \"band\": \"{band}\", \"p\": 0.5, \"reasons\": [{reasons}]}}"
    )
}

fn manifest(day: &str, customer: &str, rows: &[String]) -> String {
    let rows = rows.join(", ");
    format!(
        "{{\"schema\": \"fieldbook/rfp-manifest/1\", \"day\": \"{day}\", \"customer\": \"{customer}\", \"received\": \"\", \
         \"written\": \"\", \"questions\": 1, \"filled\": 0, \"rows\": [{rows}]}}"
    )
}

/// Makes a site with two responses to acme and one to initech; `rfp` are further lines of that table.
fn site(rfp: &str) -> TestSite {
    let answer = |question: &str, status: &str| {
        format!("---\nquestion: {question}\nstatus: {status}\naudience: customer\n---\nYes.\n")
    };
    let [none, review] = ["no answer in the library matches", "best match 0.50"];
    let files = [
        ("site.toml", format!("{TOML}{rfp}")),
        (
            "opportunities.json",
            "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": []}".to_owned(),
        ),
        ("deals/customers.yaml", "- {key: acme, names: [Acme Mills]}\n- {key: initech, names: [Initech]}\n".to_owned()),
        ("content/answers/near.md", answer("Is it near?", "approved")),
        ("content/answers/learnt.md", answer("Is there a moon base?", "draft")),
        (
            "deals/responses/acme-1-manifest.json",
            manifest(
                "2026-10-01",
                "acme",
                &[
                    row("Is it blue?", "none", none),
                    row("Is it  blue", "none", none),
                    row("Is it near to Acme Mills?", "review", review),
                    row("Is it near?", "exact", ""),
                    row("Is there a moon base?", "none", none),
                ],
            ),
        ),
        ("deals/responses/acme-2-manifest.json", manifest("2026-11-01", "acme", &[row("Is it BLUE?", "none", none)])),
        (
            "deals/responses/initech/1-manifest.json",
            manifest(
                "2026-09-01",
                "initech",
                &[
                    row("Is it blue?", "review", review),
                    row("Is it green, <b>Initech</b> asks?", "none", none),
                    row("Is it nearest?", "strong", "not approved"),
                ],
            ),
        ),
    ];
    TestSite::of(files.map(|(path, text)| (path.to_owned(), text)).to_vec())
}

/// Returns the words of the section of open questions, row by row; `None` without one.
fn questions(site: &Site) -> Option<Vec<String>> {
    let pages = pages(site);
    let page = pages.get("gaps/index.html")?;
    let (_, section) = page.split_once("<section aria-labelledby=\"questions\">")?;
    let section = section.split("</section>").next().unwrap_or_default();
    let tags = regex::Regex::new("<[^>]*>").expect("a pattern");
    let lines = section.split("</tr>").map(|line| {
        let line = line.replace("</th>", " | ").replace("</td>", " | ");
        tags.replace_all(&line, " ").split_whitespace().collect::<Vec<_>>().join(" ")
    });
    Some(lines.filter(|line| !line.is_empty()).collect())
}

#[test]
fn the_company_sees_each_question_once_with_its_number() {
    let expected = [
        "Questions without an answer 3 From 3 responses to questionnaires: what no answer of the library has today. 2 more were held although an answer has the question; they are not counted here. Question | Responses | Last | Nearest entry |",
        "Is it BLUE? | 3 | 2026-11-01 | Is it near? |",
        "Is it near to Acme Mills? | 1 | 2026-10-01 | Is it near? |",
        "Is it green, &lt;b&gt;Initech&lt;/b&gt; asks? | 1 | 2026-09-01 | Is it near? |",
    ];
    let site = site("");
    assert_eq!(questions(&site.build("internal", None)).expect("a section"), expected);
    let built = site.build("internal", None);
    let pages = pages(&built);
    let home = pages.get("index.html").expect("a page");
    assert!(home.contains("href=\"gaps/"), "the page is in the navigation although there is no gap");
}

#[test]
fn a_build_for_one_customer_has_the_questions_of_that_customer_and_outsiders_have_none() {
    let of = |rfp: &str, audience: &str, customer: Option<&str>| questions(&site(rfp).build(audience, customer));
    let shown = |rows: Option<Vec<String>>| rows.unwrap_or_default().join("\n");
    let team = shown(of("", "internal", Some("acme")));
    assert!(team.contains("From 2 responses") && team.contains("Is it BLUE? | 2 |"), "{team}");
    assert!(!team.contains("green") && !team.contains("Initech"), "{team}");
    for audience in ["public", "customer", "partner"] {
        assert_eq!((of("", audience, None), of("", audience, Some("acme"))), (None, None), "{audience}");
    }
    let allowed = "open_questions_for = \"customer\"\n";
    let own = shown(of(allowed, "customer", Some("acme")));
    assert!(own.contains("Is it BLUE? | 2 |") && !own.contains("green"), "{own}");
    assert_eq!((of(allowed, "customer", None), of(allowed, "public", Some("acme"))), (None, None));
    let narrow = "open_questions_for = \"restricted\"\n";
    assert_eq!(of(narrow, "internal", None), None);
    assert!(of(narrow, "restricted", None).is_some(), "the control");
    assert_eq!(of("open_questions_for = \"nobdy\"\n", "restricted", None), None, "an audience that cannot be read");
}
