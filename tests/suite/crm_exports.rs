//! Exports of other systems as the source of opportunities: settings alone have to be enough.

use fieldbook::config::{DateFormat, NumberFormat};
use fieldbook::opportunity::{FileForm, Opportunity, Snapshot, Written, read};
use fieldbook::source::SourceFile;
use std::collections::BTreeMap;

/// Reads `text`, and returns what was read with the lines of what was found.
fn export(text: &str, form: &FileForm) -> (Snapshot, Vec<String>) {
    let (snapshot, findings) = read(&SourceFile::new("deals.csv", text.to_owned()), form);
    let show = |finding: &fieldbook::finding::Finding| {
        let is_own = finding.help != finding.rule.help;
        let help = if is_own { finding.help.as_ref() } else { "" };
        format!("{}: {}: {} {help}", finding.place.start().line, finding.rule.id, finding.message)
    };
    (snapshot.expect("a snapshot"), findings.iter().map(show).collect())
}

fn columns(pairs: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
    pairs.iter().map(|(role, name)| ((*role).to_owned(), vec![(*name).to_owned()])).collect()
}

fn shown(opportunity: &Opportunity) -> String {
    let money = opportunity.amount.map(|amount| format!("{amount} {}", opportunity.currency.as_deref().unwrap_or("?")));
    let day = opportunity.close_date.map(|day| day.to_string());
    let customer = opportunity.customer.as_deref().unwrap_or("-");
    let parts = [&opportunity.id, customer, &opportunity.name, &opportunity.stage];
    format!("{} | {} | {}", parts.join(" | "), money.unwrap_or_default(), day.unwrap_or_default())
}

fn rows(snapshot: &Snapshot) -> Vec<String> {
    snapshot.opportunities.iter().map(shown).collect()
}

fn left(snapshot: &Snapshot) -> Vec<String> {
    let rows = snapshot.left_out.iter().map(|row| format!("{}: {}", row.id, row.reason));
    let values = snapshot.left_out_values.iter().map(|value| format!("{} {}: {}", value.id, value.role, value.reason));
    rows.chain(values).collect()
}

/// A report with its own column names, days of the United States, and lines of text at the end.
#[test]
fn a_report_with_days_of_the_united_states_and_lines_of_text() {
    let text = "\
\"Opportunity ID\",\"Opportunity Name\",\"Account Name\",\"Stage\",\"Amount Currency\",\"Amount\",\"Close Date\",\"Opportunity Owner\",\"Next Step\",\"Created Date\",\"Main Competitor(s)\"
\"006Dn00000A1b2C\",\"Globex - core\",\"Globex\",\"Proposal/Price Quote\",\"USD\",\"410000.00\",\"12/4/2026\",\"Wren Castellane\",\"Demo\",\"3/1/2026 9:12 AM\",\"Initech; Hooli\"
\"006Dn00000A1b2D\",\"Acme - renewal\",\"Acme\",\"Closed Won\",\"EUR\",\"96,000.50\",\"1/15/2027\",\"Wren Castellane\",\"\",\"3/2/2026\",\"\"

\"Open pipeline\"
\"Example GmbH\"
";
    let form = FileForm {
        written: Written { numbers: NumberFormat::CommaPoint, dates: DateFormat::MonthDayYear, currency: None },
        columns: columns(&[
            ("id", "Opportunity ID"),
            ("name", "Opportunity Name"),
            ("customer", "Account Name"),
            ("currency", "Amount Currency"),
            ("owner", "Opportunity Owner"),
            ("created", "Created Date"),
            ("competitors", "Main Competitor(s)"),
        ]),
        ..FileForm::default()
    };
    let (snapshot, findings) = export(text, &form);
    assert_eq!(
        rows(&snapshot),
        [
            "006Dn00000A1b2C | Globex | Globex - core | Proposal/Price Quote | 410000 USD | 2026-12-04",
            "006Dn00000A1b2D | Acme | Acme - renewal | Closed Won | 96001 EUR | 2027-01-15",
        ]
    );
    assert_eq!(snapshot.opportunities[0].competitors, ["Initech", "Hooli"]);
    assert_eq!(snapshot.opportunities[0].created.unwrap().to_string(), "2026-03-01T09:12:00Z");
    let lines =
        ["line 5: the line is text, not a row of the table", "line 6: the line is text, not a row of the table"];
    assert_eq!(left(&snapshot), lines);
    assert_eq!(findings.len(), 2, "each line is named: {findings:?}");
}

/// A view of another system: a day with a time, the amount in the currency of the company, ids that are numbers.
#[test]
fn a_view_with_numbers_as_ids_and_one_currency() {
    let text = "\
\u{feff}Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company (Primary),Last Modified Date
12345678901,Globex core,Contract Sent,2026-12-04 00:00,Wren Castellane,410000,Globex,2026-11-20 09:12
12345678902,Acme,Closed Lost,2026-10-01 10:30,,,Acme,2026-10-02 08:00
";
    let form = FileForm {
        written: Written { currency: Some("EUR".to_owned()), ..Written::default() },
        columns: columns(&[
            ("id", "Record ID"),
            ("name", "Deal Name"),
            ("stage", "Deal Stage"),
            ("owner", "Deal owner"),
            ("customer", "Associated Company (Primary)"),
            ("last_edited", "Last Modified Date"),
        ]),
        ..FileForm::default()
    };
    let (snapshot, findings) = export(text, &form);
    assert_eq!(
        rows(&snapshot),
        [
            "12345678901 | Globex | Globex core | Contract Sent | 410000 EUR | 2026-12-04",
            "12345678902 | Acme | Acme | Closed Lost |  | 2026-10-01",
        ]
    );
    assert_eq!((left(&snapshot), findings), (vec![], vec![]));
}

/// What cannot be read is listed, never guessed and never silent.
#[test]
fn money_that_can_be_read_in_two_ways_is_listed() {
    let text = "\
id,customer,stage,amount,currency,close_date
a,Acme,Open,\"$120,000\",USD,2026-12-04
b,Globex,Open,120,000,USD,2026-12-04
c,Hooli,Open,5000,usd,2026-12-04
d,Initech,Open,5000,US,12/04/2026
e,Umbrella,Open,€7000,USD,2026-12-04
";
    let (snapshot, findings) = export(text, &FileForm::default());
    assert_eq!(
        rows(&snapshot),
        [
            "a | Acme | Acme | Open |  | 2026-12-04",
            "c | Hooli | Hooli | Open | 5000 USD | 2026-12-04",
            "d | Initech | Initech | Open |  | ",
            "e | Umbrella | Umbrella | Open |  | 2026-12-04",
        ]
    );
    assert_eq!(
        left(&snapshot),
        [
            "b: line 3 has 7 cells and the header has 6",
            "a amount: it is not written as `1234.56`; set `number_format` in [opportunities]",
            "d amount: its currency is not known",
            "d close_date: it is not a day written as YYYY-MM-DD; see `date_format` in [opportunities]",
            "d currency: it is not a currency code such as `USD`",
            "e amount: it is in EUR, and the currency of the opportunity is USD",
        ]
    );
    assert_eq!(
        findings,
        [
            "2: opportunities/invalid-file: `amount` is left out: it is not written as `1234.56`; set `number_format` in [opportunities] ",
            "3: opportunities/invalid-file: line 3 has 7 cells and the header has 6, so the row is left out Put quotes around cells that contain a comma, or export the file again.",
            "5: opportunities/invalid-file: `currency` is left out, and `amount` with it: it is not a currency code such as `USD` ",
            "5: opportunities/invalid-file: `close_date` is left out: it is not a day written as YYYY-MM-DD; see `date_format` in [opportunities] ",
            "6: opportunities/invalid-file: `amount` is left out: it is in EUR, and the currency of the opportunity is USD ",
        ]
    );
    // The control: with the format named, the first amount is read.
    let written = Written { numbers: NumberFormat::CommaPoint, ..Written::default() };
    let (snapshot, _) = export(text, &FileForm { written, ..FileForm::default() });
    assert_eq!(rows(&snapshot)[0], "a | Acme | Acme | Open | 120000 USD | 2026-12-04");
}

#[test]
fn a_column_that_the_file_does_not_have_is_named_with_the_nearest() {
    let form = FileForm {
        columns: columns(&[("customer", "Acount Name"), ("amount", "ARR"), ("colour", "Stage")]),
        ..FileForm::default()
    };
    let (_, findings) = export("id;Account Name;stage\na;Acme;Open\n", &form);
    assert_eq!(
        findings,
        [
            "1: opportunities/invalid-file: `colour`, which `[opportunities.columns]` names, is not a role of opportunities The roles are: id, name, customer, stage, amount, currency, close_date, owner, next_step, url, created, last_edited, first_seen, domains, competitors, products, gaps, features.",
            "1: opportunities/invalid-file: there is no column `ARR`, which `[opportunities.columns]` names for `amount` The columns are: id, Account Name, stage.",
            "1: opportunities/invalid-file: there is no column `Acount Name`, which `[opportunities.columns]` names for `customer` The nearest column is `Account Name`.",
            "2: opportunities/missing-property: `a` has neither `name` nor `customer` ",
        ]
    );
}

#[test]
fn a_column_can_have_two_roles_and_what_a_missing_one_costs_is_listed() {
    let form = FileForm {
        columns: columns(&[("name", "Account"), ("customer", "Account"), ("amount", "Amonut")]),
        ..FileForm::default()
    };
    let (snapshot, _) = export("id;Account;Amount;stage;competitors\na;Acme;5000;Open;Globex, Inc.; Hooli\n", &form);
    assert_eq!(
        left(&snapshot),
        ["line 2 has 6 cells and the header has 5", " amount: there is no column `Amonut`"]
            .map(|line| line.replace("line 2", "a: line 2"))
    );
    let (snapshot, _) =
        export("id;Account;Amount;stage;competitors\na;Acme;5000;Open;\"Globex, Inc.; Hooli\"\n", &form);
    assert_eq!(rows(&snapshot), ["a | Acme | Acme | Open |  | "]);
    assert_eq!(snapshot.opportunities[0].competitors, ["Globex, Inc.", "Hooli"]);
}
