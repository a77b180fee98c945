// SPDX-License-Identifier: Apache-2.0
//! Every vector of every chain, through the types of this crate. The vectors say what they expect, and why.

use super::data::to_hex;
use super::reader::{files, service, vectors, Texts, Vector};
use super::support::{host, report, vector_folder};
use serde_json::{json, Value};
use walletauth::{Account, Error, Valid, Verdict};

/// The members of an answer by their names in the wire format.
trait Members {
    fn member(&self, name: &str) -> Option<Value>;
}

impl Members for Valid {
    fn member(&self, name: &str) -> Option<Value> {
        match name {
            "account" => Some(json!(self.account)),
            "address" => Some(json!(self.address)),
            "public_key" => match &self.public_key_text {
                Some(text) => Some(json!(text)),
                None => self.public_key.as_deref().map(|key| json!(to_hex(key))),
            },
            "link" => Some(json!(self.link.as_str())),
            "chain_bound" => Some(json!(self.chain_bound)),
            "block" => self.block.as_ref().map(|block| json!(block)),
            _ => None,
        }
    }
}

impl Members for Account {
    fn member(&self, name: &str) -> Option<Value> {
        match name {
            "account" => Some(json!(self.account)),
            "address" => Some(json!(self.address)),
            _ => None,
        }
    }
}

fn member<T: Members>(answer: &Result<Verdict<T>, Error>, name: &str) -> Option<Value> {
    match (answer, name) {
        (Ok(verdict), "status") => Some(json!(verdict.status().as_str())),
        (Err(error), "status") => Some(json!(error.status().as_str())),
        (Ok(verdict), "reason") => verdict.refusal().map(|refusal| json!(refusal.reason.as_str())),
        (Err(error), "reason") => Some(json!(error.reason().as_str())),
        (Ok(Verdict::NeedsEvidence(queries)), "queries") => queries
            .iter()
            .map(|query| serde_json::from_str::<Value>(query.as_json()).ok())
            .collect(),
        (Ok(Verdict::Valid(valid)), _) => valid.member(name),
        _ => None,
    }
}

fn compare<T: Members>(vector: &Vector, way: &str, answer: Result<Verdict<T>, Error>, wrong: &mut Vec<String>) {
    for (name, expected) in &vector.expect {
        let found = member(&answer, name);
        if found.as_ref() != Some(expected) {
            wrong.push(format!("{}, {way}: {name} is {found:?}, not {expected}", vector.id));
        }
    }
}

/// Whether the vector was tried the flat way, too.
fn check(vector: &Vector, wrong: &mut Vec<String>) -> bool {
    let texts = Texts::of(vector);
    let request = texts.request(vector);
    if !vector.request.contains_key("signature") && !vector.request.contains_key("message") {
        compare(vector, "account", host().account(&request), wrong);
        return false;
    }
    let service = service(vector, true);
    compare(vector, "types", host().verify(&request, &service), wrong);
    compare(vector, "text", host().verify_body(request.to_json(), &service), wrong);
    let flat = texts.flat(vector);
    if let Some(flat) = &flat {
        compare(vector, "bytes", host().verify(flat, &service), wrong);
    }
    flat.is_some()
}

#[test]
fn every_vector_of_every_chain() {
    let (mut total, mut passed, mut flat) = (0, 0, 0);
    let mut wrong = vec![];
    for file in files(&vector_folder()) {
        let vectors = vectors(&file);
        assert!(!vectors.is_empty(), "{} has none", file.display());
        for vector in &vectors {
            let before = wrong.len();
            total += 1;
            flat += usize::from(check(vector, &mut wrong));
            passed += usize::from(wrong.len() == before);
        }
    }
    println!("{passed} of {total} vectors, {flat} of them as bytes, too");
    report(|report| drop(report.insert("vectors".to_owned(), json!({"passed": passed, "total": total}))));
    assert_eq!(wrong, Vec::<String>::new());
    assert!(total > 4000, "only {total} vectors were found");
    assert!(flat > 1000, "only {flat} went the flat way");
}
