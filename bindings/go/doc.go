// SPDX-License-Identifier: Apache-2.0

// Package walletauth verifies wallet signatures of any chain, and signs users in by their wallets.
//
// It is a thin layer over the C library libwalletauth, which pkg-config must know:
//
//	host, err := walletauth.OpenInstalled() // once, and early
//	...
//	verdict, err := host.Verify(ctx, walletauth.Request{
//		Chain:     "eip155:1",
//		Scheme:    "eip191",
//		Account:   "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", // who is said to have signed
//		Message:   walletauth.Text("Some data"),
//		Signature: walletauth.Text("0xb914..."),
//	})
//
// A verdict that is not valid is a result. An error is what could not be carried out: it says nothing about the
// signature. Deny, and do not call the signature invalid.
//
// A Host and a SignIn may be used by any number of goroutines. Close waits for the calls that are under way. Nothing is
// closed by a finalizer: what is opened lives until it is closed.
package walletauth
