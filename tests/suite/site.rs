//! The site: every kind through its template, nothing that runs, links that lead somewhere, and the same bytes again.

mod addresses;
mod answers;
mod changes;
mod claims;
mod compare;
mod deals;
mod dialect;
mod folders;
mod ids;
mod kept_words;
mod leaks;
mod lists;
mod open_questions;
mod people;
mod previews;
mod queues;
mod recurring;
mod reuse;
mod shares;
mod site_under_test;
mod states;
mod theme_guide;
mod trend;
mod upkeep;

use fieldbook::artefacts::Artefacts;
use fieldbook::authoring::{NewEntry, new_entry};
use fieldbook::inputs::read_inputs;
use fieldbook::kinds::Kind;
use fieldbook::library::{Library, Scope};
use fieldbook::opportunity::{FileForm, read};
use fieldbook::site::{Attachment, BuildFacts, SiteInput, Theme, attachment_path};
use fieldbook::source::{SourceFile, parse_date};
use fieldbook::visibility::{Unfiltered, VisibleLibrary};
use percent_encoding::percent_decode_str;
pub(crate) use site_under_test::Site;
use site_under_test::{TestSite, has_end, pages};
use snapbox::assert_data_eq;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/site/golden")
}

/// Takes the hashes out of the names of assets, so that a change of style changes no page.
fn unhashed(text: &str) -> String {
    let names =
        regex::Regex::new(r"((?:corrections|engine|favicon|icons|print|questionnaire|scheme|site)-)[0-9a-f]{10}\b")
            .expect("a pattern");
    names.replace_all(text, "${1}HASH").into_owned()
}

#[test]
fn the_golden_site() {
    let site_under_test = TestSite::new("", "");
    let site = site_under_test.build("internal", Some("acme"));
    assert!(site.findings.is_empty(), "{:?}", site.findings);
    let mut paths: Vec<String> = site.pages.iter().map(|page| unhashed(&page.path)).collect();
    paths.sort();
    assert_data_eq!(paths.join("\n") + "\n", snapbox::Data::read_from(&golden().join("files.txt"), None).raw());
    for name in [
        "battlecards/globex",
        "pages/markdown",
        "gaps/scim",
        "opportunities/opp-1",
        "compare",
        "competitors/globex",
        "claims/battlecards/globex/no-scim",
        "changes",
        "people",
        "people/ann",
    ] {
        let path = format!("{name}/index.html");
        let page = site.pages.iter().find(|page| page.path == path).expect("the page is there");
        let text = unhashed(&String::from_utf8_lossy(&page.bytes));
        let main = text.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).expect("a main part").0;
        let file = golden().join(format!("{}.html", name.replace('/', "-")));
        if std::env::var("SNAPSHOTS").is_ok_and(|how| how == "overwrite") {
            fs::write(&file, main).expect("the snapshot can be written");
        }
        assert_eq!(main, fs::read_to_string(&file).unwrap_or_default(), "{path}; SNAPSHOTS=overwrite accepts it");
    }
}

/// Returns the fixture with one more entry of every kind, as `fieldbook new` begins it.
fn site_of_every_kind() -> TestSite {
    let mut site_under_test = TestSite::new("", "");
    let today = parse_date("2026-11-21").expect("a day");
    let begun = |kind: Kind| {
        let title = format!("{} begun", kind.word());
        let wanted = NewEntry { kind, title: &title, owner: Some("ann"), today };
        let file = new_entry(&wanted, &site_under_test.settings).expect("a root for it");
        (file.path, file.text)
    };
    let begun: Vec<(String, String)> = Kind::all().map(begun).collect();
    site_under_test.add(&begun);
    site_under_test
}

#[test]
fn every_kind_has_a_page_a_list_a_place_in_the_navigation_and_a_name_in_the_search() {
    let site = site_of_every_kind().build("restricted", Some("acme"));
    assert!(site.findings.is_empty(), "{:?}", site.findings);
    let pages = pages(&site);
    let bodies: BTreeSet<&str> = pages
        .values()
        .filter_map(|page| page.split_once("<body class=\"entry ")?.1.split_once('"'))
        .map(|(kind, _)| kind)
        .collect();
    assert_eq!(bodies, Kind::all().map(Kind::word).chain(["claim-page", "opportunity"]).collect());
    let script = site.pages.iter().find(|page| page.path.starts_with("assets/site-") && has_end(&page.path, "js"));
    let script = String::from_utf8_lossy(&script.expect("the scripts").bytes);
    for kind in Kind::all() {
        let facts = kind.facts();
        let has_begun = pages.iter().any(|(path, page)| path.contains("-begun/") && page.contains(&body_class(kind)));
        assert!(has_begun, "no page of the new {}", facts.word);
        let list = &pages[format!("{}/index.html", facts.folder).as_str()];
        assert!(list.contains(facts.list_intro.unwrap_or(facts.list_title)), "the list of {}", facts.word);
        assert!(script.contains(&format!("\"{}\":\"{}\"", facts.word, facts.short_plural)), "{}", facts.word);
        if let Some(navigation) = facts.navigation {
            let item = format!("icon-{}\"", navigation.icon);
            assert!(pages["index.html"].contains(&item), "{}: no icon `{}`", facts.word, navigation.icon);
        }
    }
    for list in ["changes", "compare", "freshness", "people", "queue"] {
        assert!(pages.values().any(|page| page.contains(&format!("<body class=\"list {list}\""))), "{list}");
    }
}

fn body_class(kind: Kind) -> String {
    format!("<body class=\"entry {}\"", kind.word())
}

/// Returns what a policy without inline anything forbids in `html`.
fn forbidden(html: &str) -> Vec<String> {
    let values = regex::Regex::new("=\"[^\"]*\"").expect("a pattern");
    let bare = values.replace_all(html, "=\"\"");
    let names = [
        r"<[a-z][^>]*\sstyle\s*=",
        r"<[a-z][^>]*\son[a-z]+\s*=",
        r"<script(?:\s[^>]*)?>[^<]",
        r"<(?:iframe|object|embed|base|form|style)\b",
    ];
    let contents = [
        r#"(?i)\s(?:href|src)="[^"]*javascript:"#,
        r#"<(?:script|img|link rel="stylesheet")[^>]*(?:src|href)="https?:"#,
    ];
    let find = |pattern: &str, text: &str| {
        let found = regex::Regex::new(pattern).expect("a pattern").find(text)?.as_str().to_owned();
        Some(format!("{pattern}: {found}"))
    };
    let found = names.iter().filter_map(|pattern| find(pattern, &bare));
    found.chain(contents.iter().filter_map(|pattern| find(pattern, html))).collect()
}

#[test]
fn no_page_has_anything_inline() {
    let site_under_test = TestSite::new("", "");
    for (path, page) in pages(&site_under_test.build("internal", Some("acme"))) {
        assert_eq!(forbidden(&page), Vec::<String>::new(), "{path}");
        assert!(path.ends_with("redirect.html") || page.contains("Content-Security-Policy"), "{path}");
    }
    assert_eq!(forbidden("<a href=\"javascript:x\" onclick=\"x\" style=\"a\"><script>x</script>").len(), 4, "control");
}

#[test]
fn payloads_are_words() {
    let payload =
        r#"\"'><script>alert(1)</script><img src=x onerror=alert(1)></title></textarea>{{ 7*7 }}{% raw %}<!--"#;
    for extra in ["", "raw_html = \"sanitise\"\n"] {
        let site_under_test = TestSite::new(payload, extra);
        let site = site_under_test.build("internal", Some("acme"));
        assert!(site.findings.is_empty(), "{:?}", site.findings);
        let pages = pages(&site);
        assert!(pages.len() > 30, "{}", pages.len());
        for (path, page) in &pages {
            assert_eq!(forbidden(page), Vec::<String>::new(), "{path}");
            assert!(!page.contains("<script>") && !page.contains("<img src=x") && !page.contains("<!--"), "{path}");
        }
        let shown = pages.values().filter(|page| page.contains("&lt;script&gt;alert(1)&lt;")).count();
        assert!(shown > 20, "the control: {shown} pages show the payload");
    }
}

#[test]
fn raw_html_is_dropped_or_sanitised() {
    let page = |extra: &str| {
        let site = TestSite::new("", extra).build("internal", None);
        pages(&site).remove("pages/markdown/index.html").expect("the page")
    };
    let (dropped, kept) = (page(""), page("raw_html = \"sanitise\"\n"));
    assert!(!dropped.contains("<b>raw") && dropped.contains("<p>raw</p>"));
    assert!(kept.contains("<p><b>raw</b></p>") && !kept.contains("alert(1)"));
    for page in [dropped, kept] {
        assert!(page.contains("<td class=\"center\">b</td><td class=\"end\">c</td>"), "{page}");
        assert!(
            page.contains("<pre tabindex=\"0\"><code data-language=\"yaml\"><span class=\"ht\">key</span>"),
            "{page}"
        );
        assert!(page.contains("width=\"640\" height=\"480\""), "{page}");
    }
}

#[test]
fn outsiders_meet_no_deal() {
    let site = TestSite::new("", "").build("customer", None);
    for page in &site.pages {
        let text = String::from_utf8_lossy(&page.bytes);
        assert!(!page.path.starts_with("opportunities") && !page.path.starts_with("battlecards"), "{}", page.path);
        assert!(!text.contains("git.example.com") && !page.path.starts_with("freshness"), "{}", page.path);
        assert!(!text.contains("Acme") && !text.contains("Initech") && !text.contains("$410k"), "{}", page.path);
    }
    let inside = TestSite::new("", "").build("internal", None);
    assert!(pages(&inside)["index.html"].contains("Acme core"), "control");
}

#[test]
fn a_replaced_page_leads_on() {
    let site = TestSite::new("", "").build("internal", None);
    let page = &pages(&site)["battlecards/old-globex/index.html"];
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=../globex/index.html\">"), "{page}");
}

#[test]
fn the_same_site_from_one_thread_and_from_eight() {
    let built = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| TestSite::new("", "").build("internal", Some("acme")).pages)
    };
    assert!(built(1) == built(8));
}

/// The sample of this repository, as a build for insiders.
fn sample(customer: Option<&str>) -> Site {
    sample_for("internal", customer)
}

/// The sample of this repository, as a build for readers of an audience.
fn sample_for(audience: &str, customer: Option<&str>) -> Site {
    sample_with(&BTreeMap::new(), audience, customer)
}

/// The sample of this repository with files of the theme replaced.
fn sample_with(overrides: &BTreeMap<String, Vec<u8>>, audience: &str, customer: Option<&str>) -> Site {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inputs = read_inputs(folder).expect("the sample can be read");
    let (library, _) = Library::new(inputs.files, inputs.lists);
    let text = fs::read_to_string(folder.join("opportunities.json")).expect("opportunities");
    let (snapshot, _) = read(&SourceFile::new("opportunities.json", text), &FileForm::default());
    let audience = inputs.settings.audiences.find(audience).expect("an audience");
    let scope = Scope { audience, customer: customer.map(str::to_owned) };
    let all = Unfiltered {
        library: &library,
        opportunities: snapshot.as_ref(),
        responses: &inputs.responses,
        findings: &[],
        settings: &inputs.settings,
    };
    let (visible, _) = VisibleLibrary::new(&all, &scope);
    let attachments =
        inputs.assets.iter().map(|(path, asset)| (path.clone(), Attachment { size: asset.size })).collect();
    Site::build(&SiteInput {
        library: &visible,
        settings: &inputs.settings,
        trend: None,
        data_hash: None,
        as_of: parse_date("2026-11-21"),
        built: BuildFacts { commit: None, day: parse_date("2026-11-21").expect("a day"), version: "0".to_owned() },
        history: None,
        attachments: &attachments,
        theme: &Theme::load(overrides).expect("the theme compiles"),
        artefacts: Artefacts::none(),
        diagrams: None,
    })
}

#[test]
fn a_template_that_is_overridden_with_its_own_text_makes_the_same_pages() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates/page.html");
    let own = BTreeMap::from([("templates/page.html".to_owned(), fs::read(path).expect("a template"))]);
    let (plain, counted) = (sample(None), sample_with(&own, "internal", None));
    assert!(counted.findings.is_empty(), "{:?}", counted.findings);
    let changed: Vec<_> = plain.pages.iter().zip(&counted.pages).filter(|(one, other)| one != other).collect();
    assert!(changed.is_empty() && plain.pages.len() == counted.pages.len(), "{:?}", changed.first());
}

/// Follows `href` from the page at `path` to a path below the site and an anchor.
fn follow(path: &str, href: &str) -> (String, Option<String>) {
    let (target, anchor) = href.split_once('#').map_or((href, None), |(target, anchor)| (target, Some(anchor)));
    let target = target.split('?').next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').collect();
    if !target.is_empty() {
        parts.pop();
        for part in target.split('/') {
            match part {
                ".." => parts.truncate(parts.len().saturating_sub(1)),
                part => parts.push(part),
            }
        }
    }
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    (decode(&parts.join("/")), anchor.map(decode))
}

#[test]
fn every_link_of_the_sample_leads_to_a_page_and_an_anchor() {
    let hrefs = regex::Regex::new(r#"\s(?:href|src)="([^"]*)""#).expect("a pattern");
    for customer in [None, Some("ostermill")] {
        let site = sample(customer);
        assert!(site.findings.is_empty(), "{:?}", site.findings);
        let mut files: BTreeSet<String> = site.pages.iter().map(|page| page.path.clone()).collect();
        files.extend(site.attachments.iter().map(|path| attachment_path(path)));
        let pages = pages(&site);
        let (mut broken, mut followed) = (Vec::new(), 0);
        for (path, page) in pages.iter().filter(|(path, _)| **path != "404.html") {
            for found in hrefs.captures_iter(page).filter_map(|found| found.get(1)) {
                let href = found.as_str().replace("&amp;", "&");
                if href.contains("://") || href.starts_with("mailto:") {
                    continue;
                }
                followed += 1;
                let (target, anchor) = follow(path, &href);
                let has_anchor = |anchor: &String| {
                    !has_end(&target, "html")
                        || pages.get(target.as_str()).is_some_and(|to| to.contains(&format!("id=\"{anchor}\"")))
                };
                if !files.contains(&target) || !anchor.as_ref().is_none_or(has_anchor) {
                    broken.push(format!("{path}: {href}"));
                }
            }
        }
        assert_eq!(broken, Vec::<String>::new());
        assert!(followed > 3_000, "{followed}");
    }
}

#[test]
fn a_pinned_day_is_said_on_every_page() {
    for (path, page) in pages(&sample(None)).iter().filter(|(path, _)| !path.contains("old-")) {
        assert!(page.contains("data-as-of=\"2026-11-21\"") && page.contains("not as of today"), "{path}");
    }
}

#[test]
fn styles_and_scripts_keep_their_budget() {
    let site = sample(None);
    let size = |start: &str, end: &str| {
        let page = site.pages.iter().find(|page| page.path.starts_with(start) && page.path.ends_with(end));
        fieldbook_search::packed(&page.expect("the asset").bytes).len()
    };
    // Compressed, as servers send them.
    assert!(size("assets/site-", ".css") < 12 << 10, "{}", size("assets/site-", ".css"));
    assert!(size("assets/site-", ".js") < 20 << 10, "{}", size("assets/site-", ".js"));
    assert!(size("assets/scheme-", ".js") < 1 << 10);
    // The drawings of all icons.
    assert!(size("assets/icons-", ".css") < 3 << 10, "{}", size("assets/icons-", ".css"));
    // What paper needs, fetched after everything else.
    assert!(size("assets/print-", ".css") < 4 << 10, "{}", size("assets/print-", ".css"));
    // What is loaded with the first correction.
    assert!(size("assets/corrections-", ".js") < 3 << 10, "{}", size("assets/corrections-", ".js"));
}
