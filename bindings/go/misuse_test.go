// SPDX-License-Identifier: Apache-2.0

package walletauth

import (
	"encoding/json"
	"errors"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// misuse runs a test of bindings/suite.md, by its name there.
func misuse(t *testing.T, name string, check func(*testing.T)) {
	t.Run(name, check)
	if !t.Failed() {
		report.misuse = append(report.misuse, name)
	}
}

func expectStatus(t *testing.T, host *Host, request Request, status Status, reason string) {
	t.Helper()
	verdict, err := host.Verify(background, request)
	if err != nil || verdict.Status != status || verdict.Reason != reason {
		t.Errorf("%v (%v): %v %s, expected %s (%s)", verdict.Status, verdict.Reason, err, verdict.Detail, status, reason)
	}
}

func expectError(t *testing.T, err, class error, part string) {
	t.Helper()
	var failed *Error
	if !errors.Is(err, class) || !errors.As(err, &failed) || !strings.Contains(err.Error(), part) {
		t.Errorf("%v, expected %v with %q", err, class, part)
	}
}

func TestMisuse(t *testing.T) {
	host := openHost(t)
	misuse(t, "closed-host", closedHost)
	misuse(t, "close-twice", closeTwice)
	misuse(t, "close-while-verifying", closeWhileVerifying)
	misuse(t, "nul-in-text", func(t *testing.T) { nulInText(t, host) })
	misuse(t, "not-utf8", func(t *testing.T) { notUTF8(t, host) })
	misuse(t, "too-large", func(t *testing.T) { tooLarge(t, host) })
	misuse(t, "evidence-without-trust", func(t *testing.T) { evidenceWithoutTrust(t, host) })
	misuse(t, "service-no-object", func(t *testing.T) { serviceNoObject(t, host) })
	misuse(t, "unknown-scheme", func(t *testing.T) { unknownScheme(t, host) })
	misuse(t, "no-such-folder", noSuchFolder)
	misuse(t, "threads", func(t *testing.T) { threads(t, host) })
	misuse(t, "sign-in-once", func(t *testing.T) { signInOnce(t, host) })
}

// Go forks only to execute: a child is another program, and the host goes on.
func TestChildProcess(t *testing.T) {
	host := openHost(t)
	for range 3 {
		if err := exec.Command("true").Run(); err != nil {
			t.Fatal(err)
		}
		if verdict, err := host.Verify(background, flat); err != nil || !verdict.Valid() {
			t.Fatal(verdict, err)
		}
	}
}

func closedHost(t *testing.T) {
	closed := openHost(t)
	closed.Close()
	var errs [8]error
	_, errs[0] = closed.Verify(background, request)
	_, errs[1] = closed.Verify(background, flat)
	_, errs[2] = closed.VerifyJSON("{}", "")
	_, errs[3] = closed.Account(request)
	_, errs[4] = closed.Identify("eip155:1", "eip191", []byte{2})
	_, errs[5] = closed.Describe()
	_, errs[6] = closed.For(Service{}).VerifyWithEvidence(background, request, &recorded{})
	_, errs[7] = OpenSignIn(closed, signInConfig, SignInOptions{})
	for _, err := range errs {
		expectError(t, err, ErrClosed, "closed")
		expectError(t, err, ErrArgument, "closed")
	}
}

func closeTwice(t *testing.T) {
	closed := openHost(t)
	for range 2 {
		if err := closed.Close(); err != nil {
			t.Error(err)
		}
	}
}

func closeWhileVerifying(t *testing.T) {
	closing := openHost(t)
	var running, begun sync.WaitGroup
	for range 8 {
		running.Add(1)
		begun.Add(1)
		go func() {
			defer running.Done()
			for i := 0; ; i++ {
				verdict, err := closing.Verify(background, flat)
				if i == 0 {
					begun.Done()
				}
				if errors.Is(err, ErrClosed) {
					return
				}
				if err != nil || !verdict.Valid() {
					t.Error(verdict, err)
					return
				}
			}
		}()
	}
	begun.Wait()
	closing.Close()
	running.Wait()
}

func nulInText(t *testing.T, host *Host) {
	for _, base := range []Request{request, flat} {
		expectStatus(t, host, with(base, func(r *Request) { r.Chain += "\x00" }), Malformed, "chain")
		expectStatus(t, host, with(base, func(r *Request) { r.Scheme += "\x00" }), Unsupported, "scheme")
		expectStatus(t, host, with(base, func(r *Request) { r.Account += "\x00" }), Malformed, "account")
		expectStatus(t, host, with(base, func(r *Request) { r.Message = Text("Some data\x00") }), Rejected, "signer")
	}
	_, err := OpenManifest("/no\x00where")
	expectError(t, err, ErrArgument, "NUL")
	_, err = OpenDirectory("\x00")
	expectError(t, err, ErrArgument, "NUL")
}

func notUTF8(t *testing.T, host *Host) {
	for _, base := range []Request{request, flat} {
		for _, change := range []func(*Request){
			func(r *Request) { r.Chain = "eip155:\xff" },
			func(r *Request) { r.Account = "\xc3" },
			func(r *Request) { r.Params = map[string]Value{"x": Text("\xed\xa0\x80")} },
		} {
			verdict, err := host.Verify(background, with(base, change))
			if err != nil || verdict.Status != Malformed && verdict.Status != Unsupported {
				t.Error(verdict, err)
			}
		}
		// A message is bytes: both ways say the same of it.
		expectStatus(t, host, with(base, func(r *Request) { r.Message = Text("Some data\xff") }), Rejected, "signer")
	}
	_, err := host.For(Service{Block: "\xff"}).Verify(background, request)
	expectError(t, err, ErrArgument, "service")
}

func tooLarge(t *testing.T, host *Host) {
	const size = 4<<20 + 1
	large := strings.Repeat("x", size)
	for _, base := range []Request{request, flat} {
		for _, change := range []func(*Request){
			func(r *Request) { r.Message = Text(large) },
			func(r *Request) { r.Message = Bytes(make([]byte, size)) },
			func(r *Request) { r.Signature = Bytes(make([]byte, size)) },
			func(r *Request) { r.Account = large },
		} {
			verdict, err := host.Verify(background, with(base, change))
			if err != nil || verdict.Status != Malformed {
				t.Error(verdict, err)
			}
		}
	}
	_, err := host.For(Service{Params: map[string]Value{"x": Text(large)}}).Verify(background, request)
	expectError(t, err, ErrArgument, "service")
	answer, err := host.VerifyJSON(strings.Repeat(" ", size), "")
	if err != nil || !strings.Contains(answer, `"malformed"`) {
		t.Error(answer, err)
	}
}

func evidenceWithoutTrust(t *testing.T, host *Host) {
	// The type Request has no such member, so it can only come in a user's JSON.
	for _, member := range []string{`"evidence":[]`, `"accept":["chain_state"]`, `"compat":true`, `"block":"1"`, `"service":{}`} {
		text := request.json()
		answer, err := host.VerifyJSON(text[:len(text)-1]+","+member+"}", "")
		if err != nil || !strings.Contains(answer, `"status":"malformed","reason":"request"`) {
			t.Error(answer, err)
		}
	}
	expectStatus(t, host, with(request, func(r *Request) { r.Params = map[string]Value{"x": JSON(`1},"evidence":[],"params":{`)} }), Malformed, "request")
	// Nor may a JSON value bring members that are not there.
	sneaking := with(request, func(r *Request) {
		r.Account, r.Signature = "", JSON(`"0x`+signatureHex+`","account":"`+request.Account+`"`)
	})
	expectStatus(t, host, sneaking, Malformed, "request")
}

func serviceNoObject(t *testing.T, host *Host) {
	for _, service := range []string{"[]", "5", `"text"`, "true", "null", "{", `{"unknown":1}`} {
		answer, err := host.VerifyJSON(request.json(), service)
		if err != nil || !strings.Contains(answer, `"status":"error","reason":"argument"`) {
			t.Error(service, answer, err)
		}
	}
	for _, base := range []Request{request, flat} {
		verifier := host.For(Service{Params: map[string]Value{"x": JSON("]")}})
		_, err := verifier.Verify(background, base)
		expectError(t, err, ErrArgument, "service")
		_, err = verifier.VerifyWithEvidence(background, base, &recorded{})
		expectError(t, err, ErrArgument, "service")
	}
}

func unknownScheme(t *testing.T, host *Host) {
	for _, base := range []Request{request, flat} {
		expectStatus(t, host, with(base, func(r *Request) { r.Scheme = "nobody-signs-so" }), Unsupported, "scheme")
		expectStatus(t, host, with(base, func(r *Request) { r.Chain = "nobody:1" }), Unsupported, "chain")
	}
	_, err := host.Identify("eip155:1", "nobody-signs-so", make([]byte, 33))
	expectError(t, err, ErrUnsupported, "scheme")
}

func noSuchFolder(t *testing.T) {
	_, err := OpenDirectory("/no/such/folder")
	expectError(t, err, ErrArgument, "/no/such/folder")
	_, err = OpenManifest("/no/such/file.toml")
	expectError(t, err, ErrArgument, "/no/such/file.toml")
	_, err = OpenDirectory("")
	expectError(t, err, ErrArgument, "")
}

// threads wants of 8 goroutines what one gets.
func threads(t *testing.T, host *Host) {
	kinds := []Request{request, flat, with(flat, func(r *Request) { r.Message = Text("other data") }),
		with(flat, func(r *Request) { r.Signature = Bytes(make([]byte, 10)) }), with(request, func(r *Request) { r.Chain = "nobody:1" })}
	var alone []Verdict
	for _, kind := range kinds {
		verdict, err := host.Verify(background, kind)
		if err != nil {
			t.Fatal(err)
		}
		alone = append(alone, verdict)
	}
	var running sync.WaitGroup
	for range 8 {
		running.Add(1)
		go func() {
			defer running.Done()
			for i := range 1000 {
				verdict, err := host.Verify(background, kinds[i%len(kinds)])
				want := alone[i%len(kinds)]
				if err != nil || verdict.Status != want.Status || verdict.Detail != want.Detail || verdict.Account != want.Account {
					t.Error(verdict, err)
					return
				}
			}
		}()
	}
	running.Wait()
}

func TestAccountsAndWhatIsLoaded(t *testing.T) {
	host := openHost(t)
	verdict, err := host.Account(Request{Chain: request.Chain, Account: strings.ToLower(request.Account)})
	if err != nil || verdict.Address != request.Account || verdict.Account != request.Chain+":"+request.Account {
		t.Error(verdict, err)
	}
	if verdict, err = host.Account(Request{Chain: request.Chain, Account: "0x12"}); err != nil || verdict.Status != Malformed {
		t.Error(verdict, err)
	}
	if !errors.Is(verdict.Err(), ErrMalformed) {
		t.Error(verdict.Err())
	}
	verdict, err = host.Verify(background, flat)
	if err != nil || verdict.Err() != nil {
		t.Fatal(verdict, err)
	}
	if address, err := host.Identify(request.Chain, request.Scheme, verdict.PublicKey); err != nil || address != request.Account {
		t.Error(address, err)
	}
	loaded, err := host.Describe()
	if err != nil || !json.Valid(loaded) || !strings.Contains(string(loaded), `"eip191"`) {
		t.Error(string(loaded), err)
	}
}
