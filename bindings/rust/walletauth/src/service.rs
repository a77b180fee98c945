// SPDX-License-Identifier: Apache-2.0
//! What the service says, and never its user.

use crate::evidence::{Answer, Query};
use crate::json::{self, Members, Object};
use crate::request::Param;
use std::fmt;

/// What proves that a key belongs to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Link {
    /// The account follows from the key.
    Derived,
    /// The chain says that the key belongs to the account.
    ChainState,
    /// The chain says what a contract would answer that is not deployed yet.
    Counterfactual,
}

impl Link {
    /// The word of the wire format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Link::Derived => "derived",
            Link::ChainState => "chain_state",
            Link::Counterfactual => "counterfactual",
        }
    }

    pub(crate) fn of_word(word: &str) -> Option<Link> {
        [Link::Derived, Link::ChainState, Link::Counterfactual]
            .into_iter()
            .find(|link| link.as_str() == word)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A query with what the chain answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was asked.
    pub query: Query,
    /// What the chain said.
    pub answer: Answer,
}

/// The service's part of a verification: it decides the answer, so never take a member of it from the user. The default
/// accepts accounts that follow from their key. Make it once, and use it for every request.
#[derive(Clone, Debug, Default)]
pub struct Service {
    params: Object,
    members: Vec<(String, String)>,
    text: String,
}

impl Service {
    /// Nothing but defaults.
    pub fn new() -> Service {
        Service::default()
    }

    /// The service's part as a text of the wire format, such as from a file of settings. What is no such object is
    /// refused by each call, as [`Error::Argument`](crate::Error::Argument).
    pub fn from_json(text: impl Into<String>) -> Service {
        let text = text.into();
        let members = Members::read(&text)
            .map(|members| members.into_pairs().collect())
            .unwrap_or_default();
        // An empty text would mean defaults.
        let text = if text.is_empty() { " ".to_owned() } else { text };
        Service {
            params: Object::default(),
            members,
            text,
        }
    }

    /// What may prove the account.
    pub fn accept(self, links: &[Link]) -> Service {
        self.set("accept", json::strings(links.iter().map(|link| link.as_str())))
    }

    /// Whether the lenient reading of the scheme holds, where the operator grants it.
    pub fn compat(self, compat: bool) -> Service {
        self.set("compat", compat.to_string())
    }

    /// The block that evidence must stand at.
    pub fn block(self, block: &str) -> Service {
        self.set("block", json::string(block))
    }

    /// What the chain answered to the service.
    pub fn evidence(self, evidence: &[Evidence]) -> Service {
        let items: Vec<String> = evidence.iter().map(item).collect();
        self.set("evidence", format!("[{}]", items.join(",")))
    }

    /// A parameter that the service states.
    pub fn param<'a>(mut self, name: &str, value: impl Into<Param<'a>>) -> Service {
        self.params.add(name, &value.into().to_json());
        let params = self.params.text();
        self.set("params", params)
    }

    /// The text of the wire format; empty for nothing but defaults.
    pub fn as_json(&self) -> &str {
        &self.text
    }

    /// Whether a source may still choose the block.
    pub(crate) fn may_pin(&self) -> bool {
        !self
            .members
            .iter()
            .any(|(name, _)| name == "block" || name == "evidence")
    }

    fn set(mut self, name: &str, value: String) -> Service {
        self.members.retain(|(other, _)| other != name);
        self.members.push((name.to_owned(), value));
        let mut object = Object::default();
        for (name, value) in &self.members {
            object.add(name, value);
        }
        self.text = object.text();
        self
    }
}

fn item(evidence: &Evidence) -> String {
    let mut object = Object::default();
    object.add_given("query", evidence.query.as_json());
    let (name, text) = evidence.answer.parts();
    object.add_given(name, text);
    object.text()
}
