// SPDX-License-Identifier: Apache-2.0
//! Signing in with stores and sources of the caller's own.

use super::sign_in::{at, attempt, attempt_as, challenge_for, config, context, once_over, refusal, session};
use super::support::host;
use super::wallet::ADDRESS;
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use walletauth::{Answer, BoxError, Consumed, EvidenceSource, Host, Link, Query, SignIn, SignInRequest, Status, Store};

fn keys() -> String {
    format!("1 {}\n", "5a".repeat(32))
}

/// A store in a set.
#[derive(Default)]
struct SetStore(Mutex<HashSet<String>>);

impl Store for SetStore {
    fn consume(&self, key: &str, time_to_live: Duration) -> Consumed {
        assert!(time_to_live >= Duration::from_secs(540));
        let generation = "first-history".to_owned();
        if self.0.lock().expect("a lock").insert(key.to_owned()) {
            Consumed::First { generation }
        } else {
            Consumed::Again { generation }
        }
    }

    fn generation(&self) -> Option<String> {
        Some("first-history".to_owned())
    }
}

#[test]
fn a_store_of_the_caller_shared_by_two_that_outlive_their_host() {
    let own = Host::open_installed().expect("a host");
    let store = Arc::new(SetStore::default());
    let open = || SignIn::open_with_store(&own, &config(), &keys(), store.clone()).expect("it opens");
    let (one, two) = (open(), open());
    drop(own);
    once_over(&one);
    let attempt = attempt(&one);
    assert_eq!(
        session(two.sign_in(&attempt, &context(), at(1)).expect("an answer")).address,
        ADDRESS
    );
    assert_eq!(
        refusal(one.sign_in(&attempt, &context(), at(1)).expect("an answer")).code,
        "nonce_used"
    );
    assert_eq!(store.0.lock().expect("a lock").len(), 2);
    drop((one, two));
    assert_eq!(Arc::strong_count(&store), 1, "what was closed holds no store");
}

/// A store whose consumption is given.
struct FaultyStore(Fault);

type Fault = fn() -> Consumed;

struct PanicsWhenDropped;

impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        panic!("what was thrown panics, on purpose")
    }
}

impl Store for FaultyStore {
    fn consume(&self, _: &str, _: Duration) -> Consumed {
        self.0()
    }

    fn generation(&self) -> Option<String> {
        Some("first-history".to_owned())
    }
}

#[test]
fn a_store_that_fails_panics_or_begins_anew_lets_nobody_in() {
    let faults: [(Fault, &str); 6] = [
        (|| std::panic::panic_any(PanicsWhenDropped), "store_unavailable"),
        (|| panic!("a store that panics, on purpose"), "store_unavailable"),
        (|| Consumed::Unavailable, "store_unavailable"),
        (
            || Consumed::First {
                generation: "x".repeat(257),
            },
            "store_unavailable",
        ),
        (
            || Consumed::First {
                generation: String::new(),
            },
            "store_unavailable",
        ),
        (
            || Consumed::First {
                generation: "second-history".to_owned(),
            },
            "nonce_unknown",
        ),
    ];
    for (fault, code) in faults {
        let sign_in =
            SignIn::open_with_store(host(), &config(), &keys(), Arc::new(FaultyStore(fault))).expect("it opens");
        let answer = refusal(
            sign_in
                .sign_in(&attempt(&sign_in), &context(), at(1))
                .expect("an answer"),
        );
        assert_eq!(answer.code, code);
        assert_eq!(answer.http, if code == "store_unavailable" { 503 } else { 401 });
    }
}

/// An account that has code, and asks nobody but itself (EIP-1271).
const CONTRACT: &str = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9";

/// Answers as the account of the vector `naive-text` does, on chain 1: chain, block, code, and the magic value 0x1626ba7e.
struct YesAtBlock14;

impl EvidenceSource for YesAtBlock14 {
    fn pin(&self, chain: &str, _: Option<Duration>) -> Result<Option<String>, BoxError> {
        assert_eq!(chain, "eip155:1");
        Ok(Some("14".to_owned()))
    }

    fn fetch(&self, chain: &str, queries: &[Query], time_left: Option<Duration>) -> Result<Vec<Answer>, BoxError> {
        assert_eq!((chain, queries.len(), time_left.is_some()), ("eip155:1", 1, true));
        assert_eq!(queries[0].method(), "eth_call");
        assert!(queries[0].params().contains("1626ba7e"));
        let code = "035b608060405234801561001057600080fd5b50600436106100415760003560e01c";
        let result = format!("\"0x{:064x}{:064x}{:0>128}{:064x}1626ba7e{:056}\"", 1, 14, code, 1, 0);
        Ok(vec![Answer::Result(result)])
    }
}

struct Panics;

impl EvidenceSource for Panics {
    fn fetch(&self, _: &str, _: &[Query], _: Option<Duration>) -> Result<Vec<Answer>, BoxError> {
        panic!("a source that panics, on purpose")
    }
}

#[test]
fn a_source_is_asked_and_one_that_panics_gives_a_ticket() {
    let config = config().accept(&[Link::Derived, Link::ChainState]);
    let sign_in = SignIn::open(host(), &config).expect("it opens");
    let attempt = attempt_as(&challenge_for(&sign_in, CONTRACT, &context()), CONTRACT);
    let limit = Some(Duration::from_secs(60));
    let accept = |attempt: &SignInRequest, source: &dyn EvidenceSource| {
        sign_in
            .sign_in_with_evidence(attempt, &context(), at(1), source, limit)
            .expect("an answer")
    };
    let refused = refusal(accept(&attempt, &Panics));
    assert_eq!(
        (refused.status, refused.check.as_str(), refused.http),
        (Status::Error, "evidence", 503)
    );
    let again = attempt.retry_ticket(&refused.retry_ticket.expect("a ticket"));
    let session = session(accept(&again, &YesAtBlock14));
    assert_eq!(
        (session.link, session.subject),
        (Link::ChainState, format!("eip155:1:{CONTRACT}"))
    );
}
