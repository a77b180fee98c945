// SPDX-License-Identifier: Apache-2.0
//! Signing users in: a challenge, and a session for what they signed.

use crate::callbacks;
use crate::error::Error;
use crate::evidence::EvidenceSource;
use crate::ffi::{self, Shared};
use crate::host::Host;
use crate::sign_in_answer::{challenge_of, session_of, ChallengeAnswer, Raw, SignInAnswer};
use crate::sign_in_config::{ChallengeRequest, Context, SignInConfig, SignInRequest};
use crate::store::Store;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use walletauth_sys as sys;

/// The library's client. It ends with the last that holds it, and its store after it.
struct RawSignIn {
    raw: *mut sys::wa_sign_in,
    /// In a box, because the library knows its address.
    _store: Option<Box<Arc<dyn Store>>>,
}

// SAFETY: any number of threads at once may use a wa_sign_in, and its store is Send and Sync.
unsafe impl Send for RawSignIn {}
// SAFETY: as above.
unsafe impl Sync for RawSignIn {}

impl Drop for RawSignIn {
    fn drop(&mut self) {
        // SAFETY: nobody else holds it, so this is the last call.
        unsafe { sys::wa_sign_in_close(self.raw) }
    }
}

/// How a service signs its users in. Share it among all threads. It need not be closed before its host.
pub struct SignIn(Shared<RawSignIn>);

impl fmt::Debug for SignIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignIn")
    }
}

/// Seconds since 1970, as the library wants them.
fn seconds(now: SystemTime) -> Result<i64, Error> {
    let since = now
        .duration_since(UNIX_EPOCH)
        .map_err(|_| Error::argument("now: it is before 1970"))?;
    i64::try_from(since.as_secs()).map_err(|_| Error::argument("now: it is too late"))
}

pub(crate) fn milliseconds(timeout: Option<Duration>) -> u64 {
    timeout.map_or(0, |timeout| {
        u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX).max(1)
    })
}

impl SignIn {
    /// Opens it with the memory of this process as its store. Its keys live as long as it does.
    ///
    /// # Errors
    /// The detail says what does not fit in the config.
    pub fn open(host: &Host, config: &SignInConfig) -> Result<SignIn, Error> {
        SignIn::open_raw(host, config, "", None)
    }

    /// Opens it with a store of the service's own. `keys` is the text of a key file, which all processes of the service
    /// share; empty: keys are made, which live as long as this object.
    ///
    /// # Errors
    /// The detail says what does not fit in the config or the keys.
    pub fn open_with_store(
        host: &Host,
        config: &SignInConfig,
        keys: &str,
        store: Arc<dyn Store>,
    ) -> Result<SignIn, Error> {
        SignIn::open_raw(host, config, keys, Some(store))
    }

    fn open_raw(
        host: &Host,
        config: &SignInConfig,
        keys: &str,
        store: Option<Arc<dyn Store>>,
    ) -> Result<SignIn, Error> {
        let host = host.raw()?;
        let store = store.map(Box::new);
        let callbacks = store.as_deref().map(callbacks::store);
        let config = config.text();
        let ((config, config_size), (keys, keys_size)) = (ffi::text(config.as_bytes()), ffi::text(keys.as_bytes()));
        let given = callbacks
            .as_ref()
            .map_or(std::ptr::null(), |store| store as *const sys::wa_store);
        let raw = ffi::open(|sign_in, message| {
            // SAFETY: all pointers are good for the call, and the store's context for as long as the object.
            unsafe {
                let host = host.as_ptr();
                sys::wa_sign_in_open(host, config, config_size, keys, keys_size, given, sign_in, message)
            }
        })?;
        Ok(SignIn(Shared::new(RawSignIn { raw, _store: store })))
    }

    /// Closes it: later calls are [`Error::Closed`]. Calls that are under way end well. Dropping does the same.
    pub fn close(&self) {
        self.0.close();
    }

    /// A challenge for a user, who signs it.
    ///
    /// # Errors
    /// It could not be carried out at all. What does not fit is [`ChallengeAnswer::Refused`].
    pub fn challenge(
        &self,
        request: &ChallengeRequest,
        context: &Context,
        now: SystemTime,
    ) -> Result<ChallengeAnswer, Error> {
        let (sign_in, now) = (self.0.get()?, seconds(now)?);
        let (request, context) = (request.bytes(), context.text());
        let ((request, request_size), (context, context_size)) = (ffi::text(&request), ffi::text(context.as_bytes()));
        let (mut number, mut http) = (sys::WA_ERROR, 0);
        let json = ffi::answer(|answer, size| {
            let sign_in = sign_in.raw;
            // SAFETY: all pointers are good for the call.
            number = unsafe {
                sys::wa_challenge_json(
                    sign_in,
                    request,
                    request_size,
                    context,
                    context_size,
                    now,
                    &mut http,
                    answer,
                    size,
                )
            };
            number
        })?;
        challenge_of(Raw { number, http, json })
    }

    /// Signs a user in. No node is asked.
    ///
    /// # Errors
    /// It could not be carried out at all. What does not fit is [`SignInAnswer::Refused`].
    pub fn sign_in(&self, request: &SignInRequest, context: &Context, now: SystemTime) -> Result<SignInAnswer, Error> {
        self.accept(request, context, now, std::ptr::null(), 0)
    }

    /// As [`SignIn::sign_in`]; asks `source` where only the chain can tell, on this thread. A source that panics has not
    /// answered.
    ///
    /// # Errors
    /// As [`SignIn::sign_in`].
    pub fn sign_in_with_evidence(
        &self,
        request: &SignInRequest,
        context: &Context,
        now: SystemTime,
        source: &dyn EvidenceSource,
        timeout: Option<Duration>,
    ) -> Result<SignInAnswer, Error> {
        let source = callbacks::source(&source);
        self.accept(request, context, now, &source, milliseconds(timeout))
    }

    pub(crate) fn accept(
        &self,
        request: &SignInRequest,
        context: &Context,
        now: SystemTime,
        source: *const sys::wa_evidence_source,
        timeout_ms: u64,
    ) -> Result<SignInAnswer, Error> {
        let (sign_in, now) = (self.0.get()?, seconds(now)?);
        let (request, context) = (request.bytes(), context.text());
        let ((request, request_size), (context, context_size)) = (ffi::text(&request), ffi::text(context.as_bytes()));
        let (mut number, mut http) = (sys::WA_ERROR, 0);
        let json = ffi::answer(|answer, size| {
            let sign_in = sign_in.raw;
            // SAFETY: all pointers are good for the call.
            number = unsafe {
                sys::wa_sign_in_json(
                    sign_in,
                    request,
                    request_size,
                    context,
                    context_size,
                    now,
                    source,
                    timeout_ms,
                    &mut http,
                    answer,
                    size,
                )
            };
            number
        })?;
        session_of(Raw { number, http, json })
    }
}
