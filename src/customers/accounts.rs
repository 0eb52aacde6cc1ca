//! Customers that only opportunities name.

use super::spelling::spellings;
use crate::library::Customer;
use std::collections::BTreeSet;

/// Returns a customer for each of `names`, the customers of opportunities, unless a `listed` one has this name, alias or key.
pub fn accounts<'n>(names: impl IntoIterator<Item = &'n str>, listed: &[Customer]) -> Vec<Customer> {
    let forms = |name: &str| spellings(name).into_iter().map(|spelling| spelling.text).collect::<Vec<_>>();
    let names_of = |customer: &'_ Customer| {
        let all = customer.names.iter().chain(&customer.aliases).chain([&customer.key.value]);
        all.flat_map(|name| forms(name)).collect::<Vec<_>>()
    };
    let known: BTreeSet<String> = listed.iter().flat_map(names_of).collect();
    let names: BTreeSet<&str> = names.into_iter().map(str::trim).collect();
    let unlisted = names.into_iter().filter(|name| !forms(name).iter().any(|form| known.contains(form)));
    unlisted.filter(|name| !name.is_empty()).map(Customer::named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_a_customer_unless_a_listed_one_has_its_name() {
        let listed = [Customer::named("Globex Corporation")];
        let found = accounts(["Initech", "GLOBEX", "Globex Corp", "Initech", " ", "Hooli Inc."], &listed);
        assert_eq!(found.iter().map(|one| one.key.value.as_str()).collect::<Vec<_>>(), ["Hooli Inc.", "Initech"]);
    }
}
