//! Customers that only opportunities name, and what opportunities add to those that are listed.

use super::host::host;
use super::spelling::{Case, is_distinctive, spellings};
use crate::library::Customer;
use std::collections::{BTreeMap, BTreeSet};

/// What one opportunity says of its customer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Account<'a> {
    /// The customer; `None` if the opportunity does not name it.
    pub customer: Option<&'a str>,
    /// What people call the opportunity. Without a customer, it or its beginning is the customer's name.
    pub title: &'a str,
    /// The customer's domains, or addresses that contain them.
    pub domains: &'a [String],
    /// Where the opportunity is in its source.
    pub url: Option<&'a str>,
}

/// What is between the name of a customer and the rest of a title.
const SEPARATORS: [&str; 7] = [": ", " - ", " – ", " — ", " | ", " / ", " ("];

/// Returns a customer for each one that `found` names, unless a `listed` one has this name, alias or key; and, for a listed one
/// whose domains `found` adds to, a second one with its key that has only these.
pub fn accounts<'n>(found: impl IntoIterator<Item = Account<'n>>, listed: &[Customer]) -> Vec<Customer> {
    let known = keys_by_form(listed);
    let mut domains = BTreeMap::<&str, BTreeSet<String>>::new();
    for account in found {
        for name in names(&account) {
            domains.entry(name).or_default().extend(hosts(&account, name));
        }
    }
    let mut accounts = Vec::new();
    for (name, domains) in domains {
        let domains: Vec<String> = domains.into_iter().collect();
        match forms(name).find_map(|form| known.get(&form)) {
            None => accounts.push(Customer { domains, ..Customer::named(name) }),
            Some(customer) if !domains.is_empty() => {
                accounts.push(Customer {
                    names: Vec::new(),
                    aliases: Vec::new(),
                    domains,
                    ..Customer::clone(customer)
                });
            }
            Some(_) => {}
        }
    }
    accounts
}

fn keys_by_form(listed: &[Customer]) -> BTreeMap<String, &Customer> {
    let mut known = BTreeMap::new();
    for customer in listed {
        for name in customer.names.iter().chain(&customer.aliases).chain([&customer.key.value]) {
            known.extend(forms(name).map(|form| (form, customer)));
        }
    }
    known
}

fn forms(name: &str) -> impl Iterator<Item = String> {
    spellings(name).into_iter().map(|spelling| spelling.text)
}

/// The names by which `account` may be called: the customer, or the title; each as a whole, and its parts where they are no
/// ordinary words. A title that is one ordinary word, such as `Test`, is no name.
fn names<'a>(account: &Account<'a>) -> BTreeSet<&'a str> {
    let customer = account.customer.map(str::trim).filter(|name| !name.is_empty());
    let Some(customer) = customer else { return names_in_title(account.title.trim()) };
    // A relation to several customers gives a list; a legal form after a comma is no name.
    let whole: BTreeSet<String> = forms(customer).collect();
    let is_other = |part: &&str| is_distinctive(part) && !forms(part).any(|form| whole.contains(&form));
    customer.split(", ").map(str::trim).filter(is_other).chain([customer]).collect()
}

fn names_in_title(title: &str) -> BTreeSet<&str> {
    let heads = SEPARATORS.iter().filter_map(|separator| Some(title.split_once(separator)?.0.trim()));
    let whole = Some(title).filter(|title| spellings(title).iter().all(|form| form.case != Case::Exact));
    heads.filter(|head| is_distinctive(head)).chain(whole).filter(|name| !name.is_empty()).collect()
}

/// The domains of `account`: those it gives, the one that its name is, and the one of its address if it begins with the name.
fn hosts(account: &Account<'_>, name: &str) -> BTreeSet<String> {
    let given = account.domains.iter().map(String::as_str).chain([name]).filter_map(host);
    let stems: Vec<String> = forms(name).filter(|form| is_distinctive(form) && !form.contains([' ', '.'])).collect();
    let is_own = |host: &String| stems.iter().any(|stem| host.starts_with(stem.as_str()));
    given.chain(account.url.and_then(host).filter(is_own)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::CustomerNames;

    fn named(customer: &str) -> Account<'_> {
        Account { customer: Some(customer), ..Account::default() }
    }

    fn keys(found: &[Account<'_>], listed: &[Customer]) -> Vec<String> {
        accounts(found.iter().copied(), listed).into_iter().map(|one| one.key.value).collect()
    }

    #[test]
    fn an_account_is_a_customer_unless_a_listed_one_has_its_name() {
        let listed = [Customer::named("Globex Corporation")];
        let found = ["Initech", "GLOBEX", "Globex Corp", "Initech", " ", "Hooli Inc."].map(named);
        assert_eq!(keys(&found, &listed), ["Hooli Inc.", "Initech"]);
    }

    #[test]
    fn a_list_of_customers_gives_each_of_them_and_a_legal_form_none() {
        assert_eq!(keys(&[named("Globex, Hooli GmbH")], &[]), ["Globex", "Globex, Hooli GmbH", "Hooli GmbH"]);
        let names = accounts([named("Copperwyne Mills, Inc.")], &[]);
        let names = CustomerNames::new(&names);
        assert!(names.others_in("an incident, Inc. or not", None).is_empty());
        assert_eq!(names.others_in("for Copperwyne Mills now", None).len(), 1);
    }

    #[test]
    fn without_a_customer_the_title_or_its_beginning_is_the_name() {
        let titled = |title| Account { title, ..Account::default() };
        for title in ["Hooli GmbH: renewal", "Hooli GmbH – renewal", "Hooli GmbH (renewal)", "Hooli GmbH | a - b"] {
            let names = accounts([titled(title)], &[]);
            assert_eq!(CustomerNames::new(&names).others_in("as for Hooli's team", None).len(), 1, "{title}");
        }
        assert_eq!(keys(&[titled("Renewal: phase two")], &[]), ["Renewal: phase two"], "an ordinary word is no name");
        assert_eq!(keys(&[titled("Test"), titled(" ")], &[]), Vec::<String>::new());
        assert_eq!(keys(&[Account { customer: Some("Initech"), ..titled("Hooli: x") }], &[]), ["Initech"]);
    }

    #[test]
    fn domains_belong_to_the_customer_that_is_listed_or_not() {
        let domains = ["https://www.hl-group.example/start".to_owned(), "mailto:ann@post.hooli.example".to_owned()];
        let account = Account { domains: &domains, ..named("Hooli GmbH") };
        let found = |text: &str, listed: &[Customer]| {
            let all = [listed, &accounts([account], listed)].concat();
            CustomerNames::new(&all).others_in(text, None).iter().map(|one| one.key.to_owned()).collect::<Vec<_>>()
        };
        let listed = Customer { names: vec!["Hooli".to_owned()], ..Customer::named("c-1") };
        assert_eq!(found("see hl-group.example", &[]), ["Hooli GmbH"]);
        assert_eq!(found("see portal.hl-group.example", std::slice::from_ref(&listed)), ["c-1"]);
        assert_eq!(found("see hl-group.test", &[listed]), Vec::<String>::new());
    }

    #[test]
    fn an_address_counts_only_if_it_begins_with_the_name() {
        let domains = |customer, url| {
            let account = Account { url: Some(url), ..named(customer) };
            accounts([account], &[]).into_iter().flat_map(|one| one.domains).collect::<Vec<_>>()
        };
        assert_eq!(domains("Hooli GmbH", "https://www.hooligroup.example/a"), ["hooligroup.example"]);
        assert_eq!(domains("Hooli GmbH", "https://crm.example/deals/hooli"), Vec::<String>::new());
        assert_eq!(domains("Target", "https://targets.example/a"), Vec::<String>::new(), "an ordinary word");
        assert_eq!(domains("hooli.example", "https://crm.example/1"), ["hooli.example"]);
    }
}
