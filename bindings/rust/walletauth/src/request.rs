// SPDX-License-Identifier: Apache-2.0
//! What the user says: which account signed which message.

use crate::json::{self, Object};
use std::borrow::Cow;

/// The signed message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Message<'a> {
    /// Its UTF-8 was signed.
    Text(Cow<'a, str>),
    /// These bytes were signed.
    Bytes(Cow<'a, [u8]>),
    /// Typed data: the source text of the JSON that the wallet was given. Do not parse and write it anew.
    Json(Cow<'a, str>),
    /// The source text of a `message` of the wire format, as the user sent it.
    Wire(Cow<'a, str>),
}

/// A signature, or a public key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notation<'a> {
    /// As the wallet returned it.
    Text(Cow<'a, str>),
    /// Raw bytes.
    Bytes(Cow<'a, [u8]>),
    /// The source text of JSON, as the wallet returned it: an array or an object.
    Json(Cow<'a, str>),
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Param<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// The source text of any JSON value.
    Json(Cow<'a, str>),
}

macro_rules! conversions {
    ($($type:ident)*) => {$(
        impl<'a> From<&'a str> for $type<'a> {
            fn from(text: &'a str) -> Self {
                $type::Text(text.into())
            }
        }

        impl<'a> From<&'a String> for $type<'a> {
            fn from(text: &'a String) -> Self {
                $type::Text(text.into())
            }
        }

        impl From<String> for $type<'_> {
            fn from(text: String) -> Self {
                $type::Text(text.into())
            }
        }

        impl<'a> From<&'a [u8]> for $type<'a> {
            fn from(bytes: &'a [u8]) -> Self {
                $type::Bytes(bytes.into())
            }
        }

        impl<'a, const N: usize> From<&'a [u8; N]> for $type<'a> {
            fn from(bytes: &'a [u8; N]) -> Self {
                $type::Bytes(bytes.as_slice().into())
            }
        }

        impl<'a> From<&'a Vec<u8>> for $type<'a> {
            fn from(bytes: &'a Vec<u8>) -> Self {
                $type::Bytes(bytes.into())
            }
        }

        impl From<Vec<u8>> for $type<'_> {
            fn from(bytes: Vec<u8>) -> Self {
                $type::Bytes(bytes.into())
            }
        }
    )*};
}

conversions! { Message Notation Param }

/// JSON of the caller's own: what is none becomes a value that is refused.
fn given(text: &str) -> Cow<'_, str> {
    if json::is_value(text) {
        text.into()
    } else {
        "null".into()
    }
}

impl Message<'_> {
    fn to_json(&self) -> String {
        match self {
            Message::Text(text) => format!("{{\"text\":{}}}", json::string(text)),
            Message::Bytes(bytes) => json::hex(bytes),
            Message::Json(text) => format!("{{\"json\":{}}}", given(text)),
            Message::Wire(text) => given(text).into_owned(),
        }
    }

    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Message::Text(text) => Some(text.as_bytes()),
            Message::Bytes(bytes) => Some(bytes),
            Message::Json(_) | Message::Wire(_) => None,
        }
    }
}

impl Notation<'_> {
    fn to_json(&self) -> String {
        match self {
            Notation::Text(text) => json::string(text),
            Notation::Bytes(bytes) => json::hex(bytes),
            Notation::Json(text) => given(text).into_owned(),
        }
    }

    /// Whether it is a text, and its bytes. None for JSON, and where it is empty: that would say that it was not given.
    fn part(&self) -> Option<(bool, &[u8])> {
        let (is_text, bytes) = match self {
            Notation::Bytes(bytes) => (false, bytes.as_ref()),
            Notation::Text(text) => (true, text.as_bytes()),
            Notation::Json(_) => return None,
        };
        Some((is_text, bytes)).filter(|_| !bytes.is_empty())
    }
}

impl Param<'_> {
    pub(crate) fn to_json(&self) -> String {
        match self {
            Param::Text(text) => json::string(text),
            Param::Bytes(bytes) => json::hex(bytes),
            Param::Json(text) => given(text).into_owned(),
        }
    }
}

/// The user's request, as the wire format has it: everything in it may come from the user. It borrows what it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    chain: &'a str,
    scheme: Option<&'a str>,
    account: Option<&'a str>,
    public_key: Option<Notation<'a>>,
    message: Option<Message<'a>>,
    signature: Option<Notation<'a>>,
    params: Vec<(Cow<'a, str>, Param<'a>)>,
}

impl<'a> Request<'a> {
    /// A request for a chain (CAIP-2, such as `eip155:1`) and a scheme (such as `eip191`).
    pub fn new(chain: &'a str, scheme: &'a str) -> Request<'a> {
        Request {
            scheme: Some(scheme),
            ..Request::of_chain(chain)
        }
    }

    /// A request without a scheme, for [`Host::account`](crate::Host::account).
    pub fn of_chain(chain: &'a str) -> Request<'a> {
        Request {
            chain,
            scheme: None,
            account: None,
            public_key: None,
            message: None,
            signature: None,
            params: vec![],
        }
    }

    /// Who is said to have signed: bare, or as a CAIP-10 id.
    pub fn account(mut self, account: &'a str) -> Self {
        self.account = Some(account);
        self
    }

    /// The key that is said to have signed.
    pub fn public_key(mut self, key: impl Into<Notation<'a>>) -> Self {
        self.public_key = Some(key.into());
        self
    }

    /// What was signed.
    pub fn message(mut self, message: impl Into<Message<'a>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The signature as the wallet returned it.
    pub fn signature(mut self, signature: impl Into<Notation<'a>>) -> Self {
        self.signature = Some(signature.into());
        self
    }

    /// A parameter of the scheme.
    pub fn param(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Param<'a>>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// The request as a text of the wire format.
    pub fn to_json(&self) -> String {
        self.object().text()
    }

    pub(crate) fn object(&self) -> Object {
        let mut object = Object::default();
        object.add("chain", &json::string(self.chain));
        let texts = [("scheme", self.scheme), ("account", self.account)];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            object.add(name, &json::string(text));
        }
        if let Some(message) = &self.message {
            object.add("message", &message.to_json());
        }
        let notations = [("public_key", &self.public_key), ("signature", &self.signature)];
        for (name, notation) in notations
            .into_iter()
            .filter_map(|(name, one)| Some((name, one.as_ref()?)))
        {
            object.add(name, &notation.to_json());
        }
        if !self.params.is_empty() {
            object.add("params", &self.params_json());
        }
        object
    }

    fn params_json(&self) -> String {
        let mut object = Object::default();
        for (name, value) in &self.params {
            object.add(name, &value.to_json());
        }
        object.text()
    }

    pub(crate) fn chain(&self) -> &'a str {
        self.chain
    }

    /// The parts for `wa_verify_flat` or `wa_verify_text`, if key and signature are both bytes or both texts.
    pub(crate) fn flat(&self) -> Option<Flat<'_>> {
        let (of_texts, signature) = self.signature.as_ref()?.part()?;
        let public_key = match &self.public_key {
            Some(key) => key.part().filter(|(is_text, _)| *is_text == of_texts)?.1,
            None => &[],
        };
        Some(Flat {
            of_texts,
            chain: not_empty(self.chain)?,
            scheme: not_empty(self.scheme?)?,
            account: self.account.map_or(Some(""), not_empty)?,
            public_key,
            message: self.message.as_ref()?.bytes()?,
            signature,
            params: if self.params.is_empty() {
                String::new()
            } else {
                self.params_json()
            },
        })
    }
}

/// An empty text would say there that nothing was given.
fn not_empty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// A request in parts.
pub(crate) struct Flat<'a> {
    /// Whether key and signature are notations of the chain.
    pub(crate) of_texts: bool,
    pub(crate) chain: &'a str,
    pub(crate) scheme: &'a str,
    pub(crate) account: &'a str,
    pub(crate) public_key: &'a [u8],
    pub(crate) message: &'a [u8],
    pub(crate) signature: &'a [u8],
    pub(crate) params: String,
}
