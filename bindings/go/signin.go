// SPDX-License-Identifier: Apache-2.0

package walletauth

/*
#include <walletauth/walletauth_signin.h>
#include "callbacks.h"
*/
import "C"

import (
	"context"
	"encoding/json"
	"runtime/cgo"
	"sync"
	"time"
)

// A SignInConfig is what a service says of itself; docs/wire-format.md explains each member.
type SignInConfig struct {
	Issuer          string            `json:"issuer,omitempty"`
	ClientID        string            `json:"client_id,omitempty"`
	Domain          string            `json:"domain,omitempty"` // the service's own host[:port]
	Chains          []string          `json:"chains,omitempty"`
	Forms           []string          `json:"forms,omitempty"`
	Scheme          string            `json:"scheme,omitempty"`
	URIs            []string          `json:"uris,omitempty"`
	Recipients      []string          `json:"recipients,omitempty"`
	CallbackOrigins []string          `json:"callback_origins,omitempty"`
	Channels        []string          `json:"channels,omitempty"`
	Statement       string            `json:"statement,omitempty"` // of challenges that are asked for without one
	Lifetime        int               `json:"lifetime,omitempty"`  // seconds
	Skew            *int              `json:"skew,omitempty"`      // seconds
	RequireIssuedAt *bool             `json:"require_issued_at,omitempty"`
	RequireExpiry   *bool             `json:"require_expiry,omitempty"`
	Accept          []Link            `json:"accept,omitempty"`
	Compat          bool              `json:"compat,omitempty"`
	PreferState     *bool             `json:"prefer_state,omitempty"`
	HomeChains      map[string]string `json:"home_chains,omitempty"`
}

// SignInOptions are what a service may bring itself.
type SignInOptions struct {
	Keys         string        // the text of a key file; empty: keys that live as long as the SignIn
	Store        Store         // nil: the memory of this process, which refuses Keys
	StoreTimeout time.Duration // 0: 5 seconds; what takes longer counts as unavailable
	OnError      func(error)   // takes what the store and sources say; may be nil
}

// A Connection is what the service knows of the connection: its cookie or its verifier, and whether the request came
// from a page (it has a header Origin).
type Connection struct {
	Cookie   string `json:"cookie,omitempty"`
	Verifier string `json:"verifier,omitempty"`
	FromPage bool   `json:"from_page,omitempty"`
}

// A ChallengeRequest is what a user asks for. Chain and Scheme must be there.
type ChallengeRequest struct {
	Chain     string   `json:"chain"`
	Scheme    string   `json:"scheme"`
	Form      string   `json:"form,omitempty"`
	Account   string   `json:"account,omitempty"`
	URI       string   `json:"uri,omitempty"`
	Statement string   `json:"statement,omitempty"`
	RequestID string   `json:"request_id,omitempty"`
	Resources []string `json:"resources,omitempty"`
}

// A SignInRequest is a Request with the form of its text.
type SignInRequest struct {
	Request
	Form        string
	RetryTicket string
}

// An Outcome is the answer to a challenge or a sign-in. A refusal is an outcome, also where its Status is "error".
type Outcome struct {
	Status string          `json:"status"` // "challenge", "valid", or why not
	HTTP   int             `json:"-"`      // the HTTP status that fits
	JSON   json.RawMessage `json:"-"`      // the whole answer, which may be sent to the user

	// Of a challenge; Message and Params are those of the request to come.
	Nonce     string          `json:"nonce"`
	ExpiresAt string          `json:"expires_at"`
	Message   json.RawMessage `json:"message"`
	Params    json.RawMessage `json:"params"`
	Wallet    json.RawMessage `json:"wallet"`

	// Of a session.
	Account      string          `json:"account"`
	Subject      string          `json:"subject"`
	Address      string          `json:"address"`
	Link         Link            `json:"link"`
	AuthTime     string          `json:"auth_time"`
	MaySetCookie bool            `json:"may_set_cookie"`
	Claims       json.RawMessage `json:"claims"`

	// Of a refusal.
	Check       string  `json:"check"`
	Code        string  `json:"code"`
	Detail      string  `json:"detail"` // for logs
	Next        string  `json:"next"`
	RetryAfter  float64 `json:"retry_after"`
	RetryTicket string  `json:"retry_ticket"`
}

// A SignIn is how one client of a service signs its users in.
type SignIn struct {
	lock    sync.RWMutex // held for reading while C uses it
	c       *C.wa_sign_in
	store   cgo.Handle // 0: none
	onError func(error)
}

// OpenSignIn opens a client. The host may be closed before it.
func OpenSignIn(host *Host, config SignInConfig, options SignInOptions) (*SignIn, error) {
	const operation = "open sign-in"
	written, err := json.Marshal(config)
	if err != nil {
		return nil, err
	}
	text := string(written)
	opened := &SignIn{onError: options.OnError}
	if options.Store != nil {
		opened.store = cgo.NewHandle(newCalledStore(options))
	}
	var message *C.char
	var status C.uint32_t
	err = host.use(operation, func(host *C.wa_host) {
		status = C.walletauth_go_sign_in_open(host, chars(text), C.size_t(len(text)), chars(options.Keys),
			C.size_t(len(options.Keys)), C.uintptr_t(opened.store), &opened.c, &message)
	})
	detail := C.GoString(message)
	C.wa_free(message)
	if err == nil && status != C.WA_OK {
		err = newError(operation, uint32(status), detail)
	}
	if err != nil {
		opened.Close()
		return nil, err
	}
	return opened, nil
}

// Close ends it, after the calls that are under way. A store must not call it.
func (s *SignIn) Close() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	C.wa_sign_in_close(s.c)
	s.c = nil
	if s.store != 0 {
		s.store.Delete()
		s.store = 0
	}
	return nil
}

// Challenge makes a challenge, at the time `now`.
func (s *SignIn) Challenge(request ChallengeRequest, connection Connection, now time.Time) (Outcome, error) {
	text, err := json.Marshal(request)
	if err != nil {
		return Outcome{}, err
	}
	return s.ChallengeJSON(string(text), connection, now)
}

// ChallengeJSON takes a user's request object as it came.
func (s *SignIn) ChallengeJSON(request string, connection Connection, now time.Time) (Outcome, error) {
	return s.outcome("challenge", connection, func(c *C.wa_sign_in, context string, http *C.int, answer **C.char, size *C.size_t) C.uint32_t {
		return C.walletauth_go_challenge(c, chars(request), C.size_t(len(request)), chars(context), C.size_t(len(context)),
			C.int64_t(now.Unix()), http, answer, size)
	})
}

// SignIn signs a user in: an Outcome whose Status is "valid" means that somebody has signed in, once. `source` is asked
// where only the chain can tell; nil: no node is asked.
func (s *SignIn) SignIn(ctx context.Context, request SignInRequest, connection Connection, now time.Time, source Source) (Outcome, error) {
	var m members
	request.write(&m)
	m.text("form", request.Form)
	m.text("retry_ticket", request.RetryTicket)
	return s.SignInJSON(ctx, m.end(), connection, now, source)
}

// SignInJSON takes a user's request object as it came.
func (s *SignIn) SignInJSON(ctx context.Context, request string, connection Connection, now time.Time, source Source) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return Outcome{}, err
	}
	var called cgo.Handle
	if source != nil {
		called = cgo.NewHandle(&calledSource{source, ctx, s.onError})
		defer called.Delete()
	}
	return s.outcome("sign in", connection, func(c *C.wa_sign_in, context string, http *C.int, answer **C.char, size *C.size_t) C.uint32_t {
		return C.walletauth_go_sign_in(c, chars(request), C.size_t(len(request)), chars(context), C.size_t(len(context)),
			C.int64_t(now.Unix()), C.uintptr_t(called), http, answer, size)
	})
}

func (s *SignIn) outcome(operation string, connection Connection, call func(*C.wa_sign_in, string, *C.int, **C.char, *C.size_t) C.uint32_t) (Outcome, error) {
	known, err := json.Marshal(connection)
	if err != nil {
		return Outcome{}, err
	}
	s.lock.RLock()
	defer s.lock.RUnlock()
	if s.c == nil {
		return Outcome{}, closed(operation, "sign-in")
	}
	var http C.int
	var answer *C.char
	var size C.size_t
	status := call(s.c, string(known), &http, &answer, &size)
	if answer == nil {
		return Outcome{}, newError(operation, uint32(status), "")
	}
	text := take(answer, size)
	outcome := Outcome{HTTP: int(http), JSON: json.RawMessage(text)}
	if err := json.Unmarshal(outcome.JSON, &outcome); err != nil {
		failed := newError(operation, C.WA_ERROR_INTERNAL, "the answer is not readable")
		failed.Cause = err
		return Outcome{}, failed
	}
	return outcome, nil
}
