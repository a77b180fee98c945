// SPDX-License-Identifier: Apache-2.0
//! Signing in: k256 signs the texts. Memory, and stores of the caller's own.

use super::misuse::misuse;
use super::support::{host, mistake};
use super::wallet::{personal_sign, ADDRESS};
use std::time::{Duration, SystemTime};
use walletauth::{
    Challenge, ChallengeAnswer, ChallengeRequest, Context, Error, Link, Request, Session, SignIn, SignInAnswer,
    SignInConfig, SignInRefusal, SignInRequest, Status,
};

const COOKIE: &str = "00112233445566778899aabbccddeeff";

/// 2026-01-15, 12:00:00 UTC, and so many seconds.
pub fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_768_478_400 + seconds)
}

pub fn config() -> SignInConfig {
    SignInConfig::new("app.example")
        .issuer("https://app.example")
        .chains(&["eip155:1"])
        .forms(&["eip4361"])
}

pub fn context() -> Context {
    Context::cookie(COOKIE).from_page()
}

pub fn challenge_for(sign_in: &SignIn, account: &str, context: &Context) -> Challenge {
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

pub fn attempt_as(challenge: &Challenge, account: &str) -> SignInRequest {
    let text = text(challenge, account);
    let signature = personal_sign(&text);
    let request = Request::new("eip155:1", "eip191")
        .account(account)
        .message(&text)
        .signature(&signature);
    SignInRequest::new(&request, &challenge.form)
}

pub fn attempt(sign_in: &SignIn) -> SignInRequest {
    attempt_as(&challenge_for(sign_in, ADDRESS, &context()), ADDRESS)
}

pub fn session(answer: SignInAnswer) -> Session {
    match answer {
        SignInAnswer::Session(session) => *session,
        SignInAnswer::Refused(refusal) => panic!("{refusal:?}"),
    }
}

pub fn refusal(answer: SignInAnswer) -> SignInRefusal {
    match answer {
        SignInAnswer::Refused(refusal) => *refusal,
        SignInAnswer::Session(session) => panic!("{session:?}"),
    }
}

pub fn once_over(sign_in: &SignIn) {
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
    mistake(
        SignIn::open(host(), &config().member("lifetime", "600,\"compat\":false")),
        "lifetime",
    );
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
