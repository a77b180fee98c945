// SPDX-License-Identifier: Apache-2.0
//! Vectors as types of this crate. Source texts stay: duplicate members and the spelling of numbers may decide.

use super::data::{of_base64, of_hex};
use serde_json::value::RawValue;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walletauth::{Answer, Evidence, Link, Message, Notation, Param, Query, Request, Service};

pub type Members = BTreeMap<String, Box<RawValue>>;

pub struct Vector {
    pub id: String,
    pub request: Members,
    pub service: Members,
    pub expect: BTreeMap<String, Value>,
}

fn members(text: &str) -> Members {
    serde_json::from_str(text).expect("an object")
}

fn string(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("it").path())
    };
    let chains = entries(folder).filter(|path| path.is_dir());
    let files = chains.flat_map(|chain| entries(&chain).collect::<Vec<_>>());
    files
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .collect()
}

pub fn vectors(file: &Path) -> Vec<Vector> {
    let whole = members(&std::fs::read_to_string(file).expect("a file"));
    let list: Vec<Members> = serde_json::from_str(whole["vectors"].get()).expect("vectors");
    let read = |vector: &Members, name: &str| vector.get(name).map(|text| members(text.get())).unwrap_or_default();
    list.iter()
        .map(|vector| Vector {
            id: string(vector["id"].get()).expect("an id"),
            request: read(vector, "request"),
            service: read(vector, "service"),
            expect: serde_json::from_str(vector["expect"].get()).expect("what is expected"),
        })
        .collect()
}

/// Bytes of `{"hex": ...}` and `{"base64": ...}`, if they are as they should be.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let object: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
    match (object.len(), object.get("hex"), object.get("base64")) {
        (1, Some(hex), None) => of_hex(hex),
        (1, None, Some(base64)) => of_base64(base64),
        _ => None,
    }
}

fn message(text: &str) -> Message<'_> {
    let object = members(text);
    if let (1, Some(json)) = (object.len(), object.get("json")) {
        return Message::Json(json.get().to_owned().into());
    }
    if let (1, Some(Some(text))) = (object.len(), object.get("text").map(|text| string(text.get()))) {
        return text.into();
    }
    bytes(text).map_or(Message::Wire(text.into()), Message::from)
}

fn notation(text: &str) -> Notation<'_> {
    let other = || bytes(text).map_or(Notation::Json(text.into()), Notation::from);
    string(text).map_or_else(other, Notation::from)
}

fn param(text: &str) -> Param<'_> {
    let other = || bytes(text).map_or(Param::Json(text.into()), Param::from);
    string(text).map_or_else(other, Param::from)
}

/// The texts that a request borrows.
pub struct Texts {
    chain: String,
    scheme: Option<String>,
    account: Option<String>,
    params: Members,
}

impl Texts {
    pub fn of(vector: &Vector) -> Texts {
        let request = &vector.request;
        let known = [
            "chain",
            "scheme",
            "account",
            "public_key",
            "message",
            "signature",
            "params",
        ];
        for name in request.keys() {
            assert!(known.contains(&name.as_str()), "{}: no type has {name}", vector.id);
        }
        let text = |name: &str| request.get(name).map(|text| string(text.get()).expect("a string"));
        Texts {
            chain: text("chain").expect("a chain"),
            scheme: text("scheme"),
            account: text("account"),
            params: request
                .get("params")
                .map(|params| members(params.get()))
                .unwrap_or_default(),
        }
    }

    pub fn request<'a>(&'a self, vector: &'a Vector) -> Request<'a> {
        let mut request = match &self.scheme {
            Some(scheme) => Request::new(&self.chain, scheme),
            None => Request::of_chain(&self.chain),
        };
        if let Some(account) = &self.account {
            request = request.account(account);
        }
        if let Some(text) = vector.request.get("public_key") {
            request = request.public_key(notation(text.get()));
        }
        if let Some(text) = vector.request.get("message") {
            request = request.message(message(text.get()));
        }
        if let Some(text) = vector.request.get("signature") {
            request = request.signature(notation(text.get()));
        }
        for (name, value) in &self.params {
            request = request.param(name, param(value.get()));
        }
        request
    }

    /// Where a wallet returns hex: the same with bytes, which goes by wa_verify_flat.
    pub fn flat<'a>(&'a self, vector: &'a Vector) -> Option<Request<'a>> {
        let hex_schemes = ["eip191", "eip191-kwil", "eip712"];
        if !self
            .scheme
            .as_deref()
            .is_some_and(|scheme| hex_schemes.contains(&scheme))
        {
            return None;
        }
        let signature = string(vector.request.get("signature")?.get())?;
        let digits = signature
            .strip_prefix("0x")
            .filter(|digits| !digits.starts_with("0x"))?;
        let signature = of_hex(digits).filter(|bytes| !bytes.is_empty())?;
        let request = self.request(vector).signature(signature);
        if vector.request.contains_key("public_key") {
            return None;
        }
        match message(vector.request.get("message")?.get()) {
            Message::Json(text) => Some(request.message(text.into_owned().into_bytes())),
            Message::Wire(_) => None,
            _ => Some(request),
        }
    }
}

pub fn evidence(vector: &Vector) -> Vec<Evidence> {
    let Some(text) = vector.service.get("evidence") else {
        return vec![];
    };
    let items: Vec<Members> = serde_json::from_str(text.get()).expect("evidence");
    let answer = |item: &Members| match item.get("result") {
        Some(result) => Answer::Result(result.get().to_owned()),
        None => Answer::Error(item["error"].get().to_owned()),
    };
    items
        .iter()
        .map(|item| Evidence {
            query: Query::new(item["query"].get()),
            answer: answer(item),
        })
        .collect()
}

pub fn service(vector: &Vector, with_evidence: bool) -> Service {
    let mut service = Service::new();
    for (name, text) in &vector.service {
        let text = text.get();
        service = match name.as_str() {
            "accept" => {
                let words: Vec<String> = serde_json::from_str(text).expect("words");
                let all = [Link::Derived, Link::ChainState, Link::Counterfactual];
                let link = |word: &String| *all.iter().find(|link| link.as_str() == word).expect("a link");
                service.accept(&words.iter().map(link).collect::<Vec<_>>())
            }
            "compat" => service.compat(text == "true"),
            "block" => service.block(&string(text).expect("a block")),
            "evidence" if with_evidence => service.evidence(&evidence(vector)),
            "evidence" => service,
            "params" => members(text).iter().fold(service, |service, (name, value)| {
                service.param(name, param(value.get()))
            }),
            _ => panic!("{}: no type has {name}", vector.id),
        };
    }
    service
}
