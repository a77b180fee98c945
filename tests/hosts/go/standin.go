// SPDX-License-Identifier: Apache-2.0

//go:build !geth

package main

// extern void *secp256k1_ecdsa_recover(void);
// static int has_one(void) { return secp256k1_ecdsa_recover != 0; }
import "C"

// recoverKey stands for a secp256k1 of the program's own: poison.c, where go-ethereum could not be fetched.
func recoverKey() {
	if C.has_one() == 0 {
		panic("no secp256k1_ecdsa_recover")
	}
}
