// SPDX-License-Identifier: Apache-2.0
//! Nodes that an operator's file names answer what only their chain can tell: `libwalletauth-resolver.so.0`.

use crate::callbacks::caught;
use crate::error::Error;
use crate::ffi;
use crate::host::{bytes_of, Host};
use crate::request::Request;
use crate::service::Service;
use crate::sign_in::{milliseconds, SignIn};
use crate::sign_in_answer::SignInAnswer;
use crate::sign_in_config::{Context, SignInRequest};
use crate::status::Reason;
use crate::verdict::{self, Verdict};
use std::ffi::{c_char, c_void};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use walletauth_sys as sys;

/// How grave a line of the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogLevel {
    /// An endpoint is back.
    Info,
    /// A fault, a disagreement, an endpoint left alone.
    Warning,
    /// An endpoint of another chain: out until the file is read again.
    Error,
}

type Log = Box<dyn Fn(LogLevel, &str) + Send + Sync>;

/// The library's resolver. It ends with the last that holds it, and its log after it.
struct RawResolver {
    raw: *mut sys::wa_resolver,
    /// In a box of its own, because the library knows its address.
    _log: Option<Box<Log>>,
}

// SAFETY: all its functions but the one that closes may be called at the same time, and its log is Send and Sync.
unsafe impl Send for RawResolver {}
// SAFETY: as above.
unsafe impl Sync for RawResolver {}

impl Drop for RawResolver {
    fn drop(&mut self) {
        // SAFETY: nobody else holds it, so this is the last call.
        unsafe { sys::wa_close_resolver(self.raw) }
    }
}

unsafe extern "C" fn log(context: *mut c_void, level: u32, line: *const c_char, line_size: usize) {
    // SAFETY: it is what `open` put there, and lives as long as the resolver.
    let log = unsafe { &*context.cast::<Log>() };
    // SAFETY: the library's text is good for this call.
    let line = String::from_utf8_lossy(unsafe { ffi::bytes(line, line_size) });
    let level = match level {
        sys::WA_RESOLVER_LOG_INFO => LogLevel::Info,
        sys::WA_RESOLVER_LOG_WARNING => LogLevel::Warning,
        _ => LogLevel::Error,
    };
    caught(|| log(level, &line));
}

/// The nodes of one file. It asks several, and counts: docs/resolver.md says what it promises.
pub struct Resolver(Arc<RawResolver>);

impl fmt::Debug for Resolver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Resolver")
    }
}

impl Resolver {
    /// Reads a file of endpoints. No node is asked yet: one that is down is no error.
    ///
    /// # Errors
    /// The file was refused: the detail says file, member and value.
    pub fn open(path: impl AsRef<Path>) -> Result<Resolver, Error> {
        Resolver::open_raw(path.as_ref(), None)
    }

    /// As [`Resolver::open`], with a log. It is called from any thread, one call at a time, and must not call the
    /// resolver.
    ///
    /// # Errors
    /// As [`Resolver::open`].
    pub fn open_with_log(
        path: impl AsRef<Path>,
        log: impl Fn(LogLevel, &str) + Send + Sync + 'static,
    ) -> Result<Resolver, Error> {
        Resolver::open_raw(path.as_ref(), Some(Box::new(Box::new(log))))
    }

    fn open_raw(path: &Path, given: Option<Box<Log>>) -> Result<Resolver, Error> {
        let (data, size) = ffi::text(bytes_of(path)?);
        let options = given.as_deref().map(|given| sys::wa_resolver_options {
            struct_size: std::mem::size_of::<sys::wa_resolver_options>() as u32,
            reserved: 0,
            context: (given as *const Log).cast_mut().cast(),
            log: Some(log),
        });
        let options = options
            .as_ref()
            .map_or(std::ptr::null(), |options| options as *const sys::wa_resolver_options);
        let raw = ffi::open(|resolver, message| {
            // SAFETY: all pointers are good for the call, and the log for as long as the resolver.
            unsafe { sys::wa_open_resolver(data, size, options, resolver, message) }
        })?;
        Ok(Resolver(Arc::new(RawResolver { raw, _log: given })))
    }

    /// Nobody's questions are counted.
    pub fn anybody(&self) -> ResolverClient {
        ResolverClient {
            resolver: self.0.clone(),
            raw: std::ptr::null_mut(),
        }
    }

    /// One client, as an address or a session: clients of one name share what the file's `limits` allow.
    ///
    /// # Errors
    /// The name is empty, or longer than 256 bytes.
    pub fn client(&self, name: &str) -> Result<ResolverClient, Error> {
        let (data, size) = ffi::text(name.as_bytes());
        let mut raw = std::ptr::null_mut();
        // SAFETY: all pointers are good for the call.
        let status = unsafe { sys::wa_open_resolver_client(self.0.raw, data, size, &mut raw) };
        if status != sys::WA_OK || raw.is_null() {
            let detail = "name: a client's name has 1 to 256 bytes".to_owned();
            return Err(Error::of_reason(Reason::of_number(status), detail));
        }
        Ok(ResolverClient {
            resolver: self.0.clone(),
            raw,
        })
    }

    /// Reads the file again: all of it holds from then on, or nothing changes.
    ///
    /// # Errors
    /// As [`Resolver::open`].
    pub fn reload(&self) -> Result<(), Error> {
        let mut message = std::ptr::null_mut();
        // SAFETY: all pointers are good for the call.
        let status = unsafe { sys::wa_reload_resolver(self.0.raw, &mut message) };
        // SAFETY: the library stored a text of its own, or NULL.
        let message = unsafe { ffi::take_message(message) };
        if status == sys::WA_OK {
            return Ok(());
        }
        Err(Error::of_reason(Reason::of_number(status), message))
    }

    /// The metrics as text of Prometheus.
    ///
    /// # Errors
    /// There is too little memory.
    pub fn metrics(&self) -> Result<String, Error> {
        // SAFETY: all pointers are good for the call.
        ffi::answer(|text, size| unsafe { sys::wa_resolver_metrics(self.0.raw, text, size) })
    }
}

/// For whom nodes are asked. The resolver ends when it and all its clients are dropped.
pub struct ResolverClient {
    resolver: Arc<RawResolver>,
    /// NULL: nobody is counted.
    raw: *mut sys::wa_resolver_client,
}

// SAFETY: all functions but the one that closes may be called at the same time.
unsafe impl Send for ResolverClient {}
// SAFETY: as above.
unsafe impl Sync for ResolverClient {}

impl Drop for ResolverClient {
    fn drop(&mut self) {
        // SAFETY: nobody else holds it, and its resolver is there still. NULL is allowed.
        unsafe { sys::wa_close_resolver_client(self.raw) }
    }
}

impl fmt::Debug for ResolverClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ResolverClient")
    }
}

impl ResolverClient {
    /// It is good as long as the client.
    fn source(&self) -> Result<sys::wa_evidence_source, Error> {
        let mut source = sys::wa_evidence_source {
            struct_size: std::mem::size_of::<sys::wa_evidence_source>() as u32,
            reserved: 0,
            context: std::ptr::null_mut(),
            pin: None,
            fetch: None,
        };
        // SAFETY: all pointers are good for the call.
        match unsafe { sys::wa_resolver_source(self.resolver.raw, self.raw, &mut source) } {
            sys::WA_OK => Ok(source),
            status => Err(Error::of_reason(
                Reason::of_number(status),
                "the resolver gave no source".to_owned(),
            )),
        }
    }
}

impl Host {
    /// Verifies, and asks the nodes of a resolver where only the chain can tell. It blocks this thread, so an `async`
    /// program calls it on a thread for such calls. `timeout` as in [`Host::verify_with_evidence`].
    ///
    /// # Errors
    /// As [`Host::verify_with_evidence`].
    pub fn verify_with_resolver(
        &self,
        request: &Request<'_>,
        service: &Service,
        client: &ResolverClient,
        timeout: Option<Duration>,
    ) -> Result<Verdict, Error> {
        let (host, source, text) = (self.raw()?, client.source()?, request.to_json());
        let ((request, request_size), (service, service_size)) =
            (ffi::text(text.as_bytes()), ffi::text(service.as_json().as_bytes()));
        let timeout_ms = milliseconds(timeout);
        let mut status = sys::WA_ERROR;
        let answer = ffi::answer(|answer, size| {
            let host = host.as_ptr();
            // SAFETY: all pointers are good for the call, and the source is as long as the client.
            status = unsafe {
                sys::wa_verify_with_evidence(
                    host,
                    request,
                    request_size,
                    service,
                    service_size,
                    &source,
                    timeout_ms,
                    answer,
                    size,
                )
            };
            status
        })?;
        verdict::of_answer(status, &answer)
    }
}

impl SignIn {
    /// As [`SignIn::sign_in_with_evidence`], by the nodes of a resolver. It blocks this thread.
    ///
    /// # Errors
    /// As [`SignIn::sign_in`].
    pub fn sign_in_with_resolver(
        &self,
        request: &SignInRequest,
        context: &Context,
        now: SystemTime,
        client: &ResolverClient,
        timeout: Option<Duration>,
    ) -> Result<SignInAnswer, Error> {
        self.accept(request, context, now, &client.source()?, milliseconds(timeout))
    }
}
