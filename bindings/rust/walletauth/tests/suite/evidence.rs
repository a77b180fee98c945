// SPDX-License-Identifier: Apache-2.0
//! Asking a chain, with the answers that the vectors recorded from nodes.

use super::reader::{evidence, service, vectors, Texts, Vector};
use super::support::{host, vector_folder};
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll, Wake};
use std::time::Duration;
use walletauth::{
    Answer, AsyncEvidenceSource, BoxError, Error, Evidence, EvidenceSource, Query, Reason, Rounds, Service, Status,
    Verdict,
};

/// A source that knows what was recorded; another question has no answer.
struct Recorded {
    items: Vec<Evidence>,
    block: Option<String>,
    rounds: AtomicUsize,
}

impl Recorded {
    fn of(vector: &Vector) -> Recorded {
        let block = vector
            .service
            .get("block")
            .and_then(|text| serde_json::from_str(text.get()).ok());
        Recorded {
            items: evidence(vector),
            block,
            rounds: AtomicUsize::new(0),
        }
    }

    fn answer(&self, query: &Query) -> Result<Answer, BoxError> {
        assert!(!query.method().is_empty() && query.params().starts_with(['{', '[']));
        let same = |item: &&Evidence| canonical(&item.query) == canonical(query);
        let found = self
            .items
            .iter()
            .find(same)
            .ok_or_else(|| format!("nobody recorded {}", query.as_json()))?;
        Ok(found.answer.clone())
    }
}

/// The vectors write blanks between members.
fn canonical(query: &Query) -> serde_json::Value {
    serde_json::from_str(query.as_json()).expect("JSON")
}

impl EvidenceSource for Recorded {
    fn pin(&self, _: &str, _: Option<Duration>) -> Result<Option<String>, BoxError> {
        Ok(self.block.clone())
    }

    fn fetch(&self, _: &str, queries: &[Query], _: Option<Duration>) -> Result<Vec<Answer>, BoxError> {
        self.rounds.fetch_add(1, Ordering::SeqCst);
        queries.iter().map(|query| self.answer(query)).collect()
    }
}

impl AsyncEvidenceSource for Recorded {
    async fn pin(&self, _: &str) -> Result<Option<String>, BoxError> {
        Ok(self.block.clone())
    }

    async fn fetch(&self, _: &str, queries: &[Query]) -> Result<Vec<Answer>, BoxError> {
        Later(false).await;
        queries.iter().map(|query| self.answer(query)).collect()
    }
}

/// Is ready when it is asked a second time.
struct Later(bool);

impl Future for Later {
    type Output = ();

    fn poll(mut self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// The smallest runtime: it asks until it is ready.
fn run<T>(future: impl Future<Output = T> + Send) -> T {
    struct Nothing;
    impl Wake for Nothing {
        fn wake(self: Arc<Self>) {}
    }
    let mut future = pin!(future);
    let waker = Arc::new(Nothing).into();
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return value;
        }
    }
}

/// Vectors that evidence decides, and that ask for it.
fn recorded() -> Vec<Vector> {
    let files = ["evm/contract-accounts-recorded.json", "near/nep413.json"];
    let all = files.iter().flat_map(|file| vectors(&vector_folder().join(file)));
    let decided = all.filter(|vector| {
        vector.service.contains_key("evidence")
            && ["valid", "rejected"]
                .iter()
                .any(|word| vector.expect["status"] == **word)
    });
    let asks = |vector: &Vector| {
        let texts = Texts::of(vector);
        let verdict = host().verify(&texts.request(vector), &service(vector, false));
        verdict.is_ok_and(|verdict| verdict.status() == Status::NeedsEvidence)
    };
    decided.filter(asks).collect()
}

#[test]
fn verdicts_by_rounds_are_those_of_recorded_evidence() {
    let (mut valid, mut rounds) = (0, 0);
    for vector in recorded() {
        let (texts, service, source) = (Texts::of(&vector), service(&vector, false), Recorded::of(&vector));
        let request = texts.request(&vector);
        let limit = Some(Duration::from_secs(60));
        let waited = host()
            .verify_with_evidence(&request, &service, &source, limit)
            .expect("a verdict");
        rounds += source.rounds.load(Ordering::SeqCst);
        let asynchronous = run(host().verify_with_evidence_async(&request, &service, &source)).expect("a verdict");
        assert_eq!(waited, asynchronous, "{}", vector.id);
        assert_eq!(
            vector.expect["status"],
            waited.status().as_str(),
            "{}: {waited:?}",
            vector.id
        );
        if let Some(found) = waited.valid() {
            assert_eq!(vector.expect["link"], found.link.as_str(), "{}", vector.id);
            valid += 1;
        }
    }
    assert!(valid > 10, "only {valid} were valid");
    assert!(rounds > 10, "only {rounds} rounds");
}

fn at_a_block() -> Vector {
    let found = recorded().into_iter().find(|vector| {
        vector.service.contains_key("block") && vector.expect.get("link").is_some_and(|link| link == "chain_state")
    });
    found.expect("a vector with a block")
}

#[test]
fn the_source_pins_the_block_unless_the_service_has() {
    let vector = at_a_block();
    let (texts, source) = (Texts::of(&vector), Recorded::of(&vector));
    let block = source.block.clone().expect("a block");
    let links = [walletauth::Link::Derived, walletauth::Link::ChainState];
    let part = Service::new().accept(&links);
    let verdict = host()
        .verify_with_evidence(&texts.request(&vector), &part, &source, None)
        .expect("a verdict");
    assert_eq!(verdict.valid().and_then(|valid| valid.block.as_ref()), Some(&block));
    let wrong = Recorded {
        block: Some("1".to_owned()),
        ..Recorded::of(&vector)
    };
    let request = texts.request(&vector);
    assert!(host().verify_with_evidence(&request, &part, &wrong, None).is_err());
    let from_text = Service::from_json(format!("{{\"block\": \"{block}\", \"accept\": [\"chain_state\"]}}"));
    for own in [part.block(&block), from_text] {
        let verdict = host()
            .verify_with_evidence(&request, &own, &wrong, None)
            .expect("a verdict");
        assert_eq!(verdict.status(), Status::Valid);
    }
}

/// Answers by a function.
struct By<F>(F);

impl<F: Fn(&[Query]) -> Result<Vec<Answer>, BoxError> + Send + Sync> EvidenceSource for By<F> {
    fn fetch(&self, _: &str, queries: &[Query], _: Option<Duration>) -> Result<Vec<Answer>, BoxError> {
        self.0(queries)
    }
}

#[test]
fn no_answer_is_an_error_and_never_a_verdict() {
    let vector = at_a_block();
    let (texts, part) = (Texts::of(&vector), service(&vector, false));
    let error = |source: &dyn EvidenceSource, limit| {
        let request = texts.request(&vector);
        let error = host()
            .verify_with_evidence(&request, &part, source, limit)
            .expect_err("an error");
        assert_eq!(error.reason(), Reason::Evidence);
        error
    };
    let down = error(&By(|_: &[Query]| Err("node-a is down".into())), None);
    assert_eq!(
        std::error::Error::source(&down).map(ToString::to_string).as_deref(),
        Some("node-a is down")
    );
    assert!(error(&By(|_: &[Query]| Ok(vec![])), None)
        .detail()
        .contains("0 answers"));
    let html = |queries: &[Query]| Ok(queries.iter().map(|_| Answer::Result("<html>".to_owned())).collect());
    assert!(error(&By(html), None).detail().contains("not one JSON value"));
    let out = |queries: &[Query]| {
        Ok(queries
            .iter()
            .map(|_| Answer::Result("1},{\"result\":1".to_owned()))
            .collect())
    };
    assert!(error(&By(out), None).detail().contains("not one JSON value"));
    assert!(error(&By(|_: &[Query]| panic!("asked too late")), Some(Duration::ZERO))
        .detail()
        .contains("time"));
}

fn give(mut rounds: Rounds, source: &Recorded) -> Rounds {
    let queries = rounds.queries().expect("queries");
    let answers: Vec<Answer> = queries
        .iter()
        .map(|query| source.answer(query).expect("an answer"))
        .collect();
    rounds.give(&answers).expect("the next answer");
    rounds
}

#[test]
fn wrong_answers_may_be_given_again_and_flat_requests_have_queries() {
    let vector = at_a_block();
    let (texts, part, source) = (Texts::of(&vector), service(&vector, false), Recorded::of(&vector));
    let flat = texts.flat(&vector).expect("a request of bytes");
    let verdict = host().verify(&flat, &part).expect("a verdict");
    assert!(matches!(&verdict, Verdict::NeedsEvidence(queries) if !queries.is_empty()));
    let mut rounds = host().begin_rounds(&flat, &part).expect("rounds");
    assert!(matches!(rounds.give(&[]), Err(Error::Evidence { .. })));
    while rounds.queries().is_some() {
        // Each round on another thread.
        rounds = std::thread::scope(|scope| scope.spawn(|| give(rounds, &source)).join().expect("it ends"));
    }
    assert!(rounds.give(&[]).is_err());
    assert_eq!(rounds.into_verdict().status(), Status::Valid);
}

#[test]
fn a_reply_of_json_rpc_keeps_its_text() {
    let big = "{\"nonce\":12345678901234567890, \"a\":\"]}\\\"{\"}";
    let reply = format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"result\": {big} }}");
    assert_eq!(Answer::of_reply(&reply).ok(), Some(Answer::Result(big.to_owned())));
    let reply = "{\"id\":1,\"error\":{\"code\":-32000}}";
    assert_eq!(
        Answer::of_reply(reply).ok(),
        Some(Answer::Error("{\"code\":-32000}".to_owned()))
    );
    let reply = "{\"id\":1,\"error\":null,\"result\":null}";
    assert_eq!(Answer::of_reply(reply).ok(), Some(Answer::Result("null".to_owned())));
    for reply in ["{}", "[]", "5", "<html>"] {
        assert!(Answer::of_reply(reply).is_err(), "{reply}");
    }
}
