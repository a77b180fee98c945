// SPDX-License-Identifier: Apache-2.0

// Peers in Go of the Stark curve, of Pedersen and of the field.
package main

import (
	"walletauth.bench/serve"

	"github.com/consensys/gnark-crypto/ecc/stark-curve/ecdsa"
	"github.com/consensys/gnark-crypto/ecc/stark-curve/fp"
	pedersen "github.com/consensys/gnark-crypto/ecc/stark-curve/pedersen-hash"
)

const (
	smallerY = 0b100 << 5 // of a compressed key in gnark-crypto
	largerY  = 0b101 << 5
	products = 1000
)

func verify(key, hash, signature []byte) bool {
	var point ecdsa.PublicKey
	if _, err := point.SetBytes(key); err != nil {
		return false
	}
	valid, err := point.Verify(signature, hash, nil)
	return valid && err == nil
}

// gnark-crypto wants to know which y: it is told the one that signed, and need not try the other.
func signature() serve.Contender {
	const name = "Stark ECDSA, x-only key"
	inputs := serve.Read(name)
	key, hash := inputs.Bytes("key"), inputs.Bytes("hash")
	bytes := append(inputs.Bytes("r"), inputs.Bytes("s")...)
	x := key[0]
	key[0] = x | smallerY
	if !verify(key, hash, bytes) {
		key[0] = x | largerY
	}
	return serve.Contender{Operation: name, Who: "gnark-crypto, y is told", Does: func() bool {
		return verify(key, hash, bytes)
	}}
}

func element(inputs serve.Inputs, name string) fp.Element {
	var element fp.Element
	if err := element.SetBytesCanonical(inputs.Bytes(name)); err != nil {
		panic(err)
	}
	return element
}

func hash() serve.Contender {
	const name = "Pedersen of two"
	inputs := serve.Read(name)
	a, b, result := element(inputs, "a"), element(inputs, "b"), element(inputs, "result")
	return serve.Contender{Operation: name, Who: "gnark-crypto", Does: func() bool {
		hash := pedersen.Pedersen(&a, &b)
		return hash.Equal(&result)
	}}
}

func field() serve.Contender {
	const name = "Stark field, 1,000 products"
	inputs := serve.Read(name)
	a, b, result := element(inputs, "a"), element(inputs, "b"), element(inputs, "result")
	return serve.Contender{Operation: name, Who: "gnark-crypto", Does: func() bool {
		x := a
		for i := 0; i < products; i++ {
			x.Mul(&x, &b)
		}
		return x.Equal(&result)
	}}
}

func main() {
	serve.Serve([]serve.Contender{signature(), hash(), field()})
}
