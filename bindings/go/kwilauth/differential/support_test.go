// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/kwilteam/kwil-db/core/crypto"
	"github.com/kwilteam/kwil-db/core/crypto/auth"
	registry "github.com/kwilteam/kwil-db/extensions/auth"
	walletauth "github.com/walletauth/walletauth/bindings/go"
	"github.com/walletauth/walletauth/bindings/go/kwilauth"
)

var (
	count = flag.Int("cases", 10000, "cases of each auth type")
	seed  = flag.Uint64("seed", 18, "of the random cases")
)

// That this compiles is the proof that an Authenticator is one of kwil-db's.
var _ auth.Authenticator = (*kwilauth.Authenticator[crypto.KeyType])(nil)

var theirs = map[string]auth.Authenticator{
	auth.Ed25519Auth:           auth.Ed25519Authenticator{},
	auth.EthPersonalSignAuth:   auth.EthSecp256k1Authenticator{},
	auth.Secp256k1Auth:         auth.Secp25k1Authenticator{},
	registry.Ed25519Sha256Auth: registry.Ed22519Sha256Authenticator{},
}

var host *walletauth.Host

var ours = map[string]auth.Authenticator{}

// register does what a node does, and TestMain calls it before all tests: from then on kwil-db's registry has ours.
func register() error {
	for _, name := range kwilauth.Names() {
		authenticator, err := kwilauth.New[crypto.KeyType](host, name, kwilauth.Options{Compat: true})
		if err != nil {
			return err
		}
		operation := registry.ModAdd
		if registry.IsAuthTypeValid(name) {
			operation = registry.ModUpdate
		}
		if err := registry.RegisterAuthenticator(operation, name, authenticator); err != nil {
			return err
		}
		ours[name] = authenticator
	}
	return nil
}

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	host, err = walletauth.OpenInstalled()
	if err == nil {
		err = register()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	host.Close()
	os.Exit(status)
}
