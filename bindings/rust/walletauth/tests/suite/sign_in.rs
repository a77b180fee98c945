// SPDX-License-Identifier: Apache-2.0
//! Signing in: k256 signs the texts. Memory, and stores of the caller's own.

use super::misuse::misuse;
use super::support::{host, mistake};
use super::wallet::{personal_sign, ADDRESS};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use walletauth::{
    Answer, BoxError, Challenge, ChallengeAnswer, ChallengeRequest, Consumed, Context, Error, EvidenceSource, Host,
    Link, Query, Request, Session, SignIn, SignInAnswer, SignInConfig, SignInRefusal, SignInRequest, Status, Store,
};

const COOKIE: &str = "00112233445566778899aabbccddeeff";

/// 2026-01-15, 12:00:00 UTC, and so many seconds.
fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_768_478_400 + seconds)
}

fn config() -> SignInConfig {
    SignInConfig::new("app.example")
        .issuer("https://app.example")
        .chains(&["eip155:1"])
        .forms(&["eip4361"])
}

fn context() -> Context {
    Context::cookie(COOKIE).from_page()
}

fn keys() -> String {
    format!("1 {}\n", "5a".repeat(32))
}

fn challenge_for(sign_in: &SignIn, account: &str, context: &Context) -> Challenge {
    let ask = ChallengeRequest::new("eip155:1", "eip191").account(account);
    match sign_in.challenge(&ask, context, at(0)).expect("an answer") {
        ChallengeAnswer::Challenge(challenge) => *challenge,
        ChallengeAnswer::Refused(refusal) => panic!("{refusal:?}"),
    }
}

/// EIP-4361 as its specification writes it, from the nonce: it is not our own text which the wallet signs.
fn text(challenge: &Challenge, account: &str) -> String {
    format!(
        "app.example wants you to sign in with your Ethereum account:\n{account}\n\n\nURI: https://app.example\n\
         Version: 1\nChain ID: 1\nNonce: {}\nIssued At: 2026-01-15T12:00:00Z\nExpiration Time: 2026-01-15T12:10:00Z",
        challenge.nonce
    )
}

fn attempt_as(challenge: &Challenge, account: &str) -> SignInRequest {
    let text = text(challenge, account);
    let signature = personal_sign(&text);
    let request = Request::new("eip155:1", "eip191")
        .account(account)
        .message(&text)
        .signature(&signature);
    SignInRequest::new(&request, &challenge.form)
}

fn attempt(sign_in: &SignIn) -> SignInRequest {
    attempt_as(&challenge_for(sign_in, ADDRESS, &context()), ADDRESS)
}

fn session(answer: SignInAnswer) -> Session {
    match answer {
        SignInAnswer::Session(session) => *session,
        SignInAnswer::Refused(refusal) => panic!("{refusal:?}"),
    }
}

fn refusal(answer: SignInAnswer) -> SignInRefusal {
    match answer {
        SignInAnswer::Refused(refusal) => *refusal,
        SignInAnswer::Session(session) => panic!("{session:?}"),
    }
}

fn once_over(sign_in: &SignIn) {
    let challenge = challenge_for(sign_in, ADDRESS, &context());
    assert_eq!(challenge.text.as_deref(), Some(text(&challenge, ADDRESS).as_str()));
    assert_eq!(challenge.expires_at, "2026-01-15T12:10:00Z");
    let attempt = attempt_as(&challenge, ADDRESS);
    let first = session(sign_in.sign_in(&attempt, &context(), at(60)).expect("an answer"));
    assert_eq!(first.subject, format!("eip155:1:{ADDRESS}"));
    assert_eq!(
        (first.auth_time.as_str(), first.link, first.may_set_cookie),
        ("2026-01-15T12:01:00Z", Link::Derived, true)
    );
    let second = refusal(sign_in.sign_in(&attempt, &context(), at(61)).expect("an answer"));
    assert_eq!((second.status, second.http), (Status::Rejected, 401));
    assert_eq!((second.check.as_str(), second.code.as_str()), ("nonce", "nonce_used"));
    assert!(second.wants_challenge);
}

#[test]
fn sign_in_once() {
    misuse("sign-in-once", || {
        let sign_in = SignIn::open(host(), &config()).expect("it opens");
        once_over(&sign_in);
        let attempt = attempt(&sign_in);
        let one = || sign_in.sign_in(&attempt, &context(), at(1)).expect("an answer");
        let many: Vec<bool> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| matches!(one(), SignInAnswer::Session(_))))
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().expect("it ends"))
                .collect()
        });
        assert_eq!(many.iter().filter(|signed_in| **signed_in).count(), 1);
        sign_in.close();
        sign_in.close();
        assert!(matches!(
            sign_in.sign_in(&attempt, &context(), at(1)),
            Err(Error::Closed)
        ));
    });
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let sign_in = SignIn::open(host(), &config()).expect("it opens");
    let good = attempt(&sign_in);
    let check = |attempt: &SignInRequest, context: &Context, now| {
        refusal(sign_in.sign_in(attempt, context, now).expect("an answer")).check
    };
    assert_eq!(
        check(&good, &Context::cookie(&"f".repeat(32)).from_page(), at(0)),
        "nonce"
    );
    assert_eq!(check(&good, &Context::none(), at(0)), "channel");
    assert_eq!(check(&good, &context(), at(3600)), "nonce");
    assert_eq!(check(&SignInRequest::from_body("{"), &context(), at(0)), "request");
    let challenge = challenge_for(&sign_in, ADDRESS, &context());
    let other = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
    assert_eq!(check(&attempt_as(&challenge, other), &context(), at(0)), "nonce");
    mistake(
        sign_in.sign_in(&good, &context(), SystemTime::UNIX_EPOCH - Duration::from_secs(1)),
        "now",
    );
    mistake(SignIn::open(host(), &config().member("domains", "[]")), "domains");
    mistake(SignIn::open(host(), &SignInConfig::from_json("[]")), "config");
    let ask = ChallengeRequest::from_body("{\"chain\":\"eip155:1\",\"scheme\":\"nobody-signs-so\"}");
    let answer = sign_in.challenge(&ask, &context(), at(0)).expect("an answer");
    assert!(
        matches!(answer, ChallengeAnswer::Refused(_)) && answer.http() >= 400,
        "{}",
        answer.json()
    );
}

#[test]
fn the_channel_verifier_of_rfc_7636() {
    // Of its appendix B.
    let (code_challenge, code_verifier) = (
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    );
    let sign_in = SignIn::open(host(), &config()).expect("it opens");
    let attempt = attempt_as(
        &challenge_for(&sign_in, ADDRESS, &Context::verifier(code_challenge)),
        ADDRESS,
    );
    let accept = |verifier| {
        sign_in
            .sign_in(&attempt, &Context::verifier(verifier), at(1))
            .expect("an answer")
    };
    assert_eq!(refusal(accept(code_challenge)).check, "nonce");
    assert_eq!(session(accept(code_verifier)).address, ADDRESS);
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
struct FaultyStore(fn() -> Consumed);

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
    let faults: [(fn() -> Consumed, &str); 5] = [
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
