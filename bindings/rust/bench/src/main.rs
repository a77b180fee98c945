// SPDX-License-Identifier: Apache-2.0
//! What a call costs above `wa_verify_flat` for the same request: one process, in turns, the least of all turns.

#[allow(dead_code)]
#[path = "../../walletauth/tests/suite/data.rs"]
mod data;
#[allow(dead_code)]
#[path = "../../walletauth/tests/suite/support.rs"]
mod support;

use serde_json::json;
use std::hint::black_box;
use std::time::Instant;
use walletauth::{Host, Request, Service};
use walletauth_sys as sys;

const CHAIN: &str = "eip155:1";
const SCHEME: &str = "eip191";
const MESSAGE: &str = "Some data";
const TURNS: usize = 400;

/// Microseconds of one call.
fn time(count: u32, mut call: impl FnMut()) -> f64 {
    let begin = Instant::now();
    for _ in 0..count {
        call();
    }
    begin.elapsed().as_secs_f64() * 1e6 / f64::from(count)
}

/// `wa_verify_flat` as C calls it: nothing is made of its verdict.
fn in_c(host: *const sys::wa_host, signature: &[u8], verdict: &mut sys::wa_flat_verdict) {
    verdict.struct_size = 1152;
    let none = std::ptr::null::<std::ffi::c_char>();
    // SAFETY: all pointers are good for the call.
    black_box(unsafe {
        sys::wa_verify_flat(
            host,
            CHAIN.as_ptr().cast(),
            CHAIN.len(),
            SCHEME.as_ptr().cast(),
            SCHEME.len(),
            support::ACCOUNT.as_ptr().cast(),
            support::ACCOUNT.len(),
            none.cast(),
            0,
            MESSAGE.as_ptr(),
            MESSAGE.len(),
            signature.as_ptr(),
            signature.len(),
            none.cast(),
            0,
            none,
            0,
            verdict,
        )
    });
}

fn request<'a>(signature: impl Into<walletauth::Notation<'a>>) -> Request<'a> {
    Request::new(CHAIN, SCHEME)
        .account(support::ACCOUNT)
        .message(MESSAGE)
        .signature(signature)
}

/// The least microseconds of: C, bytes, text.
fn measure(raw: *const sys::wa_host, host: &Host, signature: &[u8], text: &str, count: u32) -> [f64; 3] {
    // SAFETY: all its members are numbers and arrays of numbers.
    let mut verdict: sys::wa_flat_verdict = unsafe { std::mem::zeroed() };
    let service = Service::default();
    let verify = |request: Request<'_>| drop(black_box(host.verify(&request, &service)));
    let mut least = [f64::INFINITY; 3];
    for _ in 0..TURNS {
        let turn = [
            time(count, || in_c(raw, signature, &mut verdict)),
            time(count, || verify(request(signature))),
            time(count, || verify(request(text))),
        ];
        least
            .iter_mut()
            .zip(turn)
            .for_each(|(least, turn)| *least = least.min(turn));
    }
    least
}

/// The memory of this process in KiB; pages that several share are divided among them.
fn proportional_kb() -> f64 {
    let text = std::fs::read_to_string("/proc/self/smaps_rollup").expect("a Linux of 4.14 or later");
    let size = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let digits = size.expect("Pss").trim().trim_end_matches(" kB");
    digits.parse().expect("a number")
}

/// Milliseconds that opening a host takes, and KiB.
fn measure_host() -> (Host, [f64; 2]) {
    let before = proportional_kb();
    let begin = Instant::now();
    let host = Host::open_installed().expect("the installed plugins");
    let open_ms = begin.elapsed().as_secs_f64() * 1e3;
    (host, [open_ms, proportional_kb() - before])
}

/// The least milliseconds that opening further hosts takes, and the mean of KiB.
fn measure_more_hosts(count: u32) -> [f64; 2] {
    let hosts: Vec<_> = (0..count).map(|_| measure_host()).collect();
    let least = hosts.iter().map(|(_, [took, _])| *took).fold(f64::INFINITY, f64::min);
    let taken = hosts.iter().map(|(_, [_, taken])| taken).sum::<f64>();
    [least, taken / f64::from(count)]
}

fn main() {
    let (host, [open_ms, host_kb]) = measure_host();
    let mut raw = std::ptr::null_mut();
    // SAFETY: both pointers are good for the call.
    assert_eq!(
        unsafe { sys::wa_open_installed(&mut raw, std::ptr::null_mut()) },
        sys::WA_OK
    );

    let signature = data::of_hex(support::SIGNATURE).expect("hex");
    let cases = [
        ("refused", &signature[..10], &support::SIGNATURE[..22], 300),
        ("valid", &signature[..], support::SIGNATURE, 20),
    ];
    let mut figures = Vec::new();
    let mut in_c = Vec::new();
    for (name, signature, text, count) in cases {
        let [c, bytes, texts] = measure(raw, &host, signature, text, count);
        println!(
            "{name:8} C {c:7.2} us   verify, bytes {bytes:7.2}   verify, text {texts:7.2}   above C {:5.2}",
            bytes - c
        );
        in_c.push(c);
        figures.push(if name == "refused" {
            ("overhead_us", bytes - c)
        } else {
            ("text_overhead_us", texts - c)
        });
    }
    figures.push(("arithmetic_us", in_c[1] - in_c[0]));
    let [more_ms, more] = measure_more_hosts(8);
    let open_ms = open_ms.min(more_ms);
    println!("opening {open_ms:.1} ms, {host_kb:.0} KiB; each further host {more:.0} KiB");
    figures.extend([("open_ms", open_ms), ("host_kb", host_kb), ("more_host_kb", more)]);
    support::report(|report| report.extend(figures.iter().map(|(name, figure)| ((*name).to_owned(), json!(figure)))));
    // SAFETY: nobody uses it any more.
    unsafe { sys::wa_close(raw) }
}
