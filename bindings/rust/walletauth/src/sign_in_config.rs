// SPDX-License-Identifier: Apache-2.0
//! What a service says of itself, and what goes into a challenge and a sign-in.

use crate::json::{self, Object};
use crate::request::Request;
use crate::service::Link;

/// How a service signs its users in: docs/wire-format.md, "Signing in".
#[derive(Clone, Debug)]
pub struct SignInConfig {
    object: Object,
    given: Option<String>,
}

impl SignInConfig {
    /// For a service whose pages are at `domain`: `host[:port]`.
    pub fn new(domain: &str) -> SignInConfig {
        SignInConfig {
            object: Object::default(),
            given: None,
        }
        .member("domain", &json::string(domain))
    }

    /// A text of the wire format, such as from a file of settings.
    pub fn from_json(text: impl Into<String>) -> SignInConfig {
        SignInConfig {
            object: Object::default(),
            given: Some(text.into()),
        }
    }

    /// The service's own name, which nonces are bound to.
    pub fn issuer(self, issuer: &str) -> SignInConfig {
        self.member("issuer", &json::string(issuer))
    }

    /// CAIP-2 ids that are accepted.
    pub fn chains(self, chains: &[&str]) -> SignInConfig {
        self.member("chains", &json::strings(chains.iter().copied()))
    }

    /// Ids of forms that are accepted, such as `eip4361`.
    pub fn forms(self, forms: &[&str]) -> SignInConfig {
        self.member("forms", &json::strings(forms.iter().copied()))
    }

    /// What may prove an account; [`Link::Derived`] if it is not said.
    pub fn accept(self, links: &[Link]) -> SignInConfig {
        self.member("accept", &json::strings(links.iter().map(|link| link.as_str())))
    }

    /// Any other member of the wire format, such as `lifetime`, with its value as JSON. One that does not fit is refused
    /// when the sign-in is opened.
    pub fn member(mut self, name: &str, value: &str) -> SignInConfig {
        self.object.add_given(name, value);
        self
    }

    pub(crate) fn text(&self) -> String {
        self.given.clone().unwrap_or_else(|| self.object.text())
    }
}

/// What the service knows of the connection. The same value ties a challenge to its answer.
#[derive(Clone, Debug, Default)]
pub struct Context(Object);

impl Context {
    /// Nothing: the channel `none`, for native clients alone.
    pub fn none() -> Context {
        Context::default()
    }

    /// The value of the cookie that was set with the challenge: 128 random bits.
    pub fn cookie(value: &str) -> Context {
        let mut object = Object::default();
        object.add("cookie", &json::string(value));
        Context(object)
    }

    /// With a challenge the code challenge of RFC 7636 (S256), with a sign-in the code verifier.
    pub fn verifier(value: &str) -> Context {
        let mut object = Object::default();
        object.add("verifier", &json::string(value));
        Context(object)
    }

    /// A page asks: the request has a header `Origin`.
    pub fn from_page(mut self) -> Context {
        self.0.add("from_page", "true");
        self
    }

    pub(crate) fn text(&self) -> String {
        self.0.text()
    }
}

/// Which challenge a user wants.
#[derive(Clone, Debug)]
pub struct ChallengeRequest(Body);

/// A request object, or the text that the user sent.
#[derive(Clone, Debug)]
enum Body {
    Object(Object),
    Given(Vec<u8>),
}

impl Body {
    fn set(self, name: &str, value: &str) -> Body {
        match self {
            Body::Object(mut object) => {
                object.add(name, value);
                Body::Object(object)
            }
            given => given,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        match self {
            Body::Object(object) => object.text().into_bytes(),
            Body::Given(bytes) => bytes.clone(),
        }
    }
}

impl ChallengeRequest {
    /// For a chain and a scheme.
    pub fn new(chain: &str, scheme: &str) -> ChallengeRequest {
        ChallengeRequest(Body::Object(Request::new(chain, scheme).object()))
    }

    /// The body of an HTTP request, as the user sent it. The other functions do not change it.
    pub fn from_body(body: impl Into<Vec<u8>>) -> ChallengeRequest {
        ChallengeRequest(Body::Given(body.into()))
    }

    /// Who wants to sign in.
    pub fn account(self, account: &str) -> ChallengeRequest {
        ChallengeRequest(self.0.set("account", &json::string(account)))
    }

    /// Which of the forms of the chain.
    pub fn form(self, form: &str) -> ChallengeRequest {
        ChallengeRequest(self.0.set("form", &json::string(form)))
    }

    /// What the user reads in the text.
    pub fn statement(self, statement: &str) -> ChallengeRequest {
        ChallengeRequest(self.0.set("statement", &json::string(statement)))
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.bytes()
    }
}

/// What a user signed, to sign in with.
#[derive(Clone, Debug)]
pub struct SignInRequest(Body);

impl SignInRequest {
    /// A request to verify, in the form of its challenge.
    pub fn new(request: &Request<'_>, form: &str) -> SignInRequest {
        SignInRequest(Body::Object(request.object()).set("form", &json::string(form)))
    }

    /// The body of an HTTP request, as the user sent it. The other function does not change it.
    pub fn from_body(body: impl Into<Vec<u8>>) -> SignInRequest {
        SignInRequest(Body::Given(body.into()))
    }

    /// The ticket of an earlier answer, where nodes had failed.
    pub fn retry_ticket(self, ticket: &str) -> SignInRequest {
        SignInRequest(self.0.set("retry_ticket", &json::string(ticket)))
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.bytes()
    }
}
