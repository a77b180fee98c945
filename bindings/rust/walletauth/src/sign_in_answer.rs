// SPDX-License-Identifier: Apache-2.0
//! What a service tells its user: a challenge, a session or a refusal.

use crate::error::Error;
use crate::json::Members;
use crate::service::Link;
use crate::status::Status;
use walletauth_sys as sys;

/// What the user's wallet is to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Challenge {
    /// The whole answer as JSON: send it to the page.
    pub json: String,
    /// The form, which the sign-in names again.
    pub form: String,
    /// The text to sign, where it is one.
    pub text: Option<String>,
    /// The source text of `message`, for the request to come.
    pub message: String,
    /// The source text of `params`, for the request to come.
    pub params: String,
    /// The source text of `wallet`: what a page calls.
    pub wallet: String,
    /// The number that is used once.
    pub nonce: String,
    /// Until when, as RFC 3339 has it.
    pub expires_at: String,
}

/// Somebody has signed in, once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Session {
    /// The whole answer as JSON.
    pub json: String,
    /// The text to know the user by.
    pub subject: String,
    /// The account as a CAIP-10 id.
    pub account: String,
    /// The account in its one spelling on the chain.
    pub address: String,
    /// The chain.
    pub chain: String,
    /// How it was signed.
    pub scheme: String,
    /// The form of the text.
    pub form: String,
    /// How key and account belong together.
    pub link: Link,
    /// When, as RFC 3339 has it.
    pub auth_time: String,
    /// Whether a cookie may be set: not for native clients.
    pub may_set_cookie: bool,
    /// The source text of what the signed text says.
    pub claims: String,
}

/// Nobody has signed in. It is no [`Error`](crate::Error), also where its status is: the user may try again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignInRefusal {
    /// The whole answer as JSON.
    pub json: String,
    /// The class.
    pub status: Status,
    /// The HTTP status that fits.
    pub http: u16,
    /// Which check failed: docs/sign-in.md lists them.
    pub check: String,
    /// It may be finer, such as `nonce_used`.
    pub code: String,
    /// For logs.
    pub detail: String,
    /// Whether a new challenge helps.
    pub wants_challenge: bool,
    /// Send it with the same request, where nodes had failed.
    pub retry_ticket: Option<String>,
    /// Seconds after which the same may succeed.
    pub retry_after: Option<u64>,
}

/// The answer to a request for a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChallengeAnswer {
    /// What to sign.
    Challenge(Box<Challenge>),
    /// What does not fit.
    Refused(Box<SignInRefusal>),
}

/// The answer to a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInAnswer {
    /// Who has signed in.
    Session(Box<Session>),
    /// What does not fit.
    Refused(Box<SignInRefusal>),
}

macro_rules! http {
    ($type:ident, $good:ident) => {
        impl $type {
            /// The HTTP status that fits.
            pub fn http(&self) -> u16 {
                match self {
                    $type::$good(_) => 200,
                    $type::Refused(refusal) => refusal.http,
                }
            }

            /// The body that fits: the answer as JSON.
            pub fn json(&self) -> &str {
                match self {
                    $type::$good(good) => &good.json,
                    $type::Refused(refusal) => &refusal.json,
                }
            }
        }
    };
}

http! { ChallengeAnswer, Challenge }
http! { SignInAnswer, Session }

/// What a call returned.
pub(crate) struct Raw {
    pub(crate) number: u32,
    pub(crate) http: i32,
    pub(crate) json: String,
}

struct Reader(Members);

impl Reader {
    fn string(&self, name: &str) -> Result<String, Error> {
        self.0
            .string(name)
            .ok_or_else(|| Error::internal(format!("the answer has no {name}")))
    }

    fn text(&self, name: &str) -> String {
        self.0.text(name).unwrap_or("null").to_owned()
    }
}

pub(crate) fn challenge_of(raw: Raw) -> Result<ChallengeAnswer, Error> {
    let reader = Reader(Members::of_answer(&raw.json)?);
    if raw.number != sys::WA_OK {
        return refusal_of(raw, &reader).map(ChallengeAnswer::Refused);
    }
    let message = reader.text("message");
    Ok(ChallengeAnswer::Challenge(Box::new(Challenge {
        form: reader.string("form")?,
        text: Members::read(&message).ok().and_then(|members| members.string("text")),
        message,
        params: reader.text("params"),
        wallet: reader.text("wallet"),
        nonce: reader.string("nonce")?,
        expires_at: reader.string("expires_at")?,
        json: raw.json,
    })))
}

pub(crate) fn session_of(raw: Raw) -> Result<SignInAnswer, Error> {
    let reader = Reader(Members::of_answer(&raw.json)?);
    if raw.number != sys::WA_OK {
        return refusal_of(raw, &reader).map(SignInAnswer::Refused);
    }
    if reader.string("status")? != "valid" {
        return Err(Error::internal("the answer has another status"));
    }
    let link = Link::of_word(&reader.string("link")?).ok_or_else(|| Error::internal("the answer has another link"))?;
    Ok(SignInAnswer::Session(Box::new(Session {
        subject: reader.string("subject")?,
        account: reader.string("account")?,
        address: reader.string("address")?,
        chain: reader.string("chain")?,
        scheme: reader.string("scheme")?,
        form: reader.string("form")?,
        link,
        auth_time: reader.string("auth_time")?,
        may_set_cookie: reader.0.is_true("may_set_cookie"),
        claims: reader.text("claims"),
        json: raw.json,
    })))
}

fn refusal_of(raw: Raw, reader: &Reader) -> Result<Box<SignInRefusal>, Error> {
    Ok(Box::new(SignInRefusal {
        status: Status::of_number(raw.number),
        http: u16::try_from(raw.http).ok().filter(|http| *http >= 400).unwrap_or(500),
        check: reader.string("check")?,
        code: reader.0.string("code").unwrap_or_default(),
        detail: reader.0.string("detail").unwrap_or_default(),
        wants_challenge: reader.0.string("next").as_deref() == Some("challenge"),
        retry_ticket: reader.0.string("retry_ticket"),
        retry_after: reader.0.text("retry_after").and_then(|text| text.parse().ok()),
        json: raw.json,
    }))
}
