//! Visits: pauses, waits that servers ask for, `robots.txt`, conditions, limits.

use super::fake::{FakeClock, FakeNames, FakeWeb, response, visitor};
use fieldbook::evidence::{Answer, Obstacle, Outcome, Redirects};
use fieldbook::web::{Fault, Validators};
use std::time::Duration;

const PAGE: &str = "https://globex.com/limits";

fn names() -> FakeNames {
    FakeNames::of(&["globex.com", "www.globex.com"], "1.1.1.1")
}

fn failed(outcome: &Outcome) -> Option<Obstacle> {
    match outcome {
        Outcome::Failed(why) => Some(*why),
        _ => None,
    }
}

fn answered(outcome: Outcome) -> Answer {
    match outcome {
        Outcome::Answered(answer) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn requests_to_a_host_are_three_seconds_apart_and_the_file_of_rules_is_asked_once() {
    let (clock, names) = (FakeClock::default(), names());
    let web = FakeWeb::new(&clock).page(PAGE, vec![Ok(response(200, &[], "limits"))]);
    let visitor = visitor(&web, &names, "");
    for _ in 0..3 {
        assert_eq!(answered(visitor.visit(PAGE, &Validators::default(), 100)).body, b"limits");
    }
    let requests = web.requests.lock().expect("a lock");
    let times: Vec<u64> = requests.iter().map(|(_, at)| at.as_secs()).collect();
    assert_eq!(times, [0, 3, 6, 9]);
    assert_eq!(requests.iter().filter(|(url, _)| url.ends_with("/robots.txt")).count(), 1);
    assert_eq!(visitor.sent(), 4);
}

#[test]
fn threads_never_ask_one_host_at_once() {
    let (clock, names) = (FakeClock::default(), names());
    let web = FakeWeb::new(&clock).page(PAGE, vec![Ok(response(200, &[], "limits"))]);
    let visitor = visitor(&web, &names, "");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..4).for_each(|_| drop(visitor.visit(PAGE, &Validators::default(), 100))));
        }
    });
    let requests = web.requests.lock().expect("a lock");
    let close = requests.windows(2).filter(|pair| pair[1].1 < pair[0].1 + Duration::from_secs(3)).count();
    assert_eq!(close, 0, "{requests:?}");
    assert_eq!(requests.len(), 17, "16 pages and one robots.txt");
}

#[test]
fn robots_txt_excludes_and_slows() {
    for (answer, expected) in [
        (Ok(response(200, &[], "user-agent: fieldbook\ndisallow: /limits")), Some(Obstacle::Robots)),
        (Ok(response(200, &[], "user-agent: other\ndisallow: /")), None),
        (Ok(response(401, &[], "")), None),
        (Ok(response(404, &[], "")), None),
        (Ok(response(500, &[], "")), Some(Obstacle::ServerError)),
        (Ok(response(429, &[], "")), Some(Obstacle::Waiting)),
        (Err(Fault::Timeout), Some(Obstacle::Timeout)),
        (Ok(response(200, &[], "<html>user-agent: *\ndisallow: /")), None),
        (Ok(response(200, &[("cf-mitigated", "challenge")], "<html>")), Some(Obstacle::BotWall)),
    ] {
        let (clock, names) = (FakeClock::default(), names());
        let shown = format!("{answer:?}");
        let web = FakeWeb::new(&clock)
            .page("https://globex.com/robots.txt", vec![answer])
            .page(PAGE, vec![Ok(response(200, &[], "limits"))]);
        let outcome = visitor(&web, &names, "").visit(PAGE, &Validators::default(), 100);
        assert_eq!(failed(&outcome), expected, "{shown}");
    }
    let (clock, names) = (FakeClock::default(), names());
    let slow = response(200, &[], "user-agent: *\ncrawl-delay: 10");
    let web = FakeWeb::new(&clock).page("https://globex.com/robots.txt", vec![Ok(slow)]);
    let visitor = visitor(&web, &names, "");
    (0..2).for_each(|_| drop(visitor.visit(PAGE, &Validators::default(), 100)));
    let times: Vec<u64> = web.requests.lock().expect("a lock").iter().map(|(_, at)| at.as_secs()).collect();
    assert_eq!(times, [0, 10, 20]);
}

#[test]
fn a_server_that_asks_to_wait_is_waited_for_or_left_alone() {
    let date = ("date", "Wed, 21 Oct 2026 07:28:00 GMT");
    for (waits, expected, requests) in [
        (vec![("retry-after", "30")], None, 3),
        (vec![date, ("retry-after", "Wed, 21 Oct 2026 07:28:30 GMT")], None, 3),
        (vec![("retry-after", "61")], Some(429), 2),
        (vec![], Some(429), 2),
    ] {
        let (clock, names) = (FakeClock::default(), names());
        let busy = response(429, &waits, "");
        let web = FakeWeb::new(&clock).page(PAGE, vec![Ok(busy), Ok(response(200, &[], "limits"))]);
        let visitor = visitor(&web, &names, "");
        let answer = answered(visitor.visit(PAGE, &Validators::default(), 100));
        assert_eq!(Some(answer.status).filter(|status| *status != 200), expected, "{waits:?}");
        assert_eq!(web.asked().len(), requests, "{waits:?}");
        let next = visitor.visit(PAGE, &Validators::default(), 100);
        assert_eq!(failed(&next), expected.map(|_| Obstacle::Waiting), "a host that said no is left alone: {waits:?}");
        if expected.is_none() {
            let times: Vec<u64> = web.requests.lock().expect("a lock").iter().map(|(_, at)| at.as_secs()).collect();
            assert_eq!(times.get(..3), Some(&[0, 3, 33][..]), "{waits:?}");
        }
    }
}

#[test]
fn a_fault_that_may_pass_is_tried_once_more() {
    for (answers, expected, requests) in [
        (vec![Err(Fault::Connection), Ok(response(200, &[], "x"))], None, 3),
        (vec![Err(Fault::Timeout), Err(Fault::Timeout)], Some(Obstacle::Timeout), 3),
        (vec![Err(Fault::Broken), Err(Fault::Broken)], Some(Obstacle::BrokenBody), 3),
        (vec![Ok(response(503, &[], "")), Ok(response(200, &[], "x"))], None, 3),
        (vec![Ok(response(403, &[], "")), Ok(response(200, &[], "x"))], None, 2),
    ] {
        let (clock, names) = (FakeClock::default(), names());
        let web = FakeWeb::new(&clock).page(PAGE, answers);
        let outcome = visitor(&web, &names, "").visit(PAGE, &Validators::default(), 100);
        assert_eq!((failed(&outcome), web.asked().len()), (expected, requests), "{outcome:?}");
    }
}

#[test]
fn redirects_are_followed_five_times_and_their_kind_is_known() {
    let hop = |number: usize| format!("https://globex.com/{number}");
    let chain = |hops: usize, status: u16| {
        let (clock, names) = (FakeClock::default(), names());
        let mut web = FakeWeb::new(&clock).page(&hop(hops), vec![Ok(response(200, &[], "end"))]);
        for number in 0..hops {
            let next = format!("/{}", number + 1);
            web = web.page(&hop(number), vec![Ok(response(status, &[("location", &next)], ""))]);
        }
        visitor(&web, &names, "").visit(&hop(0), &Validators::default(), 100)
    };
    let five = answered(chain(5, 301));
    assert_eq!((five.url.as_str(), five.redirects), ("https://globex.com/5", Redirects::Permanent));
    assert_eq!(answered(chain(1, 302)).redirects, Redirects::Temporary);
    assert_eq!(answered(chain(0, 302)).redirects, Redirects::None);
    assert_eq!(failed(&chain(6, 301)), Some(Obstacle::Redirects));
}

#[test]
fn values_of_an_earlier_answer_are_sent_back_byte_for_byte() {
    let (clock, names) = (FakeClock::default(), names());
    let web = FakeWeb::new(&clock).page(PAGE, vec![Ok(response(304, &[], ""))]);
    let known =
        Validators { etag: Some("W/\"1a\"".to_owned()), modified: Some("Wed, 21 Oct 2026 07:28:00 GMT".to_owned()) };
    assert!(matches!(visitor(&web, &names, "").visit(PAGE, &known, 100), Outcome::Unchanged));
    let sent = web.headers.lock().expect("a lock").last().cloned().expect("a request");
    let expected = [("if-none-match", "W/\"1a\""), ("if-modified-since", "Wed, 21 Oct 2026 07:28:00 GMT")];
    assert_eq!(sent, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let unasked = visitor(&web, &names, "").visit(PAGE, &Validators::default(), 100);
    assert_eq!(answered(unasked).status, 304, "an answer to no question is no look");
}

#[test]
fn a_run_sends_no_more_than_its_limits() {
    let (clock, names) = (FakeClock::default(), names());
    let web = FakeWeb::new(&clock).page(PAGE, vec![Ok(response(200, &[], "limits"))]);
    let visitor = visitor(&web, &names, "");
    let outcomes: Vec<Outcome> = (0..25).map(|_| visitor.visit(PAGE, &Validators::default(), 100)).collect();
    let unasked = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::NotAsked)).count();
    assert_eq!((unasked, web.asked().len(), visitor.sent()), (6, 20, 20));
}
