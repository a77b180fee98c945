// SPDX-License-Identifier: Apache-2.0

// Package differential compares kwilauth with kwil-db's own authenticators. It is a module of its own, so that users of
// the binding do not get what kwil-db depends on.
package differential

import (
	"crypto/sha256"
	"math/rand/v2"
	"testing"

	"github.com/decred/dcrd/dcrec/secp256k1/v4"
	"github.com/kwilteam/kwil-db/core/crypto"
	"github.com/kwilteam/kwil-db/core/crypto/auth"
	registry "github.com/kwilteam/kwil-db/extensions/auth"
	"github.com/walletauth/walletauth/bindings/go/internal/mutate"
	"github.com/walletauth/walletauth/bindings/go/kwilauth"
	"github.com/walletauth/walletauth/bindings/go/kwilauth/internal/compare"
)

func TestSameAsKwilDB(t *testing.T) {
	for name, reference := range theirs {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(*seed, 0))
			changes := changesOf(name)
			tally := compare.Tally{}
			for range *count {
				fresh := newCase(t, random, name)
				tally.Compare(t, ours[name], reference, fresh.Apply(random, changes[random.IntN(len(changes))]))
			}
			tally.Check(t, *count)
			if got, want := ours[name].KeyType(), reference.KeyType(); got != want {
				t.Errorf("key type %q, kwil-db has %q", got, want)
			}
		})
	}
}

// A comparison that finds nothing may be blind. Strict verification refuses some of what kwil-db accepts
// (plugins/kwil/kwil-db.md), and that must be seen.
func TestStrictIsSeenToDiffer(t *testing.T) {
	for _, name := range []string{auth.Ed25519Auth, registry.Ed25519Sha256Auth, auth.Secp256k1Auth} {
		strict, err := kwilauth.New[crypto.KeyType](host, name, kwilauth.Options{})
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(*seed, 1))
		changes := changesOf(name)
		tally := compare.Tally{}
		for range 500 {
			tally.Compare(nil, strict, theirs[name], newCase(t, random, name).Apply(random, changes[random.IntN(len(changes))]))
		}
		if tally.Different == 0 {
			t.Errorf("%s: strict and kwil-db were the same in 500 cases", name)
		}
	}
}

func changesOf(name string) []mutate.Change {
	switch name {
	case auth.Secp256k1Auth:
		return append(append([]mutate.Change{}, mutate.General...), append(mutate.ECDSA, spellings...)...)
	case auth.EthPersonalSignAuth:
		return append(append([]mutate.Change{}, mutate.General...), mutate.ECDSA...)
	}
	return append(append([]mutate.Change{}, mutate.General...), mutate.Ed25519...)
}

// Other spellings of a secp256k1 key: 65 bytes (SEC 1, 04), the hybrid form (06, 07), and ones that are none.
var spellings = []mutate.Change{
	{Name: "65 bytes", Do: func(_ *rand.Rand, c *mutate.Case) { c.ID = uncompressed(c.ID) }},
	{Name: "hybrid", Do: func(_ *rand.Rand, c *mutate.Case) {
		c.ID = uncompressed(c.ID)
		c.ID[0] = 6 | c.ID[64]&1
	}},
	{Name: "hybrid of the other parity", Do: func(_ *rand.Rand, c *mutate.Case) {
		c.ID = uncompressed(c.ID)
		c.ID[0] = 7 ^ c.ID[64]&1
	}},
	{Name: "the other parity", Do: func(_ *rand.Rand, c *mutate.Case) { c.ID[0] ^= 1 }},
	{Name: "any first byte", Do: func(r *rand.Rand, c *mutate.Case) { c.ID[0] = byte(r.IntN(10)) }},
	{Name: "65 bytes, a bit", Do: func(r *rand.Rand, c *mutate.Case) {
		c.ID = uncompressed(c.ID)
		c.ID[1+r.IntN(64)] ^= 1 << r.IntN(8)
	}},
}

func uncompressed(compressed []byte) []byte {
	key, err := secp256k1.ParsePubKey(compressed)
	if err != nil {
		panic(err)
	}
	return key.SerializeUncompressed()
}

// newCase is signed by kwil-db's own signers.
func newCase(t *testing.T, random *rand.Rand, name string) mutate.Case {
	signer := newSigner(t, random, name)
	message := mutate.Random(random, random.IntN(300))
	toSign := message
	if name == registry.Ed25519Sha256Auth {
		hash := sha256.Sum256(message)
		toSign = hash[:]
	}
	signature, err := signer.Sign(toSign)
	if err != nil {
		t.Fatal(err)
	}
	return mutate.Case{ID: signer.CompactID(), Message: message, Sig: signature.Data}
}

func newSigner(t *testing.T, random *rand.Rand, name string) auth.Signer {
	if name == auth.Secp256k1Auth || name == auth.EthPersonalSignAuth {
		key, err := crypto.UnmarshalSecp256k1PrivateKey(mutate.Random(random, 32))
		if err != nil {
			t.Fatal(err)
		}
		if name == auth.Secp256k1Auth {
			return auth.GetNodeSigner(key)
		}
		return auth.GetUserSigner(key)
	}
	key := ed25519Key(mutate.Random(random, 32))
	return auth.GetNodeSigner(key)
}
