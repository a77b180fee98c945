// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/kwilteam/kwil-db/core/crypto"
	"github.com/kwilteam/kwil-db/core/crypto/auth"
	registry "github.com/kwilteam/kwil-db/extensions/auth"
	walletauth "github.com/walletauth/walletauth/bindings/go"
)

// The values of this file are those of kwil-db's tests, core v0.4.1 and v0.10.2. They go through kwil-db's registry.

func decode(t *testing.T, text string) []byte {
	value, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// core/crypto/auth/auth_test.go: a signer with a key made of a seed, and the identifier it must have.
func TestSignersOfKwilDB(t *testing.T) {
	seed := [32]byte{1, 2, 3}
	ecdsa, _, err := crypto.GenerateSecp256k1Key(rand.NewChaCha8(seed))
	if err != nil {
		t.Fatal(err)
	}
	edwards, _, err := crypto.GenerateEd25519Key(rand.NewChaCha8(seed))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		signer     auth.Signer
		identifier string
	}{
		{auth.GetNodeSigner(ecdsa), "03fdfb57fb936a3fccef973c99041317d0543a5f5c1d772ca60adca30c6c2606c6"},
		{auth.GetUserSigner(ecdsa), "0x1b7C6c9938cD93C10910dbC4d4aC8c9275e96925"},
		{auth.GetNodeSigner(edwards), "57b8983ac97d18aaa1eb428890d0abe673a843cf4a42e83ab875efd250c9dcb1"},
	} {
		signature, err := c.signer.Sign([]byte("foo"))
		if err != nil {
			t.Fatal(err)
		}
		if err := registry.VerifySignature(c.signer.CompactID(), []byte("foo"), signature); err != nil {
			t.Errorf("%s: %v", c.signer.AuthType(), err)
		}
		err = registry.VerifySignature(c.signer.CompactID(), []byte("fooo"), signature)
		if !errors.Is(err, walletauth.ErrRejected) { // which tells that ours was asked
			t.Errorf("%s: another message: %v", c.signer.AuthType(), err)
		}
		expectIdentifier(t, c.signer.AuthType(), c.signer.CompactID(), c.identifier)
	}
}

func expectIdentifier(t *testing.T, name string, id []byte, want string) {
	t.Helper()
	if got, err := registry.GetIdentifier(name, id); err != nil || got != want {
		t.Errorf("%s: identifier %q (%v), expected %q", name, got, err, want)
	}
}

// core/crypto/auth/auth_test.go, the three tests of identifiers, and eth_personal_sign_test.go, of EIP-55.
func TestIdentifiersOfKwilDB(t *testing.T) {
	key, err := crypto.UnmarshalSecp256k1PrivateKey(decode(t, "f1aa5a7966c3863ccde3047f6a1e266cdc0c76b399e256b8fede92b1c69e4f4e"))
	if err != nil {
		t.Fatal(err)
	}
	expectIdentifier(t, "secp256k1", key.Public().Bytes(), hex.EncodeToString(key.Public().Bytes()))
	expectIdentifier(t, "secp256k1_ep", auth.GetUserSigner(key).CompactID(), "0xc89D42189f0450C2b2c3c61f58Ec5d628176A1E7")
	ed25519 := "0aa611bf555596912bc6f9a9f169f8785918e7bab9924001895798ff13f05842"
	expectIdentifier(t, "ed25519", decode(t, ed25519), ed25519)
	for _, address := range []string{"0x5aaaFe6F8e4E44aa5D4cBd087a639b5e8a3Ed395", "0x0000000000000000000000000000000000000000",
		"0x00123456789AbcdeF0123456789abCdef0123456", "0xFFfFfFffFFfffFFfFFfFFFFFffFFFffffFfFFFfF"} {
		expectIdentifier(t, "secp256k1_ep", decode(t, address[2:]), address)
	}
}

// core/crypto/auth/eth_personal_sign_test.go: v as 0 and 1, as MetaMask has it, and MetaMask's own signatures.
func TestPersonalSignOfKwilDB(t *testing.T) {
	key, err := crypto.UnmarshalSecp256k1PrivateKey(decode(t, "a0505da852036821eb3df07e8f8ee1ebef5ce50034133ea038aee10c8b4c9111"))
	if err != nil {
		t.Fatal(err)
	}
	signer, message := auth.GetUserSigner(key), []byte("test message")
	signature, err := signer.Sign(message)
	if err != nil {
		t.Fatal(err)
	}
	metamask := bytes.Clone(signature.Data)
	metamask[64] += 27
	address := decode(t, "01ab2a7a29fdc3a3ad10e3ea07f2c7882b76b2e2")
	for i, c := range []struct{ id, message, signature []byte }{
		{signer.CompactID(), message, signature.Data},
		{signer.CompactID(), message, metamask},
		{address, message, decode(t, "b98c74a03e9de2b99dac504eb0e63cfe464fa8b9cafc63c913efa6122815ad5a3560e90ce1367185b40fc58924a69a6ff975d62a73f3866b5ea003844ed113291b")},
		{address, []byte("kwil was here"), decode(t, "bc7acd4a00eec94ceed10bcf86d73f2c2b3b023f1d138b7c04248c724371fd39562c490be8431ed95ec1cebffc05bdb6e0d802c92fe8c8d6c6c7fb574fe321de1c")},
	} {
		if err := ours["secp256k1_ep"].Verify(c.id, c.message, c.signature); err != nil {
			t.Errorf("%d: %v", i, err)
		}
	}
}

// core/crypto/auth/eth_personal_sign_test.go, the negative ones. Their error texts are kwil-db's own; ours must refuse.
func TestRefusalsOfKwilDB(t *testing.T) {
	recovery := append(bytes.Repeat([]byte{1, 2, 3, 4, 5, 6, 7, 8}, 8), 29)
	for _, c := range []struct {
		name                   string
		id, message, signature []byte
	}{
		{"recovery id 29", []byte{1, 2, 3, 4}, []byte("test message"), recovery},
		{"empty message", []byte{1, 2, 3, 4}, []byte{}, make([]byte, 65)},
		{"short signature", []byte{1, 2, 3, 4}, []byte("test message"), []byte{1, 2, 3}},
		{"identity of zeros", make([]byte, 20), []byte("test message"), make([]byte, 65)},
		{"empty identity", []byte{}, []byte("test message"), make([]byte, 65)},
	} {
		err := ours["secp256k1_ep"].Verify(c.id, c.message, c.signature)
		if !errors.Is(err, walletauth.ErrRejected) && !errors.Is(err, walletauth.ErrMalformed) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// extensions/auth/ed25519_sha256_test.go
func TestNearSha256OfKwilDB(t *testing.T) {
	key := decode(t, "0aa611bf555596912bc6f9a9f169f8785918e7bab9924001895798ff13f05842")
	signature := decode(t, "089bcf52220dad77abc2cfcb1639bcb2944fdf64e0b173f40cd0d144bdbf7808f4eff3716eb3e98ed40be3ab126e1449d5f57efbe5626673059edc90e9cd9801")
	if err := ours["ed25519_nr"].Verify(key, []byte("foo"), signature); err != nil {
		t.Error(err)
	}
}
