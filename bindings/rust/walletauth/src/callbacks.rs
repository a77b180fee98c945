// SPDX-License-Identifier: Apache-2.0
//! What the library calls back. Nothing may unwind into it: a panic counts as no answer.

use crate::evidence::{EvidenceSource, Query};
use crate::ffi;
use crate::store::{Consumed, Store};
use std::ffi::{c_char, c_void};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Arc;
use std::time::Duration;
use walletauth_sys as sys;

/// The result of a call of the service's own code; `None` if it panicked.
pub(crate) fn caught<T>(call: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(value) => Some(value),
        Err(thrown) => {
            // Dropping what was thrown may panic as well; what is thrown then stays.
            let dropped = catch_unwind(AssertUnwindSafe(|| drop(thrown)));
            dropped.unwrap_or_else(std::mem::forget);
            None
        }
    }
}

/// False if it does not fit.
///
/// # Safety
/// `buffer` is a buffer of the library, good for the call.
unsafe fn write(buffer: *mut sys::wa_buffer, text: &str) -> bool {
    // SAFETY: as the caller says.
    let buffer = unsafe { &mut *buffer };
    if text.len() > buffer.capacity {
        return false;
    }
    // SAFETY: it has room for `capacity` bytes.
    unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), buffer.data, text.len()) };
    buffer.size = text.len();
    true
}

/// A store as C knows it. `store` must outlive what it is given to.
pub(crate) fn store(store: &Arc<dyn Store>) -> sys::wa_store {
    sys::wa_store {
        struct_size: std::mem::size_of::<sys::wa_store>() as u32,
        reserved: 0,
        context: (store as *const Arc<dyn Store>).cast_mut().cast(),
        consume: Some(consume),
        generation: Some(generation),
    }
}

unsafe extern "C" fn consume(
    context: *mut c_void,
    key: *const c_char,
    key_size: usize,
    ttl_seconds: u64,
    buffer: *mut sys::wa_buffer,
) -> u32 {
    // SAFETY: it is what `store` put there, and lives as long as the sign-in.
    let store = unsafe { &*context.cast::<Arc<dyn Store>>() };
    // SAFETY: the library's text is good for this call.
    let Ok(key) = std::str::from_utf8(unsafe { ffi::bytes(key, key_size) }) else {
        return sys::WA_CONSUMED_UNAVAILABLE;
    };
    let (number, generation) = match caught(|| store.consume(key, Duration::from_secs(ttl_seconds))) {
        Some(Consumed::First { generation }) => (sys::WA_CONSUMED_FIRST, generation),
        Some(Consumed::Again { generation }) => (sys::WA_CONSUMED_AGAIN, generation),
        Some(Consumed::Unavailable) | None => return sys::WA_CONSUMED_UNAVAILABLE,
    };
    // SAFETY: the library's buffer is good for this call.
    if unsafe { write(buffer, &generation) } {
        number
    } else {
        sys::WA_CONSUMED_UNAVAILABLE
    }
}

unsafe extern "C" fn generation(context: *mut c_void, buffer: *mut sys::wa_buffer) -> u32 {
    // SAFETY: it is what `store` put there, and lives as long as the sign-in.
    let store = unsafe { &*context.cast::<Arc<dyn Store>>() };
    match caught(|| store.generation()).flatten() {
        // SAFETY: the library's buffer is good for this call.
        Some(generation) if unsafe { write(buffer, &generation) } => sys::WA_OK,
        _ => sys::WA_ERROR,
    }
}

/// A source as C knows it. `source` must outlive the call that it is given to.
pub(crate) fn source(source: &&dyn EvidenceSource) -> sys::wa_evidence_source {
    sys::wa_evidence_source {
        struct_size: std::mem::size_of::<sys::wa_evidence_source>() as u32,
        reserved: 0,
        context: (source as *const &dyn EvidenceSource).cast_mut().cast(),
        pin: Some(pin),
        fetch: Some(fetch),
    }
}

fn time_left(timeout_ms: u64) -> Option<Duration> {
    Some(timeout_ms).filter(|ms| *ms != 0).map(Duration::from_millis)
}

unsafe extern "C" fn pin(
    context: *mut c_void,
    chain: *const c_char,
    chain_size: usize,
    timeout_ms: u64,
    block: *mut sys::wa_buffer,
) -> u32 {
    // SAFETY: it is what `source` put there, and the call that it was given to has not ended.
    let source = unsafe { &*context.cast::<&dyn EvidenceSource>() };
    // SAFETY: the library's text is good for this call.
    let chain = String::from_utf8_lossy(unsafe { ffi::bytes(chain, chain_size) });
    match caught(|| source.pin(&chain, time_left(timeout_ms)).map_err(drop)) {
        Some(Ok(None)) => sys::WA_OK,
        // SAFETY: the library's buffer is good for this call.
        Some(Ok(Some(text))) if unsafe { write(block, &text) } => sys::WA_OK,
        _ => sys::WA_ERROR_EVIDENCE,
    }
}

unsafe extern "C" fn fetch(
    context: *mut c_void,
    chain: *const c_char,
    chain_size: usize,
    queries: *const sys::wa_text,
    query_count: usize,
    timeout_ms: u64,
    answers: *mut sys::wa_answers,
) -> u32 {
    // SAFETY: it is what `source` put there, and the call that it was given to has not ended.
    let source = unsafe { &*context.cast::<&dyn EvidenceSource>() };
    // SAFETY: the library's text is good for this call.
    let chain = String::from_utf8_lossy(unsafe { ffi::bytes(chain, chain_size) });
    let mut asked = Vec::with_capacity(query_count);
    for i in 0..query_count {
        // SAFETY: there are that many, and each text is good for this call.
        let text = unsafe {
            let query = *queries.add(i);
            ffi::bytes(query.data, query.size)
        };
        asked.push(Query::new(String::from_utf8_lossy(text)));
    }
    let Some(Ok(given)) = caught(|| source.fetch(&chain, &asked, time_left(timeout_ms)).map_err(drop)) else {
        return sys::WA_ERROR_EVIDENCE;
    };
    if given.len() != query_count {
        return sys::WA_ERROR_EVIDENCE;
    }
    for answer in &given {
        let (name, text) = answer.parts();
        let kind = if name == "result" {
            sys::WA_EVIDENCE_RESULT
        } else {
            sys::WA_EVIDENCE_ERROR
        };
        let (data, size) = ffi::text(text.as_bytes());
        // SAFETY: `answers` is the library's, good until this function returns.
        if unsafe { sys::wa_give_answer(answers, data, size, kind) } != sys::WA_OK {
            return sys::WA_ERROR_EVIDENCE;
        }
    }
    sys::WA_OK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_not_written() {
        let mut room = [7u8; 4];
        let mut buffer = sys::wa_buffer {
            data: room.as_mut_ptr(),
            capacity: 3,
            size: 0,
        };
        // SAFETY: the buffer is good, and has the room that it states.
        let written = unsafe { [write(&mut buffer, "four"), write(&mut buffer, "one")] };
        assert_eq!((written, buffer.size), ([false, true], 3));
        assert_eq!(&room, b"one\x07");
    }
}
