// SPDX-License-Identifier: Apache-2.0
//! A service that signs users in by their wallets. A real one has TLS in front of it.
//!
//! ```text
//! POST /challenge   {chain, scheme, account}            what the wallet is to sign
//! POST /sign-in     {chain, scheme, form, account, message, signature}
//! GET  /me                                               who is signed in
//! ```

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::{get, post};
use axum::Router;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;
use walletauth::{ChallengeRequest, Context, Error, Host, SignIn, SignInAnswer, SignInConfig, SignInRequest};

// Without `Secure` a browser takes no cookie of this name; programs on this machine do.
const BINDING: &str = "__Host-login";
const SESSION: &str = "__Host-session";

struct Service {
    sign_in: SignIn,
    sessions: RwLock<HashMap<String, String>>, // a real service has a store for them, and an end of each
}

/// The routes.
pub fn app(domain: &str) -> Result<Router, Error> {
    let host = Host::open_installed()?;
    let config = SignInConfig::new(domain).issuer(&format!("https://{domain}"));
    let sign_in = SignIn::open(&host, &config.chains(&["eip155:1"]).forms(&["eip4361"]))?;
    let routes = Router::new()
        .route("/challenge", post(challenge))
        .route("/sign-in", post(accept))
        .route("/me", get(me))
        .layer(DefaultBodyLimit::max(64 * 1024));
    Ok(routes.with_state(Arc::new(Service {
        sign_in,
        sessions: RwLock::default(),
    })))
}

/// 128 bits that nobody can guess, as hex.
fn random() -> Result<String, StatusCode> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn set_cookie(name: &str, value: &str, more: &str) -> (axum::http::HeaderName, String) {
    (
        SET_COOKIE,
        format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{more}"),
    )
}

fn cookie_of(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies
        .split(';')
        .find_map(|pair| Some(pair.trim().strip_prefix(name)?.strip_prefix('=')?.to_owned()))
}

/// What this service knows of the connection. Nothing of it comes from the body.
fn context(cookie: &str, headers: &HeaderMap) -> Context {
    let context = Context::cookie(cookie);
    if headers.contains_key(ORIGIN) {
        context.from_page()
    } else {
        context
    }
}

fn json(http: u16, body: &str) -> Response {
    let status = StatusCode::from_u16(http).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(CONTENT_TYPE, "application/json")], body.to_owned()).into_response()
}

/// What could not be carried out is nobody's fault outside: it is logged, and denied.
fn failed(error: Error) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

async fn challenge(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<impl IntoResponse, StatusCode> {
    let cookie = random()?;
    let request = ChallengeRequest::from_body(body);
    let answer = service
        .sign_in
        .challenge(&request, &context(&cookie, &headers), SystemTime::now());
    let answer = answer.map_err(failed)?;
    Ok((
        AppendHeaders([set_cookie(BINDING, &cookie, "")]),
        json(answer.http(), answer.json()),
    ))
}

async fn accept(State(service): State<Arc<Service>>, headers: HeaderMap, body: Bytes) -> Result<Response, StatusCode> {
    let cookie = cookie_of(&headers, BINDING).unwrap_or_default();
    let request = SignInRequest::from_body(body);
    let answer = service
        .sign_in
        .sign_in(&request, &context(&cookie, &headers), SystemTime::now());
    match answer.map_err(failed)? {
        SignInAnswer::Session(session) => {
            let id = random()?;
            let mut sessions = service.sessions.write().unwrap_or_else(PoisonError::into_inner);
            sessions.insert(id.clone(), session.subject.clone());
            let cookies = [
                Some(set_cookie(BINDING, "", "; Max-Age=0")),
                session.may_set_cookie.then(|| set_cookie(SESSION, &id, "")),
            ];
            Ok((AppendHeaders(cookies.into_iter().flatten()), json(200, &session.json)).into_response())
        }
        SignInAnswer::Refused(refusal) => Ok(json(refusal.http, &refusal.json)),
    }
}

async fn me(State(service): State<Arc<Service>>, headers: HeaderMap) -> Result<String, StatusCode> {
    let sessions = service.sessions.read().unwrap_or_else(PoisonError::into_inner);
    let subject = cookie_of(&headers, SESSION).and_then(|id| sessions.get(&id).cloned());
    subject.ok_or(StatusCode::UNAUTHORIZED)
}
