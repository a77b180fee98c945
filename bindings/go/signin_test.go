// SPDX-License-Identifier: Apache-2.0

package walletauth

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"
)

const solana = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"

var (
	signInConfig = SignInConfig{Issuer: "https://app.example", Domain: "app.example", Chains: []string{solana}, Forms: []string{"siws"}}
	connection   = Connection{Cookie: "00112233445566778899aabbccddeeff", FromPage: true}
	noon         = time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
	walletKey    = ed25519.NewKeyFromSeed([]byte("a key of nobody, for tests only!"))
)

// base58 is the account of a key on Solana, and a signature as its wallets return it.
func base58(bytes []byte) string {
	const digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	text, rest, digit := "", new(big.Int).SetBytes(bytes), new(big.Int)
	for rest.Sign() > 0 {
		rest.DivMod(rest, big.NewInt(58), digit)
		text = string(digits[digit.Int64()]) + text
	}
	for i := 0; i < len(bytes) && bytes[i] == 0; i++ {
		text = "1" + text
	}
	return text
}

func account() string { return base58(walletKey.Public().(ed25519.PublicKey)) }

func openSignIn(t *testing.T, host *Host, options SignInOptions) *SignIn {
	t.Helper()
	opened, err := OpenSignIn(host, signInConfig, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	return opened
}

// attempt asks for a challenge and signs its text, as a wallet does: by Go's own Ed25519.
func attempt(t *testing.T, signIn *SignIn) SignInRequest {
	t.Helper()
	challenge, err := signIn.Challenge(ChallengeRequest{Chain: solana, Scheme: "solana-message", Account: account()}, connection, noon)
	if err != nil || challenge.Status != "challenge" || challenge.HTTP != 200 || challenge.ExpiresAt != "2026-01-15T12:10:00Z" {
		t.Fatal(challenge.Status, challenge.Detail, err)
	}
	var message struct{ Text string }
	if err := json.Unmarshal(challenge.Message, &message); err != nil || !strings.Contains(message.Text, "app.example wants you to sign in") {
		t.Fatal(message, err)
	}
	return SignInRequest{Form: "siws", Request: Request{Chain: solana, Scheme: "solana-message", Account: account(),
		Message: Text(message.Text), Signature: Text(base58(ed25519.Sign(walletKey, []byte(message.Text))))}}
}

func signInAt(t *testing.T, signIn *SignIn, request SignInRequest, now time.Time) Outcome {
	t.Helper()
	outcome, err := signIn.SignIn(background, request, connection, now, nil)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

func signInOnce(t *testing.T, host *Host) {
	signIn := openSignIn(t, host, SignInOptions{})
	request := attempt(t, signIn)
	first, second := signInAt(t, signIn, request, noon.Add(time.Minute)), signInAt(t, signIn, request, noon.Add(time.Minute))
	if first.Status != "valid" || first.HTTP != 200 || first.Subject != solana+":"+account() || first.AuthTime != "2026-01-15T12:01:00Z" || !first.MaySetCookie {
		t.Error(string(first.JSON))
	}
	if second.Status != "rejected" || second.Code != "nonce_used" || second.HTTP != 401 || second.Next != "challenge" {
		t.Error(string(second.JSON))
	}
	onlyOneOf(t, attempt(t, signIn), signIn, signIn)
}

func onlyOneOf(t *testing.T, request SignInRequest, signIns ...*SignIn) {
	t.Helper()
	var lock sync.Mutex
	var running sync.WaitGroup
	valid := 0
	for i := range 20 {
		running.Add(1)
		go func() {
			defer running.Done()
			outcome, err := signIns[i%len(signIns)].SignIn(background, request, connection, noon, nil)
			lock.Lock()
			defer lock.Unlock()
			if err != nil {
				t.Error(err)
			}
			if outcome.Status == "valid" {
				valid++
			}
		}()
	}
	running.Wait()
	if valid != 1 {
		t.Errorf("%d of 20 have signed in", valid)
	}
}

func TestSignInRefusals(t *testing.T) {
	host := openHost(t)
	signIn := openSignIn(t, host, SignInOptions{})
	request := attempt(t, signIn)
	other, err := signIn.SignIn(background, request, Connection{Cookie: strings.Repeat("f", 32), FromPage: true}, noon, nil)
	if err != nil || other.Check != "nonce" {
		t.Error(string(other.JSON), err)
	}
	if late := signInAt(t, signIn, request, noon.Add(time.Hour)); late.Check != "nonce" {
		t.Error(string(late.JSON))
	}
	forged := request
	forged.Signature = Text(base58(make([]byte, 64)))
	if outcome := signInAt(t, signIn, forged, noon); outcome.Check != "signature" {
		t.Error(string(outcome.JSON))
	}
	_, err = OpenSignIn(host, SignInConfig{Domain: "app.example", Chains: []string{solana}}, SignInOptions{})
	expectError(t, err, ErrArgument, "forms")
	_, err = OpenSignIn(host, signInConfig, SignInOptions{Keys: keyFile})
	expectError(t, err, ErrArgument, "store")
	signIn.Close()
	signIn.Close()
	_, err = signIn.SignIn(background, request, connection, noon, nil)
	expectError(t, err, ErrClosed, "sign-in")
}

var keyFile = "1 " + strings.Repeat("5a", 32) + "\n"

// mapStore is a store of the caller's. A fault is what Consume does instead.
type mapStore struct {
	lock       sync.Mutex
	used       map[string]bool
	generation string
	fault      func() (Consumption, string, error)
}

func (m *mapStore) Consume(ctx context.Context, key string, ttl time.Duration) (Consumption, string, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.fault != nil {
		return m.fault()
	}
	if _, limited := ctx.Deadline(); !limited || ttl < 10*time.Minute {
		return 0, "", errors.New("no deadline, or too short a time")
	}
	if m.used[key] {
		return ConsumedAgain, m.generation, nil
	}
	m.used[key] = true
	return ConsumedFirst, m.generation, nil
}

func (m *mapStore) Generation(context.Context) (string, error) { return m.generation, nil }

func TestStoreOfTheCaller(t *testing.T) {
	host := openHost(t)
	store := &mapStore{used: map[string]bool{}, generation: "first-history"}
	var heard []error
	options := SignInOptions{Keys: keyFile, Store: store, OnError: func(err error) { heard = append(heard, err) }}
	one, two := openSignIn(t, host, options), openSignIn(t, host, options)
	onlyOneOf(t, attempt(t, one), one, two)
	if len(store.used) != 1 || len(heard) != 0 {
		t.Error(store.used, heard)
	}
	request := attempt(t, one)
	for _, fault := range []func() (Consumption, string, error){
		func() (Consumption, string, error) { return 0, "", errors.New("the database is gone") },
		func() (Consumption, string, error) { panic("a fault of the store") },
		func() (Consumption, string, error) { return 17, "x", nil },
		func() (Consumption, string, error) { return ConsumedFirst, strings.Repeat("x", 257), nil },
	} {
		store.fault = fault
		if outcome := signInAt(t, one, request, noon); outcome.Status != "error" || outcome.Code != "store_unavailable" || outcome.HTTP != 503 {
			t.Error(string(outcome.JSON))
		}
	}
	if len(heard) != 3 || heard[0].Error() != "the database is gone" || !strings.Contains(heard[1].Error(), "a fault of the store") {
		t.Error(heard)
	}
	store.fault = func() (Consumption, string, error) { return ConsumedFirst, "second-history", nil }
	if outcome := signInAt(t, one, request, noon); outcome.Code != "nonce_unknown" {
		t.Error(string(outcome.JSON))
	}
}

func TestHostMayCloseBeforeSignIn(t *testing.T) {
	host := openHost(t)
	signIn := openSignIn(t, host, SignInOptions{})
	host.Close()
	if outcome := signInAt(t, signIn, attempt(t, signIn), noon); outcome.Status != "valid" {
		t.Error(string(outcome.JSON))
	}
}
