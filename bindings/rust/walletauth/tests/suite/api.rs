// SPDX-License-Identifier: Apache-2.0
//! What is no misuse: accounts, identities, texts, errors and threads.

use super::data::to_hex;
use super::support::{answers, bytes, host, request, ACCOUNT};
use walletauth::{Error, Host, Reason, Request, Service, SignIn, Status, Verdict};

#[test]
fn a_small_stack_is_enough() {
    let small = std::thread::Builder::new().stack_size(384 * 1024);
    let verdict = small
        .spawn(|| host().verify(&bytes(), &Service::default()))
        .expect("a thread")
        .join();
    assert_eq!(verdict.expect("it ends").expect("a verdict").status(), Status::Valid);
}

#[test]
fn what_is_shared_may_cross_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Host>();
    shared::<SignIn>();
    shared::<Error>();
    shared::<Service>();
    fn sent<T: Send>() {}
    sent::<walletauth::Rounds>();
}

#[test]
fn accounts_identities_and_what_is_loaded() {
    let account = |request: &Request<'_>| host().account(request).expect("a verdict");
    let lower = ACCOUNT.to_lowercase();
    let named = account(&Request::of_chain("eip155:1").account(&lower));
    assert_eq!(
        named.valid().expect("an account").account,
        format!("eip155:1:{ACCOUNT}")
    );
    let verdict = host().verify(&bytes(), &Service::default()).expect("a verdict");
    let key = verdict
        .valid()
        .and_then(|valid| valid.public_key.clone())
        .expect("a key");
    let of_texts = host().verify(&request(), &Service::default()).expect("a verdict");
    let of_texts = of_texts.valid().expect("it is valid");
    assert_eq!(of_texts.public_key.as_ref(), Some(&key));
    assert_eq!(of_texts.public_key_text.as_deref(), Some(to_hex(&key).as_str()));
    let derived = account(&Request::new("eip155:1", "eip191").public_key(&key));
    assert_eq!(derived.valid().expect("an account").address, ACCOUNT);
    let identity = host().identify("eip155:1", "eip191", &key).expect("a verdict");
    assert_eq!(identity, Verdict::Valid(ACCOUNT.to_owned()));
    let wrong = account(&Request::of_chain("eip155:1").account("0x12"));
    assert_eq!(answers(&wrong), (Status::Malformed, Reason::Account));
    assert!(host().describe().expect("a text").contains("\"eip191\""));
    let answer = host().verify_json("{\"id\":\"x\"}", "").expect("a text");
    assert!(
        answer.contains("\"id\":\"x\"") && answer.contains("malformed"),
        "{answer}"
    );
    assert!(host()
        .verify_json(request().to_json(), "[]")
        .expect("a text")
        .contains("\"argument\""));
}

#[test]
fn errors_say_what_happened() {
    let error = host()
        .verify(&request(), &Service::from_json("[]"))
        .expect_err("an error");
    assert!(
        error.to_string().starts_with("walletauth: error (argument): service"),
        "{error}"
    );
    assert!(std::error::Error::source(&error).is_none());
}
