// SPDX-License-Identifier: Apache-2.0
//! Answers as types.

use crate::error::Error;
use crate::evidence::Query;
use crate::json::{self, Members};
use crate::service::Link;
use crate::status::{Reason, Status};
use std::ffi::c_char;
use walletauth_sys as sys;

/// The holder of the account signed this message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Valid {
    /// The account as a CAIP-10 id.
    pub account: String,
    /// The account in its one spelling on the chain.
    pub address: String,
    /// The key that signed, if there is one. An answer that nodes had a part in has its bytes only where the chain
    /// writes keys as hex.
    pub public_key: Option<Vec<u8>>,
    /// The same key in the notation of its chain; `None` for a request with bytes for key and signature.
    pub public_key_text: Option<String>,
    /// How key and account belong together.
    pub link: Link,
    /// Whether the signed bytes name the chain. If not, the same signature is good on other chains of the namespace.
    pub chain_bound: bool,
    /// Where the evidence stood, if there was any.
    pub block: Option<String>,
}

/// An account's names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// As a CAIP-10 id.
    pub account: String,
    /// In its one spelling on the chain.
    pub address: String,
}

/// Why the answer is not `valid`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// Mostly the input that does not fit.
    pub reason: Reason,
    /// For logs: programs must not read it, and users need not see it.
    pub detail: String,
}

/// The answer to a request. It is no boolean: only `Rejected` says that the signature is not the account's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<T = Valid> {
    /// The holder of the account signed this message.
    Valid(T),
    /// Well formed, and not the account's signature of this message.
    Rejected(Refusal),
    /// Not well formed.
    Malformed(Refusal),
    /// Not done here.
    Unsupported(Refusal),
    /// Only the chain can tell: these are the questions to it.
    NeedsEvidence(Vec<Query>),
}

impl<T> Verdict<T> {
    /// The class.
    pub fn status(&self) -> Status {
        match self {
            Verdict::Valid(_) => Status::Valid,
            Verdict::Rejected(_) => Status::Rejected,
            Verdict::Malformed(_) => Status::Malformed,
            Verdict::Unsupported(_) => Status::Unsupported,
            Verdict::NeedsEvidence(_) => Status::NeedsEvidence,
        }
    }

    /// What is known if it is valid.
    pub fn valid(&self) -> Option<&T> {
        match self {
            Verdict::Valid(valid) => Some(valid),
            _ => None,
        }
    }

    /// Why it is refused, if it is.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Verdict::Rejected(refusal) | Verdict::Malformed(refusal) | Verdict::Unsupported(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Of a status that is neither valid nor asks for evidence.
    pub(crate) fn refused(status: Status, reason: Reason, detail: String) -> Result<Verdict<T>, Error> {
        let refusal = Refusal { reason, detail };
        match status {
            Status::Rejected => Ok(Verdict::Rejected(refusal)),
            Status::Malformed => Ok(Verdict::Malformed(refusal)),
            Status::Unsupported => Ok(Verdict::Unsupported(refusal)),
            Status::Error => Err(Error::of_reason(refusal.reason, refusal.detail)),
            Status::Valid | Status::NeedsEvidence => Err(Error::internal("the answer has another status")),
        }
    }
}

fn missing(name: &str) -> Error {
    Error::internal(format!("the answer has no {name}"))
}

fn string(members: &Members, name: &str) -> Result<String, Error> {
    members.string(name).ok_or_else(|| missing(name))
}

fn valid_of(members: &Members) -> Result<Valid, Error> {
    let key = members.string("public_key");
    Ok(Valid {
        account: string(members, "account")?,
        address: string(members, "address")?,
        public_key: key.as_deref().and_then(json::bytes_of_hex),
        public_key_text: key,
        link: Link::of_word(&string(members, "link")?).ok_or_else(|| missing("known link"))?,
        chain_bound: members.is_true("chain_bound"),
        block: members.string("block"),
    })
}

fn queries_of(members: &Members) -> Result<Vec<Query>, Error> {
    let texts = json::elements(members.text("queries").unwrap_or("")).map_err(|_| missing("queries"))?;
    Ok(texts.into_iter().map(Query::new).collect())
}

/// Of an answer of the wire format. Its number is the status that the call returned.
pub(crate) fn of_answer(number: u32, text: &str) -> Result<Verdict, Error> {
    let members = Members::of_answer(text)?;
    match number {
        sys::WA_OK if members.string("status").as_deref() == Some("valid") => valid_of(&members).map(Verdict::Valid),
        sys::WA_OK => Err(missing("status that was returned")),
        sys::WA_NEEDS_EVIDENCE => queries_of(&members).map(Verdict::NeedsEvidence),
        _ => refused_of(number, &members),
    }
}

pub(crate) fn of_account_answer(number: u32, text: &str) -> Result<Verdict<Account>, Error> {
    let members = Members::of_answer(text)?;
    if number != sys::WA_OK {
        return refused_of(number, &members);
    }
    Ok(Verdict::Valid(Account {
        account: string(&members, "account")?,
        address: string(&members, "address")?,
    }))
}

fn refused_of<T>(number: u32, members: &Members) -> Result<Verdict<T>, Error> {
    let detail = members.string("detail").unwrap_or_default();
    Verdict::refused(Status::of_number(number), Reason::of_number(number), detail)
}

fn flat_text(array: &[c_char], size: u32) -> String {
    let used = array.iter().take(size as usize).map(|byte| *byte as u8).collect();
    String::from_utf8(used).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Of a flat verdict. It has no queries: `None` says that the request must be asked as JSON.
pub(crate) fn of_flat(verdict: &sys::wa_text_verdict) -> Option<Result<Verdict, Error>> {
    let flat = &verdict.flat;
    if flat.status == sys::WA_NEEDS_EVIDENCE || flat.status == sys::WA_ERROR_BUFFER {
        return None;
    }
    if flat.status != sys::WA_OK {
        let (status, reason) = (Status::of_number(flat.status), Reason::of_number(flat.status));
        return Some(Verdict::refused(
            status,
            reason,
            flat_text(&flat.detail, flat.detail_size),
        ));
    }
    let link = match flat.link {
        sys::WA_LINK_DERIVED => Link::Derived,
        sys::WA_LINK_CHAIN_STATE => Link::ChainState,
        sys::WA_LINK_COUNTERFACTUAL => Link::Counterfactual,
        _ => return Some(Err(missing("known link"))),
    };
    if flat.magic != sys::WA_VALID_MAGIC {
        return Some(Err(missing("mark of a verdict")));
    }
    let key = &flat.public_key[..(flat.public_key_size as usize).min(flat.public_key.len())];
    let key_text = flat_text(&verdict.key_text, verdict.key_text_size);
    let block = flat_text(&flat.block, flat.block_size);
    Some(Ok(Verdict::Valid(Valid {
        account: flat_text(&flat.account, flat.account_size),
        address: flat_text(&flat.address, flat.address_size),
        public_key: Some(key.to_vec()).filter(|key| !key.is_empty()),
        public_key_text: Some(key_text).filter(|text| !text.is_empty()),
        link,
        chain_bound: flat.flags & sys::WA_VERDICT_CHAIN_BOUND != 0,
        block: Some(block).filter(|block| !block.is_empty()),
    })))
}
