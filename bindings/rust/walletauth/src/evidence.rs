// SPDX-License-Identifier: Apache-2.0
//! Questions to a chain, who answers them, and how.

use crate::error::BoxError;
use crate::json::{self, Members};
use std::future::Future;
use std::time::Duration;

/// A question to the request's own chain: canonical JSON `{"method":...,"params":...}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query(String);

impl Query {
    /// Of its text.
    pub fn new(text: impl Into<String>) -> Query {
        Query(text.into())
    }

    /// Its text.
    pub fn as_json(&self) -> &str {
        &self.0
    }

    /// Its method, such as `eth_call` or `GET /path/{name}`.
    pub fn method(&self) -> String {
        Members::read(&self.0)
            .ok()
            .and_then(|members| members.string("method"))
            .unwrap_or_default()
    }

    /// The text of its parameters.
    pub fn params(&self) -> String {
        let members = Members::read(&self.0).ok();
        members
            .and_then(|members| members.text("params").map(str::to_owned))
            .unwrap_or_else(|| "null".to_owned())
    }
}

/// What a node answered to one query: the source text as the node sent it. Do not parse and write it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The result.
    Result(String),
    /// The error object of the call.
    Error(String),
}

impl Answer {
    /// Takes the answer out of a reply of JSON-RPC.
    ///
    /// # Errors
    /// It is no object, or it has neither a result nor an error: the node has not answered.
    pub fn of_reply(reply: &str) -> Result<Answer, BoxError> {
        let members = Members::read(reply)?;
        if let Some(error) = members.text("error") {
            return Ok(Answer::Error(error.to_owned()));
        }
        let result = members
            .text_or_null("result")
            .ok_or("the reply has neither a result nor an error")?;
        Ok(Answer::Result(result.to_owned()))
    }

    /// The member's name in the wire format, and its text.
    pub(crate) fn parts(&self) -> (&'static str, &str) {
        match self {
            Answer::Result(text) => ("result", text),
            Answer::Error(text) => ("error", text),
        }
    }
}

/// `[{"result":...},...]`. The error says which answer is no JSON.
pub(crate) fn answers_json(answers: &[Answer]) -> Result<String, BoxError> {
    let mut objects = Vec::with_capacity(answers.len());
    for answer in answers {
        let (name, text) = answer.parts();
        if !json::is_value(text) {
            return Err(format!("the {name} is not one JSON value").into());
        }
        objects.push(format!("{{\"{name}\":{text}}}"));
    }
    Ok(format!("[{}]", objects.join(",")))
}

/// Who asks the chain. Whoever answers decides the verdict: ask nodes that you trust, of the request's own chain.
///
/// `time_left` is what is left until the verification's deadline; `None`: there is no limit.
pub trait EvidenceSource: Send + Sync {
    /// Chooses the block where all queries of one verification stand. `None`: the tag of the scheme's page.
    ///
    /// # Errors
    /// No block can be had: the verification is an [`Error::Evidence`](crate::Error::Evidence).
    fn pin(&self, chain: &str, time_left: Option<Duration>) -> Result<Option<String>, BoxError> {
        let _ = (chain, time_left);
        Ok(None)
    }

    /// Asks all queries of a round, and gives one answer to each, in their order.
    ///
    /// # Errors
    /// One of them has no answer: the verification is an [`Error::Evidence`](crate::Error::Evidence).
    fn fetch(&self, chain: &str, queries: &[Query], time_left: Option<Duration>) -> Result<Vec<Answer>, BoxError>;
}

/// As [`EvidenceSource`], without blocking. It needs no runtime of a certain kind.
pub trait AsyncEvidenceSource: Send + Sync {
    /// As [`EvidenceSource::pin`].
    fn pin(&self, chain: &str) -> impl Future<Output = Result<Option<String>, BoxError>> + Send {
        let _ = chain;
        async { Ok(None) }
    }

    /// As [`EvidenceSource::fetch`].
    fn fetch(&self, chain: &str, queries: &[Query]) -> impl Future<Output = Result<Vec<Answer>, BoxError>> + Send;
}
