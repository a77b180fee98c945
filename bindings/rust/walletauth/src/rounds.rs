// SPDX-License-Identifier: Apache-2.0
//! Verifying with what a chain says, in at most four rounds. Nothing is called back by the library.

use crate::error::{BoxError, Error};
use crate::evidence::{answers_json, Answer, AsyncEvidenceSource, EvidenceSource, Query};
use crate::ffi;
use crate::host::Host;
use crate::request::Request;
use crate::service::Service;
use crate::verdict::{self, Verdict};
use std::time::{Duration, Instant};
use walletauth_sys as sys;

#[derive(Debug)]
struct RawRounds(*mut sys::wa_rounds);

// SAFETY: one thread at a time may use them, any thread; they hold nothing of the thread that began them.
unsafe impl Send for RawRounds {}

impl Drop for RawRounds {
    fn drop(&mut self) {
        // SAFETY: it is ours, and this is the last call. NULL is allowed.
        unsafe { sys::wa_rounds_end(self.0) }
    }
}

/// One request whose rounds are under way, for those who ask the chain in a manner of their own. They need not outlive
/// their host, and may end at any time.
///
/// ```
/// # use walletauth::*;
/// # fn ask(_: &Query) -> Answer { Answer::Result("{}".into()) }
/// # fn example(host: &Host, request: &Request<'_>, service: &Service) -> Result<Verdict, Error> {
/// let mut rounds = host.begin_rounds(request, service)?;
/// while let Some(queries) = rounds.queries() {
///     let answers: Vec<Answer> = queries.iter().map(ask).collect();
///     rounds.give(&answers)?;
/// }
/// # Ok(rounds.into_verdict()) }
/// ```
#[derive(Debug)]
pub struct Rounds {
    raw: RawRounds,
    verdict: Verdict,
}

impl Rounds {
    /// What to ask now; `None`: the verdict is there.
    pub fn queries(&self) -> Option<&[Query]> {
        match &self.verdict {
            Verdict::NeedsEvidence(queries) => Some(queries),
            _ => None,
        }
    }

    /// Gives one answer to each query, in their order.
    ///
    /// # Errors
    /// [`Error::Evidence`]: they are not one JSON value for each query. They may be given again.
    pub fn give(&mut self, answers: &[Answer]) -> Result<(), Error> {
        let wrong = |detail: String| Error::Evidence { detail, source: None };
        let expected = self.queries().map_or(0, <[Query]>::len);
        if answers.len() != expected || expected == 0 {
            return Err(wrong(format!(
                "{} answers were given to {expected} queries",
                answers.len()
            )));
        }
        let text = answers_json(answers).map_err(|error| wrong(error.to_string()))?;
        let (data, size) = ffi::text(text.as_bytes());
        let mut status = sys::WA_ERROR;
        let answer = ffi::answer(|answer, answer_size| {
            // SAFETY: the rounds are ours alone, and all pointers are good for the call.
            status = unsafe { sys::wa_rounds_give(self.raw.0, data, size, answer, answer_size) };
            status
        })?;
        self.verdict = verdict::of_answer(status, &answer)?;
        Ok(())
    }

    /// The verdict so far.
    pub fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Ends them with the verdict so far.
    pub fn into_verdict(self) -> Verdict {
        self.verdict
    }
}

fn no_answer(what: &str, source: BoxError) -> Error {
    Error::Evidence {
        detail: format!("{what}: {source}"),
        source: Some(source),
    }
}

/// What is left until a deadline.
struct Time(Option<Instant>);

impl Time {
    /// The error says that nothing is left.
    fn left(&self) -> Result<Option<Duration>, Error> {
        let Some(deadline) = self.0 else { return Ok(None) };
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Error::Evidence {
                detail: "no answer within the time".to_owned(),
                source: None,
            });
        }
        Ok(Some(left))
    }
}

impl Host {
    /// Begins a verification whose questions to the chain you ask yourself. The service must accept more than
    /// [`Link::Derived`](crate::Link::Derived), else nothing is asked.
    ///
    /// # Errors
    /// As [`Host::verify`].
    pub fn begin_rounds(&self, request: &Request<'_>, service: &Service) -> Result<Rounds, Error> {
        let host = self.raw()?;
        let text = request.to_json();
        let ((request, request_size), (service, service_size)) =
            (ffi::text(text.as_bytes()), ffi::text(service.as_json().as_bytes()));
        let mut raw = RawRounds(std::ptr::null_mut());
        let mut status = sys::WA_ERROR;
        let answer = ffi::answer(|answer, size| {
            // SAFETY: all pointers are good for the call.
            status = unsafe {
                let host = host.as_ptr();
                sys::wa_rounds_begin(
                    host,
                    request,
                    request_size,
                    service,
                    service_size,
                    &mut raw.0,
                    answer,
                    size,
                )
            };
            status
        })?;
        let verdict = verdict::of_answer(status, &answer)?;
        Ok(Rounds { raw, verdict })
    }

    /// Verifies, and asks `source` where only the chain can tell. What was not answered within `timeout` does not
    /// count; `None`: there is no limit.
    ///
    /// # Errors
    /// [`Error::Evidence`]: there was no answer. Else as [`Host::verify`].
    pub fn verify_with_evidence(
        &self,
        request: &Request<'_>,
        service: &Service,
        source: &dyn EvidenceSource,
        timeout: Option<Duration>,
    ) -> Result<Verdict, Error> {
        let time = Time(timeout.and_then(|timeout| Instant::now().checked_add(timeout)));
        let chain = request.chain();
        let mut rounds = self.begin_rounds(request, service)?;
        if rounds.queries().is_some() && service.may_pin() {
            let block = source
                .pin(chain, time.left()?)
                .map_err(|error| no_answer("pin", error))?;
            if let Some(block) = block.filter(|block| !block.is_empty()) {
                rounds = self.begin_rounds(request, &service.clone().block(&block))?;
            }
        }
        while let Some(queries) = rounds.queries() {
            let answers = source
                .fetch(chain, queries, time.left()?)
                .map_err(|error| no_answer("fetch", error))?;
            time.left()?;
            rounds.give(&answers)?;
        }
        Ok(rounds.into_verdict())
    }

    /// As [`Host::verify_with_evidence`], without blocking. A time limit is your runtime's: what it returns may be
    /// dropped at any time.
    ///
    /// # Errors
    /// As [`Host::verify_with_evidence`].
    pub async fn verify_with_evidence_async<S: AsyncEvidenceSource>(
        &self,
        request: &Request<'_>,
        service: &Service,
        source: &S,
    ) -> Result<Verdict, Error> {
        let chain = request.chain();
        let mut rounds = self.begin_rounds(request, service)?;
        if rounds.queries().is_some() && service.may_pin() {
            let block = source.pin(chain).await.map_err(|error| no_answer("pin", error))?;
            if let Some(block) = block.filter(|block| !block.is_empty()) {
                rounds = self.begin_rounds(request, &service.clone().block(&block))?;
            }
        }
        while let Verdict::NeedsEvidence(queries) = rounds.verdict() {
            let queries = queries.clone(); // the rounds can't be shared while somebody waits
            let answers = source
                .fetch(chain, &queries)
                .await
                .map_err(|error| no_answer("fetch", error))?;
            rounds.give(&answers)?;
        }
        Ok(rounds.into_verdict())
    }
}
