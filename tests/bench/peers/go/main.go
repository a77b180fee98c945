// SPDX-License-Identifier: Apache-2.0

// Peers in Go of the curves and hashes that belong to no chain. Each call begins with the bytes of the
// key and of the signature, as walletauth's does.
package main

import (
	"bytes"
	"crypto/ed25519"
	"math/big"
	"strconv"

	gnark "github.com/consensys/gnark-crypto/ecc/secp256k1/ecdsa"
	"github.com/decred/dcrd/dcrec/secp256k1/v4"
	"github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa"
	"golang.org/x/crypto/sha3"
	"walletauth.bench/serve"
)

func edwards() serve.Contender {
	const name = "Ed25519"
	inputs := serve.Read(name)
	key, message, signature := inputs.Bytes("key"), inputs.Bytes("message"), inputs.Bytes("signature")
	return serve.Contender{Operation: name, Who: "crypto/ed25519", Does: func() bool {
		return ed25519.Verify(key, message, signature)
	}}
}

func byDecred(key, digest, signature []byte) bool {
	point, err := secp256k1.ParsePubKey(key)
	if err != nil {
		return false
	}
	var r, s secp256k1.ModNScalar
	if r.SetByteSlice(signature[:32]) || s.SetByteSlice(signature[32:]) {
		return false
	}
	return ecdsa.NewSignature(&r, &s).Verify(digest, point)
}

// gnark-crypto reads a key as x and y: it takes no square root.
func byGnark(xy, digest, signature []byte) bool {
	var key gnark.PublicKey
	if _, err := key.SetBytes(xy); err != nil {
		return false
	}
	valid, err := key.Verify(signature, digest, nil)
	return valid && err == nil
}

func verification() []serve.Contender {
	const name = "secp256k1, verification"
	inputs := serve.Read(name)
	key, xy := inputs.Bytes("key"), inputs.Bytes("whole_key")[1:]
	digest, signature := inputs.Bytes("digest"), inputs.Bytes("signature")
	return []serve.Contender{
		{Operation: name, Who: "dcrec/secp256k1", Does: func() bool { return byDecred(key, digest, signature) }},
		{Operation: name, Who: "gnark-crypto, key of x and y", Does: func() bool { return byGnark(xy, digest, signature) }},
	}
}

func recovery() []serve.Contender {
	const name = "secp256k1, recovery"
	inputs := serve.Read(name)
	key, xy := inputs.Bytes("key"), inputs.Bytes("whole_key")[1:]
	digest, signature := inputs.Bytes("digest"), inputs.Bytes("signature")
	id, err := strconv.Atoi(inputs.Text("recovery_id"))
	if err != nil {
		panic(err)
	}
	// Decred writes 27, the recovery id, and 4 for a compressed key in front.
	compact := append([]byte{byte(27 + 4 + id)}, signature...)
	return []serve.Contender{
		{Operation: name, Who: "dcrec/secp256k1", Does: func() bool {
			point, _, err := ecdsa.RecoverCompact(compact, digest)
			return err == nil && bytes.Equal(point.SerializeCompressed(), key)
		}},
		{Operation: name, Who: "gnark-crypto", Does: func() bool {
			var point gnark.PublicKey
			r, s := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])
			return point.RecoverFrom(digest, uint(id), r, s) == nil && bytes.Equal(point.Bytes(), xy)
		}},
	}
}

func keccak(name string) serve.Contender {
	inputs := serve.Read(name)
	message, digest := inputs.Bytes("message"), inputs.Bytes("digest")
	return serve.Contender{Operation: name, Who: "x/crypto/sha3", Does: func() bool {
		hash := sha3.NewLegacyKeccak256()
		hash.Write(message)
		return bytes.Equal(hash.Sum(nil), digest)
	}}
}

func main() {
	all := []serve.Contender{edwards()}
	all = append(all, verification()...)
	all = append(all, recovery()...)
	for _, size := range []string{"100", "1,088"} {
		all = append(all, keccak("Keccak-256, "+size+" bytes"))
	}
	serve.Serve(all)
}
