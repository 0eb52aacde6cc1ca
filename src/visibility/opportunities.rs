//! The opportunities that the readers of a build may see.

use super::readers::Readers;
use crate::library::Library;
use crate::opportunity::{LeftOutValue, Opportunity, Snapshot, UnreadPage};

/// Returns the part of `snapshot` that `readers` may see. Opportunities name customers, so outsiders get `None`, and a
/// build for one customer gets the opportunities of that customer. The customers of `library` have the other
/// names of that customer.
pub fn visible_opportunities(snapshot: &Snapshot, library: &Library, readers: &Readers) -> Option<Snapshot> {
    if readers.is_outside() {
        return None;
    }
    let mut visible = match readers.customer() {
        Some(key) => of_customer(snapshot, key, library),
        None => snapshot.clone(),
    };
    if !readers.sees_amounts() {
        for opportunity in &mut visible.opportunities {
            opportunity.amount = None;
        }
    }
    Some(visible)
}

fn of_customer(snapshot: &Snapshot, key: &str, library: &Library) -> Snapshot {
    let known = library.lists.customers.iter().find(|customer| customer.key.value == key);
    let other_names = known.into_iter().flat_map(|customer| customer.names.iter().chain(&customer.aliases));
    let names: Vec<&str> = other_names.map(String::as_str).chain([key]).collect();
    let is_own = |opportunity: &&Opportunity| {
        opportunity.customer.as_ref().is_some_and(|own| names.iter().any(|name| name.eq_ignore_ascii_case(own)))
    };
    let opportunities: Vec<Opportunity> = snapshot.opportunities.iter().filter(is_own).cloned().collect();
    let is_kept = |value: &&LeftOutValue| opportunities.iter().any(|one| one.id == value.id);
    let left_out_values = snapshot.left_out_values.iter().filter(is_kept).cloned().collect();
    let is_shown = |page: &&UnreadPage| opportunities.iter().any(|one| one.id == page.id);
    let unread_pages = snapshot.unread_pages.iter().filter(is_shown).cloned().collect();
    Snapshot { opportunities, left_out: Vec::new(), left_out_values, unread_pages, omitted: None, ..snapshot.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, read_settings};
    use crate::library::{Lists, Scope, read_list};
    use crate::opportunity::{LeftOut, Origin};
    use crate::source::SourceFile;

    const CUSTOMERS: &str =
        "- {key: initech, names: [Initech Inc], aliases: [Ini]}\n- {key: acme, names: [Acme Ltd]}\n";

    fn settings(amounts_for: &str) -> Settings {
        let toml = format!("[opportunities]\namounts_for = \"{amounts_for}\"\n");
        read_settings(&SourceFile::new("site.toml", toml)).0
    }

    /// Returns the visible opportunities as `id amount`, and the number of rows left out.
    fn visible(amounts_for: &str, audience: &str, customer: Option<&str>) -> Option<(Vec<String>, usize)> {
        let row = |(id, customer): (&str, Option<&str>)| Opportunity {
            id: id.to_owned(),
            amount: Some(5),
            customer: customer.map(str::to_owned),
            ..Opportunity::default()
        };
        let rows = [
            ("a", Some("initech")),
            ("b", Some("INITECH inc")),
            ("c", Some("Ini")),
            ("d", Some("Acme Ltd")),
            ("e", None),
        ];
        let reason = "in the trash".to_owned();
        let snapshot = Snapshot {
            left_out: vec![LeftOut { id: "x".to_owned(), name: String::new(), reason, url: None }],
            ..Snapshot::new(Origin::File, rows.map(row).into())
        };
        let mut lists = Lists::default();
        assert!(read_list(&SourceFile::new("customers.yaml", CUSTOMERS.to_owned()), &mut lists).is_empty());
        let library = Library::new(Vec::new(), lists).0;
        let settings = settings(amounts_for);
        let scope = Scope { audience: settings.audiences.find(audience)?, customer: customer.map(str::to_owned) };
        let visible = visible_opportunities(&snapshot, &library, &Readers::new(&scope, &settings))?;
        let shown = |one: &Opportunity| format!("{} {:?}", one.id, one.amount);
        Some((visible.opportunities.iter().map(shown).collect(), visible.left_out.len()))
    }

    #[test]
    fn outsiders_see_none_and_one_customer_s_team_that_customer_s() {
        assert_eq!(visible("internal", "customer", None), None);
        assert_eq!(visible("internal", "partner", Some("initech")), None);
        let all = ["a Some(5)", "b Some(5)", "c Some(5)", "d Some(5)", "e Some(5)"].map(str::to_owned).to_vec();
        assert_eq!(visible("internal", "internal", None), Some((all.clone(), 1)));
        assert_eq!(visible("internal", "internal", Some("initech")), Some((all[..3].to_vec(), 0)));
        assert_eq!(visible("internal", "internal", Some("acme")), Some((all[3..4].to_vec(), 0)));
        assert_eq!(visible("internal", "internal", Some("globex")), Some((Vec::new(), 0)));
    }

    #[test]
    fn amounts_are_for_their_audience_and_stricter_ones() {
        let acme = |amounts_for, audience| visible(amounts_for, audience, Some("acme"));
        let row = |text: &str| Some((vec![text.to_owned()], 0));
        assert_eq!(acme("restricted", "internal"), row("d None"));
        assert_eq!(acme("restricted", "restricted"), row("d Some(5)"));
        assert_eq!(acme("internal", "internal"), row("d Some(5)"));
        assert_eq!(acme("internal", "restricted"), row("d Some(5)"));
        assert_eq!(acme("unknown", "restricted"), row("d None"));
    }
}
