// SPDX-License-Identifier: Apache-2.0

//go:build ignore

// A program that imports what plugins/kwil/kwil-db.md prints, as a node does: `test` puts both together.
package main

import (
	"fmt"
	"os"

	"github.com/kwilteam/kwil-db/extensions/auth"
	_ "github.com/walletauth/walletauth/bindings/go/kwilauth/differential/walletlogin"
)

func main() {
	for _, name := range []string{"secp256k1_ep", "nep413", "ed25519", "secp256k1"} {
		authenticator, err := auth.GetAuthenticator(name)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Printf("kwil-db's registry: %s is %T\n", name, authenticator)
	}
}
