// SPDX-License-Identifier: Apache-2.0

// Package kwilauth lets walletauth verify the signatures in a kwil-db node.
//
// kwil-db has several module paths and releases, so this package imports none of them. An Authenticator is an
// auth.Authenticator of any of them: KeyType is the node's own crypto.KeyType. The page plugins/kwil/kwil-db.md says
// what a node operator does.
package kwilauth

import (
	"context"
	"errors"
	"fmt"

	walletauth "github.com/walletauth/walletauth/bindings/go"
)

// Options of an authenticator. They are the node's, and all nodes of a network must have the same.
type Options struct {
	// Compat accepts exactly what kwil-db accepts. A node that must agree with its peers uses it.
	Compat bool
	// Chain is where the signatures belong: kwil:idos, near:testnet. Empty: eip155:1, near:mainnet, stellar:pubnet, kwil:mainnet or xrpl:0.
	Chain string
	// Params are the service's parameters of the route, such as message_kind.
	Params map[string]walletauth.Value
}

type route struct {
	chain     string
	scheme    string
	keyType   string
	hasCompat bool
}

// One for each auth type of plugins/kwil/kwil-db.md.
var routes = map[string]route{
	"secp256k1_ep": {"eip155:1", "eip191-kwil", "secp256k1", false},
	"nep413":       {"near:mainnet", "nep413-kwil", "ed25519", true},
	"ed25519":      {"kwil:mainnet", "ed25519", "ed25519", true},
	"ed25519_nr":   {"kwil:mainnet", "ed25519_nr", "ed25519", true},
	"secp256k1":    {"kwil:mainnet", "secp256k1", "secp256k1", true},
	"sep53":        {"stellar:pubnet", "sep53", "ed25519", false},
	"xrpl":         {"xrpl:0", "xrpl-message", "ed25519", false},
}

// Names are the auth types that there are.
func Names() []string {
	return []string{"secp256k1_ep", "nep413", "ed25519", "ed25519_nr", "secp256k1", "sep53", "xrpl"}
}

// An Authenticator verifies the signatures of one auth type. Any number of goroutines may use it.
type Authenticator[KeyType ~string] struct {
	host     *walletauth.Host
	verifier *walletauth.Verifier
	route    route
	params   map[string]walletauth.Value
}

// New makes the authenticator of an auth type. It fails where the host does not grant the route, or not under compat.
// The host must stay open as long as the authenticator is used.
func New[KeyType ~string](host *walletauth.Host, name string, options Options) (*Authenticator[KeyType], error) {
	found, known := routes[name]
	if !known {
		return nil, fmt.Errorf("kwilauth: no auth type is named %q: there are %q", name, Names())
	}
	if options.Chain != "" {
		found.chain = options.Chain
	}
	service := walletauth.Service{Compat: options.Compat && found.hasCompat, Params: options.Params}
	made := &Authenticator[KeyType]{host: host, verifier: host.For(service), route: found, params: options.Params}
	// Whether the route is granted shows with any signature, so with one that is too short for every scheme.
	err := made.Verify(make([]byte, 32), []byte("?"), make([]byte, 1))
	if err == nil || errors.Is(err, walletauth.ErrUnsupported) || !isVerdict(err) {
		return nil, fmt.Errorf("kwilauth: the host does not serve %s on %s: %w", found.scheme, found.chain, err)
	}
	return made, nil
}

func isVerdict(err error) bool {
	return errors.Is(err, walletauth.ErrRejected) || errors.Is(err, walletauth.ErrMalformed)
}

// Verify is nil for a signature of the message by the holder of the compact id. An error in which errors.Is finds
// walletauth.ErrRejected or ErrMalformed says that it is none; any other says nothing about the signature.
func (a *Authenticator[KeyType]) Verify(compactID, message, signature []byte) error {
	verdict, err := a.verifier.Verify(context.Background(), walletauth.Request{
		Chain:     a.route.chain,
		Scheme:    a.route.scheme,
		PublicKey: walletauth.Bytes(compactID),
		Message:   walletauth.Bytes(message),
		Signature: walletauth.Bytes(signature),
	})
	if err != nil {
		return err
	}
	return verdict.Err()
}

// Identifier is what SQL statements see as @caller.
func (a *Authenticator[KeyType]) Identifier(compactID []byte) (string, error) {
	identity, chosen := a.params["identity"]
	if !chosen {
		return a.host.Identify(a.route.chain, a.route.scheme, compactID)
	}
	verdict, err := a.host.Account(walletauth.Request{
		Chain:     a.route.chain,
		Scheme:    a.route.scheme,
		PublicKey: walletauth.Bytes(compactID),
		Params:    map[string]walletauth.Value{"identity": identity},
	})
	if err != nil {
		return "", err
	}
	return verdict.Address, verdict.Err()
}

// KeyType is secp256k1 or ed25519. Releases of kwil-db before 0.10 don't ask for it.
func (a *Authenticator[KeyType]) KeyType() KeyType { return KeyType(a.route.keyType) }
