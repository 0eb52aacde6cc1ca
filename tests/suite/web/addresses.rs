//! The gate: notations, names, rebinding, redirects.

use super::fake::{FakeClock, FakeNames, FakeWeb, response, visitor};
use fieldbook::evidence::{Obstacle, Outcome};
use fieldbook::web::{Allowances, Gate, ProxyUse, Refusal, Validators, refused_range};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::atomic::Ordering;

/// Returns the first and the last address of a range.
fn ends(range: &str) -> (IpAddr, IpAddr) {
    let (first, prefix) = range.split_once('/').expect("a range");
    let prefix: u32 = prefix.parse().expect("a number");
    match first.parse().expect("an address") {
        IpAddr::V4(first) => {
            let rest = u32::MAX.checked_shr(prefix).unwrap_or(0);
            (first.into(), Ipv4Addr::from(u32::from(first) | rest).into())
        }
        IpAddr::V6(first) => {
            let rest = u128::MAX.checked_shr(prefix).unwrap_or(0);
            (first.into(), Ipv6Addr::from(u128::from(first) | rest).into())
        }
    }
}

#[test]
fn every_range_of_the_registries_that_is_not_reachable_is_refused() {
    let lines = include_str!("special-addresses.txt").lines().filter(|line| !line.starts_with('#'));
    let mut seen = 0;
    for line in lines {
        let (range, reachable) = line.split_once(' ').expect("two words");
        let (first, last) = ends(range);
        for address in [first, last] {
            assert_eq!(refused_range(address).is_some(), reachable == "no", "{address} of {range}");
        }
        seen += 1;
    }
    assert_eq!(seen, 37);
    for public in [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "168.63.129.17",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2000::1",
        "2001:200::1",
        "2001:db9::",
        "2003::",
        "2606:4700::1",
        "3ffe:ffff::1",
        "3fff:1000::",
    ] {
        assert_eq!(refused_range(public.parse().expect("an address")), None, "{public}");
    }
    for private in [
        "168.63.129.16",
        "224.0.0.1",
        "239.255.255.255",
        "::127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2001:1ff::",
        "4000::",
        "a000::1",
        "e000::",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(refused_range(private.parse().expect("an address")).is_some(), "{private}");
    }
}

#[test]
fn no_notation_of_an_address_is_asked() {
    let names = FakeNames::of(&["globex.com"], "1.1.1.1");
    let gate = Gate::new(&names, Allowances::default(), ProxyUse::Never);
    for (url, expected) in [
        ("http://127.0.0.1/", Refusal::Literal),
        ("http://0x7f.1/", Refusal::Literal),
        ("http://2130706433/", Refusal::Literal),
        ("http://017700000001/", Refusal::Literal),
        ("http://127.1/", Refusal::Literal),
        ("http://127.0.0.1./", Refusal::Literal),
        ("http://①②⑦.0.0.1/", Refusal::Literal),
        ("http://１２７.０.０.１/", Refusal::Literal),
        ("http://127。0。0。1/", Refusal::Literal),
        ("http://%31%32%37.0.0.1/", Refusal::Literal),
        ("http://127.0.\u{AD}0.1/", Refusal::Literal),
        ("http://127.0.\t0.1/", Refusal::Literal),
        ("http://127.0.\n0.1/", Refusal::Literal),
        ("http:127.0.0.1/", Refusal::Literal),
        ("http:///127.0.0.1/", Refusal::Literal),
        ("http://8.8.8.8/", Refusal::Literal),
        ("http://[::1]/", Refusal::Literal),
        ("http://[::ffff:127.0.0.1]/", Refusal::Literal),
        ("http://[fe80::1%25eth0]/", Refusal::Form),
        ("http://globex.com\\@127.0.0.1/", Refusal::NoAddress),
        ("http://user@globex.com/", Refusal::UserInfo),
        ("http://:pass@globex.com/", Refusal::UserInfo),
        ("https://globex.com:22/", Refusal::Port),
        ("https://globex.com:8443/", Refusal::Port),
        ("ftp://globex.com/", Refusal::Form),
        ("gopher://globex.com/", Refusal::Form),
        ("file:///etc/passwd", Refusal::Form),
        ("data:text/html,x", Refusal::Form),
        ("javascript:alert(1)", Refusal::Form),
        ("http://localhost/", Refusal::Name),
        ("http://wiki/", Refusal::Name),
        ("http://wiki.local/", Refusal::Name),
        ("http://a.b.internal/", Refusal::Name),
        ("http://printer.home.arpa/", Refusal::Name),
        ("http://x.onion/", Refusal::Name),
        ("http://globex.example/", Refusal::Name),
        ("https://unknown.com/", Refusal::NoAddress),
        ("", Refusal::Form),
    ] {
        let found = gate.approve(url).map(|approved| approved.url.to_string());
        let is_path = url.contains('\\') && found.is_ok();
        assert!(
            found == Err(expected) || is_path && found == Ok("http://globex.com/@127.0.0.1/".to_owned()),
            "{url:?}: {found:?}"
        );
    }
    assert!(gate.approve("https://GLOBEX.com./x#y").is_ok(), "the control");
    assert_eq!(gate.approve("https://globex.com/x#y").expect("a page").url.as_str(), "https://globex.com/x");
}

#[test]
fn a_name_with_any_private_address_is_refused_and_looked_up_once() {
    let address = |text: &str| text.parse::<IpAddr>().expect("an address");
    let public = address("1.1.1.1");
    for private in
        ["10.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "100.64.0.1", "168.63.129.16", "::1"]
    {
        for answer in [vec![address(private)], vec![public, address(private)], vec![address(private), public]] {
            let mut names = FakeNames::default();
            names.answers.insert("globex.com".to_owned(), vec![answer]);
            let gate = Gate::new(&names, Allowances::default(), ProxyUse::Never);
            assert_eq!(gate.approve("https://globex.com/").map(|_| ()), Err(Refusal::NotPublic), "{private}");
        }
    }
    // The first answer is public, the second private: the second is never asked for.
    let mut names = FakeNames::default();
    names.answers.insert("globex.com".to_owned(), vec![vec![public], vec![address("127.0.0.1")]]);
    let gate = Gate::new(&names, Allowances::default(), ProxyUse::Never);
    let first = gate.approve("https://globex.com/").expect("it may be asked").route;
    let second = gate.approve("https://globex.com/other").expect("it may be asked").route;
    assert_eq!(first, second);
    assert_eq!(names.lookups.load(Ordering::SeqCst), 1);
    // What the environment allows may be private; what it does not, may not.
    let names = FakeNames::of(&["wiki.internal", "globex.com"], "10.0.0.1");
    let gate = Gate::new(&names, Allowances::parse("wiki.internal").expect("a host"), ProxyUse::Never);
    assert!(gate.approve("http://wiki.internal:8080/").is_ok());
    assert!(gate.approve("http://globex.com/").is_err());
    // A proxy finds addresses itself: then only names, with https at its usual port.
    let gate = Gate::new(&names, Allowances::default(), ProxyUse::Environment);
    assert!(gate.approve("https://globex.com/").is_ok());
    assert_eq!(gate.approve("http://globex.com/").map(|_| ()), Err(Refusal::Port));
    assert_eq!(gate.approve("https://127.0.0.1/").map(|_| ()), Err(Refusal::Literal));
    assert_eq!(names.lookups.load(Ordering::SeqCst), 2, "a proxy needs no look-up here");
}

#[test]
fn no_redirect_leads_inwards() {
    let clock = FakeClock::default();
    for (target, expected) in [
        ("http://127.0.0.1/admin", Obstacle::Address),
        ("http://169.254.169.254/latest/meta-data/", Obstacle::Address),
        ("https://inward.com/", Obstacle::Address),
        ("file:///etc/passwd", Obstacle::Address),
        ("gopher://globex.com/", Obstacle::Address),
        ("data:text/html,x", Obstacle::Address),
        ("https://user:pass@globex.com/", Obstacle::Address),
        ("https://globex.com:22/", Obstacle::Address),
        ("http://globex.com/plain", Obstacle::Redirects),
        ("https://globex.com/a", Obstacle::Redirects),
    ] {
        let mut names = FakeNames::of(&["globex.com"], "1.1.1.1");
        names.answers.insert("inward.com".to_owned(), vec![vec!["10.1.2.3".parse().expect("an address")]]);
        let robots = response(200, &[], "user-agent: *\ndisallow: /never\n");
        let web = FakeWeb::new(&clock)
            .page("https://globex.com/robots.txt", vec![Ok(robots)])
            .page("https://globex.com/a", vec![Ok(response(302, &[("location", target)], ""))]);
        let outcome = visitor(&web, &names, "").visit("https://globex.com/a", &Validators::default(), 100);
        assert!(matches!(outcome, Outcome::Failed(why) if why == expected), "{target}: {outcome:?}");
        let inward = web.asked().into_iter().filter(|url| !url.starts_with("https://globex.com/")).count();
        assert_eq!(inward, 0, "{target}: {:?}", web.asked());
    }
    // `robots.txt` takes the same way.
    let names = FakeNames::of(&["globex.com"], "1.1.1.1");
    let inwards = response(301, &[("location", "http://127.0.0.1/robots.txt")], "");
    let web = FakeWeb::new(&clock).page("https://globex.com/robots.txt", vec![Ok(inwards)]);
    let outcome = visitor(&web, &names, "").visit("https://globex.com/a", &Validators::default(), 100);
    assert!(matches!(outcome, Outcome::Failed(Obstacle::Address)), "{outcome:?}");
    assert_eq!(web.asked(), ["https://globex.com/robots.txt"]);
}
