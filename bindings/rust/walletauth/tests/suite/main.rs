// SPDX-License-Identifier: Apache-2.0
//! The suite of all bindings (bindings/suite.md), and what only this one has.

mod api;
mod callbacks;
mod data;
mod evidence;
mod misuse;
mod reader;
#[cfg(feature = "resolver")]
mod resolver;
mod sign_in;
mod support;
mod vectors;
mod wallet;
