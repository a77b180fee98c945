// SPDX-License-Identifier: Apache-2.0
//! What callers do wrong, and what they must get then: the names are those of all bindings.

use super::support::{answers, bytes, host, mistake, report, request, ACCOUNT};
use serde_json::json;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::sync::atomic::{AtomicUsize, Ordering};
use walletauth::{
    Error, Host, Message, Notation, Param, Reason, Request, Service, SignIn, SignInConfig, Status, Verdict,
};

const TOO_LARGE: usize = 4 * 1024 * 1024 + 1;

pub fn misuse(name: &str, check: impl FnOnce()) {
    check();
    report(|report| {
        let names = report.entry("misuse").or_insert(json!([]));
        names.as_array_mut().expect("a list").push(json!(name));
    });
}

/// By both ways: as JSON, and as bytes.
#[track_caller]
fn both_ways<'a>(change: impl Fn(Request<'a>) -> Request<'a>, expected: (Status, Reason)) {
    for base in [request(), bytes()] {
        let verdict = host().verify(&change(base), &Service::default()).expect("a verdict");
        assert_eq!(answers(&verdict), expected, "{verdict:?}");
    }
}

#[test]
fn closed_host() {
    misuse("closed-host", || {
        let closed = Host::open_installed().expect("a host");
        closed.close();
        let service = Service::default();
        assert!(matches!(closed.verify(&request(), &service), Err(Error::Closed)));
        assert!(matches!(closed.verify(&bytes(), &service), Err(Error::Closed)));
        assert!(matches!(closed.begin_rounds(&request(), &service), Err(Error::Closed)));
        let config = SignInConfig::new("app.example");
        mistake(closed.verify_body("{}", &service), "it was closed");
        mistake(closed.verify_json("{}", ""), "it was closed");
        mistake(closed.account(&request()), "it was closed");
        mistake(closed.identify("eip155:1", "eip191", &[0; 33]), "it was closed");
        mistake(closed.describe(), "it was closed");
        mistake(SignIn::open(&closed, &config), "it was closed");
    });
}

#[test]
fn close_twice() {
    misuse("close-twice", || {
        let closed = Host::open_installed().expect("a host");
        closed.close();
        closed.close();
    });
}

#[test]
fn close_while_verifying() {
    misuse("close-while-verifying", || {
        let closing = Host::open_installed().expect("a host");
        let valid = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| loop {
                    match closing.verify(&bytes(), &Service::default()) {
                        Ok(verdict) => assert_eq!(verdict.status(), Status::Valid),
                        Err(error) => return assert!(matches!(error, Error::Closed), "{error}"),
                    }
                    valid.fetch_add(1, Ordering::SeqCst);
                });
            }
            while valid.load(Ordering::SeqCst) < 100 {
                std::thread::yield_now();
            }
            closing.close();
        });
    });
}

#[test]
fn nul_in_text() {
    misuse("nul-in-text", || {
        both_ways(|_| bytes_of("eip155:1\0", "eip191"), (Status::Malformed, Reason::Chain));
        both_ways(
            |_| bytes_of("eip155:1", "eip191\0"),
            (Status::Unsupported, Reason::Scheme),
        );
        let account = format!("{ACCOUNT}\0");
        for base in [request(), bytes()] {
            let verdict = host()
                .verify(&base.account(&account), &Service::default())
                .expect("a verdict");
            assert_eq!(answers(&verdict), (Status::Malformed, Reason::Account));
        }
        both_ways(|base| base.message("Some data\0"), (Status::Rejected, Reason::Signer));
        mistake(Host::open_manifest("/no\0where"), "NUL");
        mistake(Host::open_directory("\0"), "NUL");
    });
}

fn bytes_of(chain: &'static str, scheme: &'static str) -> Request<'static> {
    Request::new(chain, scheme)
        .account(ACCOUNT)
        .message("Some data")
        .signature(&[7; 65])
}

#[test]
fn not_utf8() {
    misuse("not-utf8", || {
        // Texts of Rust are UTF-8 always: bytes come in as messages, bodies and paths.
        both_ways(|base| base.message(b"half \xff"), (Status::Rejected, Reason::Signer));
        let verdict = host()
            .verify_body(b"{\"chain\":\"\xff\"}", &Service::default())
            .expect("a verdict");
        assert_eq!(answers(&verdict), (Status::Malformed, Reason::Request));
        mistake(Host::open_directory(OsStr::from_bytes(b"/no/\xff/folder")), "/no/");
    });
}

#[test]
fn too_large() {
    misuse("too-large", || {
        let large = "x".repeat(TOO_LARGE);
        for base in [request(), bytes()] {
            for changed in [base.clone().message(&large), base.signature(large.clone().into_bytes())] {
                let verdict = host().verify(&changed, &Service::default()).expect("a verdict");
                assert_eq!(verdict.status(), Status::Malformed);
            }
        }
        let verdict = host().verify_body(&large, &Service::default()).expect("a verdict");
        assert_eq!(answers(&verdict), (Status::Malformed, Reason::Request));
        assert!(verdict.refusal().expect("a refusal").detail.contains("4194304"));
        mistake(host().verify(&bytes(), &Service::new().param("x", &large)), "service");
    });
}

#[test]
fn evidence_without_trust() {
    misuse("evidence-without-trust", || {
        let body = request().to_json();
        for member in [
            "\"evidence\":[]",
            "\"accept\":[]",
            "\"compat\":true",
            "\"block\":\"\"",
            "\"service\":{}",
        ] {
            let text = format!("{},{member}}}", body.strip_suffix('}').expect("an object"));
            let verdict = host().verify_body(text, &Service::default()).expect("a verdict");
            assert_eq!(answers(&verdict), (Status::Malformed, Reason::Request), "{member}");
        }
        both_ways(
            |base| base.param("evidence", Param::Json("[]".into())),
            (Status::Unsupported, Reason::Params),
        );
        // Texts of JSON that try to end their member and begin another: of these, `id` is one that a request may have.
        for more in ["\"evidence\":[]", "\"id\":\"x\""] {
            let out = format!("{{\"text\":\"Some data\"}},{more}");
            let wrong = request().message(Message::Wire(out.into()));
            let verdict = host().verify(&wrong, &Service::default()).expect("a verdict");
            assert_eq!(answers(&verdict), (Status::Malformed, Reason::Request));
            let wrong = request().signature(Notation::Json(format!("{:?},{more}", super::support::SIGNATURE).into()));
            let verdict = host().verify(&wrong, &Service::default()).expect("a verdict");
            assert_eq!(answers(&verdict), (Status::Malformed, Reason::Request));
        }
    });
}

#[test]
fn service_no_object() {
    misuse("service-no-object", || {
        for text in [
            "",
            "[]",
            "5",
            "\"text\"",
            "true",
            "null",
            "{}}",
            "{\"unknown\":1}",
            "{\"compat\":true,\"compat\":true}",
        ] {
            for base in [request(), bytes()] {
                mistake(host().verify(&base, &Service::from_json(text)), "service");
                mistake(host().begin_rounds(&base, &Service::from_json(text)), "service");
            }
        }
    });
}

#[test]
fn unknown_scheme() {
    misuse("unknown-scheme", || {
        both_ways(
            |_| bytes_of("eip155:1", "nobody-signs-so"),
            (Status::Unsupported, Reason::Scheme),
        );
        both_ways(|_| bytes_of("nobody:1", "eip191"), (Status::Unsupported, Reason::Chain));
        let verdict = host()
            .identify("eip155:1", "nobody-signs-so", &[2; 33])
            .expect("a verdict");
        assert_eq!(answers(&verdict), (Status::Unsupported, Reason::Scheme));
    });
}

#[test]
fn no_such_folder() {
    misuse("no-such-folder", || {
        mistake(Host::open_directory("/no/such/folder"), "/no/such/folder");
        mistake(Host::open_manifest("/no/such/file.toml"), "/no/such/file.toml");
        mistake(Host::open_directory(""), "empty");
    });
}

#[test]
fn threads() {
    misuse("threads", || {
        let all = [
            request(),
            bytes(),
            bytes().message("other"),
            bytes().account("0x12"),
            bytes().signature(&[1; 10]),
        ];
        let one = |request: &Request<'_>| host().verify(request, &Service::default()).expect("a verdict");
        let alone: Vec<Verdict> = all.iter().map(one).collect();
        let classes: Vec<Status> = alone.iter().map(Verdict::status).collect();
        assert_eq!(
            classes[..4],
            [Status::Valid, Status::Valid, Status::Rejected, Status::Malformed]
        );
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for i in 0..1000 {
                        assert_eq!(one(&all[i % all.len()]), alone[i % all.len()]);
                    }
                });
            }
        });
    });
}
