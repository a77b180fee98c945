// SPDX-License-Identifier: Apache-2.0
//! A user signs in over HTTP: k256 signs the text that the service asks for.

#[path = "../../../walletauth/tests/suite/data.rs"]
mod data;
#[path = "../../../walletauth/tests/suite/wallet.rs"]
mod wallet;

use serde_json::{json, Value};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use wallet::{personal_sign, ADDRESS};

/// The service on a free port of this machine; it ends with the test.
fn serve() -> SocketAddr {
    let app = walletauth_axum_example::app("app.example").expect("the routes");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .expect("a runtime");
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || runtime.block_on(async { axum::serve(listener, app).await }));
    address
}

struct Reply {
    status: u16,
    cookies: Vec<String>,
    body: String,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// What a browser would send back of this reply.
    fn cookie(&self, name: &str) -> Option<String> {
        let found = self
            .cookies
            .iter()
            .find(|cookie| cookie.starts_with(&format!("{name}=")))?;
        assert!(found.contains("; Secure; HttpOnly; SameSite=Lax"), "{found}");
        found.split(';').next().map(str::to_owned)
    }
}

fn ask(service: SocketAddr, line: &str, cookie: &str, body: &str) -> Reply {
    let mut stream = TcpStream::connect(service).expect("a connection");
    let size = body.len();
    let head = format!("{line} HTTP/1.1\r\nHost: app.example\r\nOrigin: https://app.example\r\nConnection: close\r\n");
    write!(stream, "{head}Cookie: {cookie}\r\nContent-Length: {size}\r\n\r\n{body}").expect("it is sent");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("a reply");
    let (head, body) = reply.split_once("\r\n\r\n").expect("a head");
    let headers = head.lines().filter_map(|line| line.split_once(": "));
    let cookies = headers.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
    Reply {
        status: head.split(' ').nth(1).expect("a status").parse().expect("a number"),
        cookies: cookies.map(|(_, value)| value.to_owned()).collect(),
        body: body.to_owned(),
    }
}

#[test]
fn a_user_signs_in_once() {
    let service = serve();
    let wanted = json!({"chain": "eip155:1", "scheme": "eip191", "account": ADDRESS}).to_string();
    let challenge = ask(service, "POST /challenge", "", &wanted);
    assert_eq!(challenge.status, 200, "{}", challenge.body);
    let text = challenge.json()["message"]["text"].as_str().expect("a text").to_owned();
    assert!(
        text.starts_with("app.example wants you to sign in with your Ethereum account:\n0xf39Fd6e5"),
        "{text}"
    );
    let binding = challenge.cookie("__Host-login").expect("a cookie");

    let attempt = json!({"chain": "eip155:1", "scheme": "eip191", "form": "eip4361", "account": ADDRESS,
                         "message": {"text": text}, "signature": personal_sign(&text)})
    .to_string();
    let stolen = ask(
        service,
        "POST /sign-in",
        "__Host-login=00112233445566778899aabbccddeeff",
        &attempt,
    );
    assert_eq!(
        (stolen.status, stolen.cookie("__Host-session")),
        (401, None),
        "{}",
        stolen.body
    );

    let session = ask(service, "POST /sign-in", &binding, &attempt);
    assert_eq!(session.status, 200, "{}", session.body);
    let cookie = session.cookie("__Host-session").expect("a cookie");
    assert_eq!(ask(service, "GET /me", &cookie, "").body, format!("eip155:1:{ADDRESS}"));
    assert_eq!(ask(service, "GET /me", "__Host-session=1", "").status, 401);

    let again = ask(service, "POST /sign-in", &binding, &attempt);
    assert_eq!((again.status, again.json()["code"].as_str()), (401, Some("nonce_used")));
    assert_eq!(ask(service, "POST /sign-in", &binding, "{").status, 400);
    assert_eq!(
        ask(service, "POST /sign-in", &binding, &"x".repeat(65 * 1024)).status,
        413
    );
}
