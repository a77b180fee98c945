// SPDX-License-Identifier: Apache-2.0

// Package mutate changes signatures, keys and messages, for tests that compare two implementations.
package mutate

import (
	"math/big"
	"math/rand/v2"
	"slices"
)

// A Case is what an authenticator of kwil-db is given.
type Case struct {
	How              string
	ID, Message, Sig []byte
}

// A Change is one way of breaking a case, or of writing the same in another way.
type Change struct {
	Name string
	Do   func(*rand.Rand, *Case)
}

// Apply makes a changed copy.
func (c Case) Apply(random *rand.Rand, change Change) Case {
	changed := Case{change.Name, slices.Clone(c.ID), slices.Clone(c.Message), slices.Clone(c.Sig)}
	change.Do(random, &changed)
	return changed
}

// Random is that many random bytes.
func Random(random *rand.Rand, size int) []byte {
	bytes := make([]byte, size)
	for i := range bytes {
		bytes[i] = byte(random.Uint32())
	}
	return bytes
}

func flip(random *rand.Rand, bytes []byte) {
	if len(bytes) != 0 {
		bytes[random.IntN(len(bytes))] ^= 1 << random.IntN(8)
	}
}

func cut(random *rand.Rand, bytes []byte) []byte { return bytes[:random.IntN(len(bytes)+1)] }

// General are the changes that fit every signature.
var General = []Change{
	{"as it is", func(*rand.Rand, *Case) {}},
	{"a bit of the signature", func(r *rand.Rand, c *Case) { flip(r, c.Sig) }},
	{"a bit of the key", func(r *rand.Rand, c *Case) { flip(r, c.ID) }},
	{"a bit of the message", func(r *rand.Rand, c *Case) { flip(r, c.Message) }},
	{"signature cut", func(r *rand.Rand, c *Case) { c.Sig = cut(r, c.Sig) }},
	{"key cut", func(r *rand.Rand, c *Case) { c.ID = cut(r, c.ID) }},
	{"message cut", func(r *rand.Rand, c *Case) { c.Message = cut(r, c.Message) }},
	{"signature longer", func(r *rand.Rand, c *Case) { c.Sig = append(c.Sig, Random(r, 1+r.IntN(3))...) }},
	{"key longer", func(r *rand.Rand, c *Case) { c.ID = append(c.ID, Random(r, 1+r.IntN(3))...) }},
	{"random signature", func(r *rand.Rand, c *Case) { c.Sig = Random(r, len(c.Sig)) }},
	{"random key", func(r *rand.Rand, c *Case) { c.ID = Random(r, len(c.ID)) }},
	{"zeros", func(_ *rand.Rand, c *Case) { clear(c.Sig) }},
	{"ones", func(_ *rand.Rand, c *Case) {
		for i := range c.Sig {
			c.Sig[i] = 0xff
		}
	}},
	{"nothing signed, nothing given", func(_ *rand.Rand, c *Case) { c.Sig = nil }},
	{"nobody", func(_ *rand.Rand, c *Case) { c.ID = nil }},
}

func number(hex string) *big.Int {
	value, _ := new(big.Int).SetString(hex, 16)
	return value
}

// The orders of secp256k1 (SEC 2) and of Ed25519's base point (RFC 8032).
var (
	n = number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
	l = number("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed")
)

func put(into []byte, value *big.Int) {
	if value.Sign() >= 0 && value.BitLen() <= 256 {
		value.FillBytes(into)
	}
}

// ECDSA are changes of r, s and v in 65 bytes.
var ECDSA = []Change{
	{"n - s", func(_ *rand.Rand, c *Case) {
		put(c.Sig[32:64], new(big.Int).Sub(n, new(big.Int).SetBytes(c.Sig[32:64])))
	}},
	{"n - s, v to match", func(_ *rand.Rand, c *Case) {
		put(c.Sig[32:64], new(big.Int).Sub(n, new(big.Int).SetBytes(c.Sig[32:64])))
		c.Sig[64] ^= 1
	}},
	{"s = n", func(_ *rand.Rand, c *Case) { put(c.Sig[32:64], n) }},
	{"r = n", func(_ *rand.Rand, c *Case) { put(c.Sig[:32], n) }},
	{"r = 0", func(_ *rand.Rand, c *Case) { clear(c.Sig[:32]) }},
	{"s = 0", func(_ *rand.Rand, c *Case) { clear(c.Sig[32:64]) }},
	{"r + n", func(_ *rand.Rand, c *Case) { put(c.Sig[:32], new(big.Int).Add(n, new(big.Int).SetBytes(c.Sig[:32]))) }},
	{"small r + n", func(r *rand.Rand, c *Case) { put(c.Sig[:32], new(big.Int).Add(n, big.NewInt(r.Int64N(1<<40)))) }},
	{"v + 27", func(_ *rand.Rand, c *Case) { c.Sig[64] += 27 }},
	{"v + 31", func(_ *rand.Rand, c *Case) { c.Sig[64] += 31 }},
	{"v + 4", func(_ *rand.Rand, c *Case) { c.Sig[64] += 4 }},
	{"v + 2", func(_ *rand.Rand, c *Case) { c.Sig[64] += 2 }},
	{"any v", func(r *rand.Rand, c *Case) { c.Sig[64] = byte(r.Uint32()) }},
}

// Ed25519 are changes of the last 64 bytes, and of keys.
var Ed25519 = []Change{
	{"S + L", func(_ *rand.Rand, c *Case) {
		s := c.Sig[len(c.Sig)-32:]
		slices.Reverse(s)
		put(s, new(big.Int).Add(l, new(big.Int).SetBytes(s)))
		slices.Reverse(s)
	}},
	{"key of small order, R of small order, S = 0", smallOrder},
	{"key of small order", func(r *rand.Rand, c *Case) { c.ID = slices.Clone(smallPoints[r.IntN(len(smallPoints))]) }},
	{"y of the key not reduced", func(r *rand.Rand, c *Case) {
		c.ID = slices.Repeat([]byte{0xff}, 32)
		c.ID[0] = 0xed + byte(r.IntN(19))
		c.ID[31] = 0x7f | byte(r.IntN(2))<<7
	}},
}

func smallOrder(random *rand.Rand, c *Case) {
	c.ID = slices.Clone(smallPoints[random.IntN(len(smallPoints))])
	clear(c.Sig[len(c.Sig)-64:])
	copy(c.Sig[len(c.Sig)-64:], smallPoints[random.IntN(len(smallPoints))])
}

// The points of small order in all their spellings: "Taming the many EdDSAs" (eprint 2020/1244), table 6.
var smallPoints = [][]byte{
	number32("0100000000000000000000000000000000000000000000000000000000000000"),
	number32("0100000000000000000000000000000000000000000000000000000000000080"),
	number32("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	number32("0000000000000000000000000000000000000000000000000000000000000000"),
	number32("0000000000000000000000000000000000000000000000000000000000000080"),
	number32("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
	number32("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
	number32("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
	number32("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
	number32("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
	number32("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	number32("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	number32("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
	number32("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
}

func number32(hex string) []byte { return number(hex).FillBytes(make([]byte, 32)) }
