// SPDX-License-Identifier: Apache-2.0
//! `libwalletauth-resolver.so.0`: `walletauth/walletauth_resolver.h` says what each function takes and promises.

use crate::wa_evidence_source;
use core::ffi::{c_char, c_void};

handles! {
    /// The nodes of one file. Any number of threads at once.
    wa_resolver;
    /// One client, whose questions are counted. Any number of threads at once.
    wa_resolver_client;
}

numbers! {
    WA_RESOLVER_LOG_INFO: u32 = 0;
    WA_RESOLVER_LOG_WARNING: u32 = 1;
    WA_RESOLVER_LOG_ERROR: u32 = 2;
}

/// How a resolver is opened. Its function must not unwind.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wa_resolver_options {
    /// The size of this struct.
    pub struct_size: u32,
    /// 0.
    pub reserved: u32,
    /// Handed to `log`.
    pub context: *mut c_void,
    /// Takes one line; may be absent.
    pub log: Option<unsafe extern "C" fn(context: *mut c_void, level: u32, line: *const c_char, line_size: usize)>,
}

extern "C" {
    /// Reads a file of endpoints.
    pub fn wa_open_resolver(
        path: *const c_char,
        path_size: usize,
        options: *const wa_resolver_options,
        resolver: *mut *mut wa_resolver,
        message: *mut *mut c_char,
    ) -> u32;
    /// Fills a source.
    pub fn wa_resolver_source(
        resolver: *mut wa_resolver,
        client: *mut wa_resolver_client,
        source: *mut wa_evidence_source,
    ) -> u32;
    /// Makes a client.
    pub fn wa_open_resolver_client(
        resolver: *mut wa_resolver,
        name: *const c_char,
        name_size: usize,
        client: *mut *mut wa_resolver_client,
    ) -> u32;
    /// Ends a client.
    pub fn wa_close_resolver_client(client: *mut wa_resolver_client);
    /// Reads the file again.
    pub fn wa_reload_resolver(resolver: *mut wa_resolver, message: *mut *mut c_char) -> u32;
    /// The metrics as Prometheus text.
    pub fn wa_resolver_metrics(resolver: *const wa_resolver, text: *mut *mut c_char, text_size: *mut usize) -> u32;
    /// Ends the resolver.
    pub fn wa_close_resolver(resolver: *mut wa_resolver);
}
