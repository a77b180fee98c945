// SPDX-License-Identifier: Apache-2.0
//! Verifies wallet signatures of any chain, and signs users in by their wallets.
//!
//! A [`Host`] has the plugins of all chains. [`Host::verify`] answers a [`Request`] with a [`Verdict`]. What the service
//! decides is apart, in a [`Service`]: nothing in a user's request can widen what is accepted.
//!
//! ```
//! use walletauth::{Host, Request, Service, Verdict};
//!
//! let host = Host::open_installed()?; // once, and early: it takes some 50 ms
//! let request = Request::new("eip155:1", "eip191")
//!     .account("0x2c7536E3605D9C16a7a3D7b1898e529396a65c23")
//!     .message("Some data")
//!     .signature("0x1234");
//! match host.verify(&request, &Service::default())? {
//!     Verdict::Valid(valid) => println!("{} signed", valid.account),
//!     Verdict::Malformed(refusal) => println!("{}: {}", refusal.reason, refusal.detail),
//!     other => println!("{}", other.status()),
//! }
//! # Ok::<(), walletauth::Error>(())
//! ```
//!
//! - **Errors.** An [`Error`] says that a call could not be carried out. It says nothing about the signature: deny, and
//!   do not call the signature invalid. A verdict that is not valid is a result, and no error.
//! - **Threads.** A host is [`Send`] and [`Sync`]: share it by [`Arc`](std::sync::Arc). A call needs 320 KiB of stack.
//!   Threads of Rust and of tokio have 2 MiB.
//! - **Async.** Verifying takes some 30 to 200 microseconds and waits for nothing, so call it where you are. What asks
//!   a chain waits: [`Host::verify_with_evidence_async`].
//! - **Signing in**: [`SignIn`].
//! - **Nodes**: the feature `resolver` has `Resolver`, which asks several and counts. It needs
//!   `libwalletauth-resolver.so.0`.
#![deny(missing_docs)]
#![warn(unsafe_op_in_unsafe_fn)]

mod callbacks;
mod error;
mod evidence;
mod ffi;
mod host;
mod json;
mod request;
#[cfg(feature = "resolver")]
mod resolver;
mod rounds;
mod service;
mod sign_in;
mod sign_in_answer;
mod sign_in_config;
mod status;
mod store;
mod verdict;

pub use error::{BoxError, Error};
pub use evidence::{Answer, AsyncEvidenceSource, EvidenceSource, Query};
pub use host::Host;
pub use request::{Message, Notation, Param, Request};
#[cfg(feature = "resolver")]
pub use resolver::{LogLevel, Resolver, ResolverClient};
pub use rounds::Rounds;
pub use service::{Evidence, Link, Service};
pub use sign_in::SignIn;
pub use sign_in_answer::{Challenge, ChallengeAnswer, Session, SignInAnswer, SignInRefusal};
pub use sign_in_config::{ChallengeRequest, Context, SignInConfig, SignInRequest};
pub use status::{Reason, Status};
pub use store::{Consumed, Store};
pub use verdict::{Account, Refusal, Valid, Verdict};

/// The examples of the README, which are tested as those of this documentation are.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
