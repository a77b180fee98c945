// SPDX-License-Identifier: Apache-2.0
//! JSON as source texts: what a wallet signed, or a node said, is never parsed and written anew.

use crate::error::Error;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// An object's members as they stand in its text.
pub(crate) struct Members(BTreeMap<String, Box<RawValue>>);

impl Members {
    pub(crate) fn read(text: &str) -> Result<Members, serde_json::Error> {
        serde_json::from_str(text).map(Members)
    }

    /// Of an answer of the library, which is always an object.
    pub(crate) fn of_answer(text: &str) -> Result<Members, Error> {
        Members::read(text).map_err(|error| Error::internal(format!("the answer is no JSON object: {error}")))
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.text_or_null(name).filter(|text| *text != "null")
    }

    pub(crate) fn text_or_null(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.get())
    }

    pub(crate) fn string(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.text(name)?).ok()
    }

    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.text(name) == Some("true")
    }

    pub(crate) fn into_pairs(self) -> impl Iterator<Item = (String, String)> {
        self.0.into_iter().map(|(name, value)| (name, value.get().to_owned()))
    }
}

/// The elements of an array as they stand in its text.
pub(crate) fn elements(text: &str) -> Result<Vec<String>, serde_json::Error> {
    let values: Vec<&RawValue> = serde_json::from_str(text)?;
    Ok(values.into_iter().map(|value| value.get().to_owned()).collect())
}

/// Whether a text is one JSON value, so that it can stand in a larger one.
pub(crate) fn is_value(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_ok()
}

/// A text as JSON.
pub(crate) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// An array of texts.
pub(crate) fn strings<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(string).collect();
    format!("[{}]", texts.join(","))
}

/// Raw bytes in the manner of the wire format.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(10 + 2 * bytes.len());
    text.push_str("{\"hex\":\"");
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text.push_str("\"}");
    text
}

/// The bytes of digits after `0x`.
pub(crate) fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("0x")?.as_bytes();
    let value = |digit: u8| char::from(digit).to_digit(16);
    if digits.len() % 2 != 0 {
        return None;
    }
    digits
        .chunks(2)
        .map(|pair| u8::try_from(value(pair[0])? * 16 + value(pair[1])?).ok())
        .collect()
}

/// An object under construction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object {
    members: String,
}

impl Object {
    /// Adds a member, whose value is JSON.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        if !self.members.is_empty() {
            self.members.push(',');
        }
        self.members.push_str(&string(name));
        self.members.push(':');
        self.members.push_str(value);
    }

    /// As [`Object::add`], for a value that the caller wrote: what is no JSON is written as `null`.
    pub(crate) fn add_given(&mut self, name: &str, value: &str) {
        self.add(name, if is_value(value) { value } else { "null" });
    }

    pub(crate) fn text(&self) -> String {
        format!("{{{}}}", self.members)
    }
}
