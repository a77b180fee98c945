// SPDX-License-Identifier: Apache-2.0
//! The resolver over a node of our own on loopback, which speaks as nearcore does (docs.near.org, "RPC API").

use super::reader::{vectors, Texts, Vector};
use super::support::{answers, host, mistake, vector_folder};
use serde_json::{json, Value};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use walletauth::{Link, LogLevel, Reason, Resolver, Service, Status};

const BLOCK: &str = "11111111111111111111111111111111";

/// What the node says to one call. It knows one key of one account.
fn answer(call: &Value, known: &Value) -> Value {
    let params = &call["params"];
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock")
        .as_nanos();
    let result = match call["method"].as_str() {
        Some("status") => json!({"chain_id": "mainnet"}),
        Some("block") => {
            json!({"header": {"height": 7, "hash": BLOCK, "timestamp": u64::try_from(now).expect("a time")}})
        }
        Some("query") if params["account_id"] == known["account"] && params["public_key"] == known["public_key"] => {
            json!({"block_hash": BLOCK, "block_height": 7, "nonce": 1, "permission": "FullAccess"})
        }
        _ => {
            let cause = json!({"name": "UNKNOWN_ACCESS_KEY", "info": {"block_hash": BLOCK, "block_height": 7}});
            let error = json!({"code": -32000, "name": "HANDLER_ERROR", "message": "Server error", "cause": cause});
            return json!({"jsonrpc": "2.0", "id": call["id"], "error": error});
        }
    };
    json!({"jsonrpc": "2.0", "id": call["id"], "result": result})
}

fn serve_one(stream: TcpStream, known: &Value, is_down: bool) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (mut line, mut size) = (String::new(), 0);
    while reader.read_line(&mut line).ok()? > 2 {
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            size = value.trim().parse().ok()?;
        }
        line.clear();
    }
    let mut body = vec![0; size];
    reader.read_exact(&mut body).ok()?;
    let reply = answer(&serde_json::from_slice(&body).ok()?, known).to_string();
    let status = if is_down { "500 Down" } else { "200 OK" };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        reply.len()
    );
    reader.into_inner().write_all(format!("{head}{reply}").as_bytes()).ok()
}

/// A node and the file that names it. It ends with the process.
fn node(name: &str, known: Value) -> (PathBuf, Arc<AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let is_down = Arc::new(AtomicBool::new(false));
    let down = is_down.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            serve_one(stream, &known, down.load(Ordering::SeqCst));
        }
    });
    let endpoint = format!("name = \"own\"\nurl = \"http://127.0.0.1:{port}/\"\nallow_private = true\n");
    let text = format!("[chain.\"near:mainnet\"]\n[[chain.\"near:mainnet\".endpoint]]\n{endpoint}");
    (write(name, &text), is_down)
}

/// A file that nobody else may write.
fn write(name: &str, text: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&file);
    let mut options = std::fs::OpenOptions::new();
    let mut opened = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .expect("a file");
    opened.write_all(text.as_bytes()).expect("a text");
    file
}

/// A named account's signature, which the chain alone proves.
fn named() -> (Vector, Value) {
    let all = vectors(&vector_folder().join("near/nep413.json")).into_iter();
    let found = all.into_iter().find(|vector| {
        let is_plain = vector
            .service
            .keys()
            .all(|name| ["accept", "block", "evidence"].contains(&name.as_str()));
        let has_key = vector.request.contains_key("public_key") && vector.request["chain"].get() == "\"near:mainnet\"";
        is_plain && has_key && vector.expect["status"] == "valid" && vector.expect["link"] == "chain_state"
    });
    let vector = found.expect("a vector");
    let value = |name: &str| serde_json::from_str::<Value>(vector.request[name].get()).expect("JSON");
    let known = json!({"account": vector.expect["address"], "public_key": value("public_key")});
    (vector, known)
}

#[test]
fn nodes_prove_a_named_account_and_their_failure_is_an_error() {
    let (vector, known) = named();
    let texts = Texts::of(&vector);
    let request = texts.request(&vector);
    let part = Service::new().accept(&[Link::Derived, Link::ChainState]);
    let (file, is_down) = node("endpoints.toml", known);
    let lines = Arc::new(Mutex::new(vec![]));
    let seen = lines.clone();
    let log = move |level: LogLevel, line: &str| {
        seen.lock().expect("a lock").push((level, line.to_owned()));
        panic!("a log that panics, on purpose")
    };
    let resolver = Resolver::open_with_log(&file, log).expect("it opens");
    let client = resolver.client("192.0.2.1").expect("a client");
    let limit = Some(Duration::from_secs(5));
    for client in [&client, &resolver.anybody()] {
        let verdict = host()
            .verify_with_resolver(&request, &part, client, limit)
            .expect("a verdict");
        assert_eq!(verdict.status(), Status::Valid, "{verdict:?}");
        assert_eq!(verdict.valid().and_then(|valid| valid.block.as_deref()), Some(BLOCK));
    }
    assert!(resolver.metrics().expect("a text").contains("endpoint=\"own\""));
    resolver.reload().expect("the file is as it was");
    drop(resolver); // it ends with its clients
    is_down.store(true, Ordering::SeqCst);
    let error = host()
        .verify_with_resolver(&request, &part, &client, limit)
        .expect_err("an error");
    assert_eq!(error.reason(), Reason::Evidence);
    assert!(!lines.lock().expect("a lock").is_empty());
}

#[test]
fn another_key_is_refused() {
    let (vector, known) = named();
    let other = json!({"account": known["account"], "public_key": "ed25519:1"});
    let texts = Texts::of(&vector);
    let resolver = Resolver::open(node("other.toml", other).0).expect("it opens");
    let part = Service::new().accept(&[Link::Derived, Link::ChainState]);
    let verdict = host().verify_with_resolver(&texts.request(&vector), &part, &resolver.anybody(), None);
    assert_eq!(
        answers(&verdict.expect("a verdict")),
        (Status::Rejected, Reason::Signer)
    );
}

#[test]
fn a_file_that_is_none_is_refused() {
    mistake(Resolver::open("/no/such/none.toml"), "none.toml");
    mistake(Resolver::open(write("bad.toml", "chain = 5\n")), "bad.toml");
    mistake(Resolver::open("no\0ne"), "NUL");
    let good = Resolver::open(node("good.toml", Value::Null).0).expect("it opens");
    for name in [String::new(), "x".repeat(257)] {
        mistake(good.client(&name), "1 to 256 bytes");
    }
}
