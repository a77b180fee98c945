// SPDX-License-Identifier: Apache-2.0
//! The C API of `libwalletauth.so.0`, as it is. The crate `walletauth` is the safe one: use that.
//!
//! What each function takes and promises stands in the headers `walletauth/walletauth.h`,
//! `walletauth/walletauth_evidence.h` and `walletauth/walletauth_signin.h`. The feature `resolver` adds
//! `walletauth/walletauth_resolver.h`, of `libwalletauth-resolver.so.0`. A test compares every declaration, size,
//! offset and number of this file with them.
#![no_std]
#![allow(non_camel_case_types)]
#![deny(missing_docs)]

use core::ffi::{c_char, c_int, c_void};

/// Declares handles: nobody but the library knows what is in them.
macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[repr(C)]
        pub struct $name {
            _private: [u8; 0],
            _not_send: core::marker::PhantomData<(*mut u8, core::marker::PhantomPinned)>,
        }
    )*};
}

handles! {
    /// A loaded plugin set and its verifier. Any number of threads at once.
    wa_host;
    /// Where the answers of one round go; good until `fetch` returns.
    wa_answers;
    /// One request whose rounds are under way. One thread at a time.
    wa_rounds;
    /// How one client of a service signs its users in. Any number of threads at once.
    wa_sign_in;
}

/// The class of a status: `WA_STATUS_CLASS` of C.
pub const fn wa_status_class(status: u32) -> u32 {
    status >> 8
}

/// Declares numbers of the headers.
macro_rules! numbers {
    ($($name:ident: $type:ty = $value:expr;)*) => {$(
        #[doc = concat!("`", stringify!($name), "` of the C headers.")]
        pub const $name: $type = $value;
    )*};
}

numbers! {
    WA_CLASS_OK: u32 = 0;
    WA_CLASS_REJECTED: u32 = 1;
    WA_CLASS_MALFORMED: u32 = 2;
    WA_CLASS_UNSUPPORTED: u32 = 3;
    WA_CLASS_NEEDS_EVIDENCE: u32 = 4;
    WA_CLASS_ERROR: u32 = 5;
    WA_OK: u32 = 0x000;
    WA_REJECTED: u32 = 0x100;
    WA_REJECTED_SIGNATURE: u32 = 0x101;
    WA_REJECTED_SIGNER: u32 = 0x102;
    WA_REJECTED_POLICY: u32 = 0x103;
    WA_MALFORMED: u32 = 0x200;
    WA_MALFORMED_REQUEST: u32 = 0x201;
    WA_MALFORMED_CHAIN: u32 = 0x202;
    WA_MALFORMED_ACCOUNT: u32 = 0x203;
    WA_MALFORMED_PUBLIC_KEY: u32 = 0x204;
    WA_MALFORMED_PARAMS: u32 = 0x205;
    WA_MALFORMED_MESSAGE: u32 = 0x206;
    WA_MALFORMED_SIGNATURE: u32 = 0x207;
    WA_MALFORMED_EVIDENCE: u32 = 0x208;
    WA_UNSUPPORTED: u32 = 0x300;
    WA_UNSUPPORTED_SCHEME: u32 = 0x301;
    WA_UNSUPPORTED_CHAIN: u32 = 0x302;
    WA_UNSUPPORTED_OPERATION: u32 = 0x303;
    WA_UNSUPPORTED_FLAG: u32 = 0x304;
    WA_UNSUPPORTED_PARAMS: u32 = 0x305;
    WA_UNSUPPORTED_EVIDENCE: u32 = 0x306;
    WA_NEEDS_EVIDENCE: u32 = 0x400;
    WA_ERROR: u32 = 0x500;
    WA_ERROR_INTERNAL: u32 = 0x501;
    WA_ERROR_MEMORY: u32 = 0x502;
    WA_ERROR_BUFFER: u32 = 0x503;
    WA_ERROR_ARGUMENT: u32 = 0x504;
    WA_ERROR_EVIDENCE: u32 = 0x505;
    WA_VALID_MAGIC: u64 = 0x5741_5641_4c49_4431;
    WA_LINK_DERIVED: u32 = 1;
    WA_LINK_CHAIN_STATE: u32 = 2;
    WA_LINK_COUNTERFACTUAL: u32 = 4;
    WA_VERDICT_CHAIN_BOUND: u32 = 1;
    WA_EVIDENCE_RESULT: u32 = 1;
    WA_EVIDENCE_ERROR: u32 = 2;
    WA_CONSUMED_FIRST: u32 = 1;
    WA_CONSUMED_AGAIN: u32 = 2;
    WA_CONSUMED_UNAVAILABLE: u32 = 3;
    WA_ACCOUNT_CAPACITY: usize = 128;
    WA_KEY_CAPACITY: usize = 72;
    WA_BLOCK_CAPACITY: usize = 72;
    WA_CAIP10_CAPACITY: usize = 432;
    WA_HOST_DETAIL_CAPACITY: usize = 400;
    WA_KEY_TEXT_CAPACITY: usize = 256;
    WA_GENERATION_CAPACITY: usize = 256;
}

#[cfg(feature = "resolver")]
mod resolver;
#[cfg(feature = "resolver")]
pub use resolver::*;

/// UTF-8 text of `size` bytes, no NUL at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wa_text {
    /// Where it begins.
    pub data: *const c_char,
    /// In bytes.
    pub size: usize,
}

/// Where a function writes bytes. It sets `size`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wa_buffer {
    /// Room for `capacity` bytes.
    pub data: *mut u8,
    /// How many fit.
    pub capacity: usize,
    /// How many were written.
    pub size: usize,
}

/// A verdict without pointers. Valid: `status` is [`WA_OK`] and `magic` is [`WA_VALID_MAGIC`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wa_flat_verdict {
    /// Set by the caller: the size of this struct.
    pub struct_size: u32,
    /// `WA_*`.
    pub status: u32,
    /// [`WA_VALID_MAGIC`], or no verdict at all.
    pub magic: u64,
    /// `WA_LINK_*`.
    pub link: u32,
    /// `WA_VERDICT_*`.
    pub flags: u32,
    /// Bytes used of `account`.
    pub account_size: u32,
    /// Bytes used of `address`.
    pub address_size: u32,
    /// Bytes used of `public_key`.
    pub public_key_size: u32,
    /// Bytes used of `block`.
    pub block_size: u32,
    /// Bytes used of `detail`.
    pub detail_size: u32,
    /// 0.
    pub reserved: u32,
    /// CAIP-10.
    pub account: [c_char; WA_CAIP10_CAPACITY],
    /// Bare and canonical.
    pub address: [c_char; WA_ACCOUNT_CAPACITY],
    /// As bytes.
    pub public_key: [u8; WA_KEY_CAPACITY],
    /// Where evidence stood.
    pub block: [c_char; WA_BLOCK_CAPACITY],
    /// For logs.
    pub detail: [c_char; WA_HOST_DETAIL_CAPACITY],
}

/// What [`wa_verify_text`] writes.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wa_text_verdict {
    /// Its `struct_size` is set by the caller: the size of the whole.
    pub flat: wa_flat_verdict,
    /// Bytes used of `key_text`.
    pub key_text_size: u32,
    /// 0.
    pub reserved: u32,
    /// The key in the notation of its chain.
    pub key_text: [c_char; WA_KEY_TEXT_CAPACITY],
}

/// Who asks the chain. Its functions must not unwind.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wa_evidence_source {
    /// The size of this struct.
    pub struct_size: u32,
    /// 0.
    pub reserved: u32,
    /// Handed to both functions.
    pub context: *mut c_void,
    /// Chooses the block; may be absent.
    pub pin: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            chain: *const c_char,
            chain_size: usize,
            timeout_ms: u64,
            block: *mut wa_buffer,
        ) -> u32,
    >,
    /// Answers all queries of a round.
    pub fetch: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            chain: *const c_char,
            chain_size: usize,
            queries: *const wa_text,
            query_count: usize,
            timeout_ms: u64,
            answers: *mut wa_answers,
        ) -> u32,
    >,
}

/// A store of the caller's own. Its functions must not unwind.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wa_store {
    /// The size of this struct.
    pub struct_size: u32,
    /// 0.
    pub reserved: u32,
    /// Handed to both functions.
    pub context: *mut c_void,
    /// Marks a key as consumed: `WA_CONSUMED_*`.
    pub consume: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            key: *const c_char,
            key_size: usize,
            ttl_seconds: u64,
            generation: *mut wa_buffer,
        ) -> u32,
    >,
    /// The present generation.
    pub generation: Option<unsafe extern "C" fn(context: *mut c_void, generation: *mut wa_buffer) -> u32>,
}

extern "C" {
    /// Opens what a manifest lists.
    pub fn wa_open_manifest(
        path: *const c_char,
        path_size: usize,
        host: *mut *mut wa_host,
        message: *mut *mut c_char,
    ) -> u32;
    /// Opens every module of a folder.
    pub fn wa_open_directory(
        path: *const c_char,
        path_size: usize,
        host: *mut *mut wa_host,
        message: *mut *mut c_char,
    ) -> u32;
    /// Opens the plugins that are installed with the library.
    pub fn wa_open_installed(host: *mut *mut wa_host, message: *mut *mut c_char) -> u32;
    /// Ends a host.
    pub fn wa_close(host: *mut wa_host);
    /// Frees a text that the library returned.
    pub fn wa_free(text: *mut c_char);
    /// Verifies one request of the wire format.
    pub fn wa_verify_json(
        host: *const wa_host,
        request: *const c_char,
        request_size: usize,
        service: *const c_char,
        service_size: usize,
        answer: *mut *mut c_char,
        answer_size: *mut usize,
    ) -> u32;
    /// Normalises or derives an account.
    pub fn wa_account_json(
        host: *const wa_host,
        request: *const c_char,
        request_size: usize,
        answer: *mut *mut c_char,
        answer_size: *mut usize,
    ) -> u32;
    /// All that is loaded.
    pub fn wa_describe_json(host: *const wa_host, answer: *mut *mut c_char, answer_size: *mut usize) -> u32;
    /// Verifies with pointers and sizes only.
    pub fn wa_verify_flat(
        host: *const wa_host,
        chain: *const c_char,
        chain_size: usize,
        scheme: *const c_char,
        scheme_size: usize,
        account: *const c_char,
        account_size: usize,
        public_key: *const u8,
        public_key_size: usize,
        message: *const u8,
        message_size: usize,
        signature: *const u8,
        signature_size: usize,
        params: *const c_char,
        params_size: usize,
        service: *const c_char,
        service_size: usize,
        verdict: *mut wa_flat_verdict,
    ) -> u32;
    /// Verifies with notations of the chain, without JSON.
    pub fn wa_verify_text(
        host: *const wa_host,
        chain: *const c_char,
        chain_size: usize,
        scheme: *const c_char,
        scheme_size: usize,
        account: *const c_char,
        account_size: usize,
        public_key: *const c_char,
        public_key_size: usize,
        message: *const u8,
        message_size: usize,
        signature: *const c_char,
        signature_size: usize,
        params: *const c_char,
        params_size: usize,
        service: *const c_char,
        service_size: usize,
        verdict: *mut wa_text_verdict,
    ) -> u32;
    /// The account of a key, or of a compact id.
    pub fn wa_identify(
        host: *const wa_host,
        chain: *const c_char,
        chain_size: usize,
        scheme: *const c_char,
        scheme_size: usize,
        compact_id: *const u8,
        compact_id_size: usize,
        address: *mut c_char,
        capacity: usize,
        address_size: *mut usize,
    ) -> u32;
    /// The name of a status' class.
    pub fn wa_status_name(status: u32) -> *const c_char;
    /// The name of a status within its class.
    pub fn wa_reason_name(status: u32) -> *const c_char;
    /// Answers the next query of the round.
    pub fn wa_give_answer(answers: *mut wa_answers, json: *const c_char, json_size: usize, kind: u32) -> u32;
    /// Verifies, and asks a source by call-backs.
    pub fn wa_verify_with_evidence(
        host: *const wa_host,
        request: *const c_char,
        request_size: usize,
        service: *const c_char,
        service_size: usize,
        source: *const wa_evidence_source,
        timeout_ms: u64,
        answer: *mut *mut c_char,
        answer_size: *mut usize,
    ) -> u32;
    /// The first answer of rounds.
    pub fn wa_rounds_begin(
        host: *const wa_host,
        request: *const c_char,
        request_size: usize,
        service: *const c_char,
        service_size: usize,
        rounds: *mut *mut wa_rounds,
        answer: *mut *mut c_char,
        answer_size: *mut usize,
    ) -> u32;
    /// The next answer of rounds.
    pub fn wa_rounds_give(
        rounds: *mut wa_rounds,
        answers: *const c_char,
        answers_size: usize,
        answer: *mut *mut c_char,
        answer_size: *mut usize,
    ) -> u32;
    /// Ends rounds.
    pub fn wa_rounds_end(rounds: *mut wa_rounds);
    /// Opens a client for signing in.
    pub fn wa_sign_in_open(
        host: *const wa_host,
        config: *const c_char,
        config_size: usize,
        keys: *const c_char,
        keys_size: usize,
        store: *const wa_store,
        sign_in: *mut *mut wa_sign_in,
        message: *mut *mut c_char,
    ) -> u32;
    /// Ends it.
    pub fn wa_sign_in_close(sign_in: *mut wa_sign_in);
    /// A challenge for a user.
    pub fn wa_challenge_json(
        sign_in: *const wa_sign_in,
        request: *const c_char,
        request_size: usize,
        context: *const c_char,
        context_size: usize,
        now: i64,
        http: *mut c_int,
        answer: *mut *mut c_char,
        answer_size: *mut usize,
    ) -> u32;
    /// Signs a user in.
    pub fn wa_sign_in_json(
        sign_in: *const wa_sign_in,
        request: *const c_char,
        request_size: usize,
        context: *const c_char,
        context_size: usize,
        now: i64,
        source: *const wa_evidence_source,
        timeout_ms: u64,
        http: *mut c_int,
        answer: *mut *mut c_char,
        answer_size: *mut usize,
    ) -> u32;
}
