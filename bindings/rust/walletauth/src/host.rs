// SPDX-License-Identifier: Apache-2.0
//! A loaded plugin set, and all that is asked of it at once.

use crate::error::Error;
use crate::ffi::{self, Shared};
use crate::request::{Flat, Request};
use crate::service::Service;
use crate::status::{Reason, Status};
use crate::verdict::{self, Account, Verdict};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;
use walletauth_sys as sys;

/// The library's host. It ends with the last that holds it.
#[derive(Debug)]
pub(crate) struct RawHost(*mut sys::wa_host);

// SAFETY: a wa_host is immutable, and may be called from any number of threads at once.
unsafe impl Send for RawHost {}
// SAFETY: as above.
unsafe impl Sync for RawHost {}

impl Drop for RawHost {
    fn drop(&mut self) {
        // SAFETY: nobody else holds it, so this is the last call.
        unsafe { sys::wa_close(self.0) }
    }
}

impl RawHost {
    pub(crate) fn as_ptr(&self) -> *const sys::wa_host {
        self.0
    }
}

/// A loaded plugin set and its verifier. Open it once, and share it among all threads.
#[derive(Debug)]
pub struct Host(Shared<RawHost>);

impl Host {
    /// Opens the plugins that are installed with the library.
    ///
    /// # Errors
    /// A plugin was refused: the detail says file, rule and value.
    pub fn open_installed() -> Result<Host, Error> {
        // SAFETY: both pointers are good for the call.
        ffi::open(|host, message| unsafe { sys::wa_open_installed(host, message) }).map(Host::of_raw)
    }

    /// Opens what a manifest lists: the way for production.
    ///
    /// # Errors
    /// The manifest or a plugin was refused: the detail says file, rule and value.
    pub fn open_manifest(path: impl AsRef<Path>) -> Result<Host, Error> {
        let (data, size) = ffi::text(bytes_of(path.as_ref())?);
        // SAFETY: all pointers are good for the call.
        ffi::open(|host, message| unsafe { sys::wa_open_manifest(data, size, host, message) }).map(Host::of_raw)
    }

    /// Opens every module of a folder, and grants all that each describes: for development.
    ///
    /// # Errors
    /// The folder or a plugin was refused: the detail says file, rule and value.
    pub fn open_directory(path: impl AsRef<Path>) -> Result<Host, Error> {
        let (data, size) = ffi::text(bytes_of(path.as_ref())?);
        // SAFETY: all pointers are good for the call.
        ffi::open(|host, message| unsafe { sys::wa_open_directory(data, size, host, message) }).map(Host::of_raw)
    }

    fn of_raw(raw: *mut sys::wa_host) -> Host {
        Host(Shared::new(RawHost(raw)))
    }

    /// Closes it: later calls are [`Error::Closed`]. Calls that are under way end well. Dropping does the same.
    pub fn close(&self) {
        self.0.close();
    }

    pub(crate) fn raw(&self) -> Result<Arc<RawHost>, Error> {
        self.0.get()
    }

    /// Verifies a request.
    ///
    /// # Errors
    /// It could not be carried out, such as for a service's part that is none.
    pub fn verify(&self, request: &Request<'_>, service: &Service) -> Result<Verdict, Error> {
        let host = self.raw()?;
        let flat = request
            .flat()
            .and_then(|flat| verify_flat(&host, &flat, service.as_json()));
        flat.unwrap_or_else(|| {
            let (status, answer) = verify_json(&host, request.to_json().as_bytes(), service.as_json().as_bytes())?;
            verdict::of_answer(status, &answer)
        })
    }

    /// Verifies a request that came as a text of the wire format, such as the body of an HTTP request. It may be handed
    /// on as the user sent it.
    ///
    /// # Errors
    /// As [`Host::verify`].
    pub fn verify_body(&self, request: impl AsRef<[u8]>, service: &Service) -> Result<Verdict, Error> {
        let (status, answer) = verify_json(&*self.raw()?, request.as_ref(), service.as_json().as_bytes())?;
        verdict::of_answer(status, &answer)
    }

    /// The wire format as texts: what the library answers, also where that is an error. `service` may be empty.
    ///
    /// # Errors
    /// It was closed, or there is too little memory.
    pub fn verify_json(&self, request: impl AsRef<[u8]>, service: impl AsRef<[u8]>) -> Result<String, Error> {
        verify_json(&*self.raw()?, request.as_ref(), service.as_ref()).map(|(_, answer)| answer)
    }

    /// Normalises the account of a request, or derives the account of its key.
    ///
    /// # Errors
    /// It could not be carried out.
    pub fn account(&self, request: &Request<'_>) -> Result<Verdict<Account>, Error> {
        let host = self.raw()?;
        let text = request.to_json();
        let (data, size) = ffi::text(text.as_bytes());
        let mut status = sys::WA_ERROR;
        let answer = ffi::answer(|answer, answer_size| {
            // SAFETY: all pointers are good for the call.
            status = unsafe { sys::wa_account_json(host.as_ptr(), data, size, answer, answer_size) };
            status
        })?;
        verdict::of_account_answer(status, &answer)
    }

    /// The account of a key, or of a compact id in the manner of kwil-db, in its one spelling on the chain.
    ///
    /// # Errors
    /// It could not be carried out.
    pub fn identify(&self, chain: &str, scheme: &str, compact_id: &[u8]) -> Result<Verdict<String>, Error> {
        let host = self.raw()?;
        let mut address = [0u8; sys::WA_ACCOUNT_CAPACITY];
        let mut size = 0;
        let ((chain, chain_size), (scheme, scheme_size)) = (ffi::text(chain.as_bytes()), ffi::text(scheme.as_bytes()));
        // SAFETY: all pointers are good for the call, and `address` has the room that is stated.
        let status = unsafe {
            sys::wa_identify(
                host.as_ptr(),
                chain,
                chain_size,
                scheme,
                scheme_size,
                compact_id.as_ptr(),
                compact_id.len(),
                address.as_mut_ptr().cast(),
                address.len(),
                &mut size,
            )
        };
        if status != sys::WA_OK {
            return Verdict::refused(Status::of_number(status), Reason::of_number(status), String::new());
        }
        let used = address.get(..size).unwrap_or(&[]);
        Ok(Verdict::Valid(String::from_utf8_lossy(used).into_owned()))
    }

    /// All that is loaded, as a text of JSON: plugins, schemes with parameters and limits, routes.
    ///
    /// # Errors
    /// It was closed, or there is too little memory.
    pub fn describe(&self) -> Result<String, Error> {
        let host = self.raw()?;
        // SAFETY: all pointers are good for the call.
        ffi::answer(|answer, size| unsafe { sys::wa_describe_json(host.as_ptr(), answer, size) })
    }
}

pub(crate) fn bytes_of(path: &Path) -> Result<&[u8], Error> {
    let bytes = path.as_os_str().as_bytes();
    // Not left to the library: its message would end where the NUL stands in it.
    if bytes.contains(&0) {
        return Err(Error::argument(format!(
            "path: {path:?} has a NUL, which no file's name has"
        )));
    }
    Ok(bytes)
}

/// The number of the status, and the answer.
fn verify_json(host: &RawHost, request: &[u8], service: &[u8]) -> Result<(u32, String), Error> {
    let ((request, request_size), (service, service_size)) = (ffi::text(request), ffi::text(service));
    let mut status = sys::WA_ERROR;
    let answer = ffi::answer(|answer, size| {
        // SAFETY: all pointers are good for the call.
        status = unsafe {
            sys::wa_verify_json(
                host.as_ptr(),
                request,
                request_size,
                service,
                service_size,
                answer,
                size,
            )
        };
        status
    })?;
    Ok((status, answer))
}

/// `None`: it must be asked as JSON.
fn verify_flat(host: &RawHost, flat: &Flat<'_>, service: &str) -> Option<Result<Verdict, Error>> {
    macro_rules! call {
        ($function:ident, $verdict:expr) => {
            // SAFETY: all pointers are good for the call.
            unsafe {
                sys::$function(
                    host.as_ptr(),
                    flat.chain.as_ptr().cast(),
                    flat.chain.len(),
                    flat.scheme.as_ptr().cast(),
                    flat.scheme.len(),
                    flat.account.as_ptr().cast(),
                    flat.account.len(),
                    flat.public_key.as_ptr().cast(),
                    flat.public_key.len(),
                    flat.message.as_ptr(),
                    flat.message.len(),
                    flat.signature.as_ptr().cast(),
                    flat.signature.len(),
                    flat.params.as_ptr().cast(),
                    flat.params.len(),
                    service.as_ptr().cast(),
                    service.len(),
                    $verdict,
                )
            }
        };
    }
    // SAFETY: all its members are numbers and arrays of numbers.
    let mut verdict: sys::wa_text_verdict = unsafe { std::mem::zeroed() };
    verdict.flat.struct_size = std::mem::size_of_val(&verdict) as u32;
    verdict.flat.status = sys::WA_ERROR_INTERNAL;
    if flat.of_texts {
        call!(wa_verify_text, &mut verdict);
    } else {
        call!(wa_verify_flat, &mut verdict.flat);
    }
    verdict::of_flat(&verdict)
}
