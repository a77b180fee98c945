// SPDX-License-Identifier: Apache-2.0

//go:build geth

package main

import (
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/crypto/secp256k1"
)

// recoverKey uses the C code that go-ethereum brings along.
func recoverKey() {
	secret := make([]byte, 32)
	secret[31] = 1
	hash := make([]byte, 32)
	hash[0] = 7
	signature, err := secp256k1.Sign(hash, secret)
	if err == nil {
		_, err = secp256k1.RecoverPubkey(hash, signature)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "go-ethereum's secp256k1:", err)
		os.Exit(3)
	}
}
