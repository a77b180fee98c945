// SPDX-License-Identifier: Apache-2.0
//! What the tests share: one host, the report, and a signature that a wallet's library made.

use serde_json::{json, Map, Value};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};
use walletauth::{Error, Host, Reason, Request, Status, Verdict};

/// Of the documentation of web3.js: `eth.accounts.sign("Some data")`.
pub const ACCOUNT: &str = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
pub const SIGNATURE: &str = "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c";

pub fn host() -> &'static Host {
    static HOST: OnceLock<Host> = OnceLock::new();
    HOST.get_or_init(|| Host::open_installed().expect("the installed plugins"))
}

/// Goes to the library as JSON.
pub fn request() -> Request<'static> {
    Request::new("eip155:1", "eip191")
        .account(ACCOUNT)
        .message("Some data")
        .signature(SIGNATURE)
}

/// The same as bytes, which go the flat way.
pub fn bytes() -> Request<'static> {
    request().signature(super::data::of_hex(SIGNATURE).expect("hex"))
}

pub fn vector_folder() -> PathBuf {
    let prefix = std::env::var_os("WALLETAUTH_PREFIX").expect("WALLETAUTH_PREFIX says where walletauth is installed");
    PathBuf::from(prefix).join("share/walletauth/vectors")
}

/// Status and reason of a verdict.
pub fn answers<T>(verdict: &Verdict<T>) -> (Status, Reason) {
    (
        verdict.status(),
        verdict.refusal().map_or(Reason::Unstated, |refusal| refusal.reason),
    )
}

/// That a call was the caller's own mistake, and the detail has a text.
#[track_caller]
pub fn mistake<T: std::fmt::Debug>(result: Result<T, Error>, text: &str) {
    let error = result.expect_err("an error");
    assert_eq!(error.reason(), Reason::Argument, "{error}");
    assert!(error.detail().contains(text), "{error}");
}

/// Changes the report of this binding, if one is wanted.
pub fn report(change: impl FnOnce(&mut Map<String, Value>)) {
    static LOCK: Mutex<()> = Mutex::new(());
    let Some(folder) = std::env::var_os("WALLETAUTH_REPORT_DIR") else {
        return;
    };
    let _guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let file = PathBuf::from(folder).join("rust.json");
    let old = std::fs::read_to_string(&file).ok();
    let mut report: Map<String, Value> = old
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    report.insert("binding".to_owned(), json!("rust"));
    report.insert(
        "language".to_owned(),
        json!(std::env::var("WALLETAUTH_LANGUAGE").unwrap_or("rust".to_owned())),
    );
    change(&mut report);
    std::fs::write(file, Value::from(report).to_string()).expect("the report");
}
