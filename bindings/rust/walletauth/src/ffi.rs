// SPDX-License-Identifier: Apache-2.0
//! Texts that cross the border, and handles that are shared until the last call on them has ended.

use crate::error::Error;
use crate::status::Reason;
use std::ffi::c_char;
use std::sync::{Arc, PoisonError, RwLock};
use walletauth_sys as sys;

/// Pointer and size as C takes them.
pub(crate) fn text(bytes: &[u8]) -> (*const c_char, usize) {
    (bytes.as_ptr().cast(), bytes.len())
}

/// The bytes that C handed to a call-back.
///
/// # Safety
/// `data` is NULL, or has `size` bytes that stay as they are for `'a`.
pub(crate) unsafe fn bytes<'a>(data: *const c_char, size: usize) -> &'a [u8] {
    if data.is_null() || size == 0 {
        return &[];
    }
    // SAFETY: the caller says so.
    unsafe { std::slice::from_raw_parts(data.cast(), size) }
}

/// Takes a text that the library returned, and frees it.
///
/// # Safety
/// `data` is NULL or a text of this library with `size` bytes, and nobody else has it.
pub(crate) unsafe fn take(data: *mut c_char, size: usize) -> Option<String> {
    if data.is_null() {
        return None;
    }
    // SAFETY: as the caller says.
    let copy = String::from_utf8_lossy(unsafe { bytes(data, size) }).into_owned();
    // SAFETY: it is the library's, and was not freed.
    unsafe { sys::wa_free(data) };
    Some(copy)
}

/// Takes a message, which has a NUL at its end.
///
/// # Safety
/// `message` is NULL or a text of this library, and nobody else has it.
pub(crate) unsafe fn take_message(message: *mut c_char) -> String {
    if message.is_null() {
        return String::new();
    }
    // SAFETY: the library's texts end with a NUL.
    let size = unsafe { std::ffi::CStr::from_ptr(message) }.to_bytes().len();
    // SAFETY: as the caller says.
    unsafe { take(message, size) }.unwrap_or_default()
}

/// Calls a function that returns a text.
pub(crate) fn answer(call: impl FnOnce(*mut *mut c_char, *mut usize) -> u32) -> Result<String, Error> {
    let (mut data, mut size) = (std::ptr::null_mut(), 0);
    let status = call(&mut data, &mut size);
    // SAFETY: the library stored a text of its own, or NULL.
    let text = unsafe { take(data, size) };
    text.ok_or_else(|| Error::of_reason(Reason::of_number(status), "the library gave no answer".to_owned()))
}

/// Calls a function that opens something, and says why it did not.
pub(crate) fn open<T>(call: impl FnOnce(*mut *mut T, *mut *mut c_char) -> u32) -> Result<*mut T, Error> {
    let (mut opened, mut message) = (std::ptr::null_mut(), std::ptr::null_mut());
    let status = call(&mut opened, &mut message);
    // SAFETY: the library stored a text of its own, or NULL.
    let message = unsafe { take_message(message) };
    if status == sys::WA_OK && !opened.is_null() {
        return Ok(opened);
    }
    Err(Error::of_reason(Reason::of_number(status), message))
}

/// Something that may be closed while others use it: it ends when the last call on it has ended.
#[derive(Debug)]
pub(crate) struct Shared<T>(RwLock<Option<Arc<T>>>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Shared<T> {
        Shared(RwLock::new(Some(Arc::new(value))))
    }

    pub(crate) fn get(&self) -> Result<Arc<T>, Error> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .ok_or(Error::Closed)
    }

    pub(crate) fn close(&self) {
        let last = self.0.write().unwrap_or_else(PoisonError::into_inner).take();
        drop(last); // not under the lock
    }
}
