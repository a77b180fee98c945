//go:build auth_nep413

// SPDX-License-Identifier: Apache-2.0

package nep413

import (
	"testing"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/crypto"
	walletauth "github.com/walletauth/walletauth/bindings/go"
	"github.com/walletauth/walletauth/bindings/go/kwilauth"
)

// kwil-db v0.8.4 links go-ethereum 1.14.3, which has a libsecp256k1 of its own inside. It and ours are called in turns.
// `test` also links this program with -rdynamic, so that it exports the symbols of that copy.
func TestTwoCopiesOfSecp256k1(t *testing.T) {
	host, err := walletauth.OpenInstalled()
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	ours, err := kwilauth.New[string](host, "secp256k1_ep", kwilauth.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		key, err := crypto.GenerateKey()
		if err != nil {
			t.Fatal(err)
		}
		address, message := crypto.PubkeyToAddress(key.PublicKey), []byte("two copies")
		signature, err := crypto.Sign(accounts.TextHash(message), key) // by their C code
		if err != nil {
			t.Fatal(err)
		}
		if err := ours.Verify(address.Bytes(), message, signature); err != nil {
			t.Fatal(err)
		}
		recovered, err := crypto.SigToPub(accounts.TextHash(message), signature) // and back to theirs
		if err != nil || crypto.PubkeyToAddress(*recovered) != address {
			t.Fatal(recovered, err)
		}
	}
}
