//go:build auth_nep413

// SPDX-License-Identifier: Apache-2.0

package nep413

import (
	"encoding/base64"
	"encoding/hex"
	"testing"

	registry "github.com/kwilteam/kwil-db/extensions/auth"
	"github.com/near/borsh-go"
	walletauth "github.com/walletauth/walletauth/bindings/go"
	"github.com/walletauth/walletauth/bindings/go/kwilauth"
)

const (
	holder = "bcb7c8d4ae100a39d8d39be9443b96e14dcc3764e682ae9fb004afecc1cba33d"
	asked  = "*See your idOS profile ID*\n\nDBID: x625a832c84f02fbebb229ee3b5e66b6767802b29d87acf72b8dd05d1\n" +
		"Action: get_wallet_human_id\nPayloadDigest: e9122a61e2f86846c23ebb78e478b4f3a25754cb\n\nKwil "
)

// The three signatures of wallets in kwil-db's extensions/auth/nep413_test.go (v0.8.4). Two wallets were given base64 of
// the message.
func TestWalletsOfKwilDB(t *testing.T) {
	for _, c := range []struct{ name, encoding, end, callback, signature string }{
		{"meteor wallet", "base64", "\U0001F58B\n", "",
			"FtSnvFmYDTYk5nuMo9W0AfPsyIy1Pl4pyttvDWmLBsUH2J1SJU6s1JoJvzjKVf95MRby2kc8+vjvQNLAYRpwCQ=="},
		{"mynearwallet", "base64", "\U0001F58B\n",
			"http://localhost:5173/#accountId=juliosantos-staging.testnet&signature=PYogCMrEnbAr7LSVoOYFAz9wZu1IL4Wtj5TL1A%2BJAa05q4RGhtKX8IpghYvFPIkCbcGjeBe%2Fd7INxpfgFaEcDw%3D%3D&publicKey=ed25519%3ADhgBrU3N1n36MV9rENSaQgc4xprMgh7N2vY4th8kLRZN&",
			"Jf9lg+2ikw+Xnp6pR74K/kazF+KLPzT5QGb+nualZOGZcDXEcC7cRjsN9iUwdtVDWELJaIh1BYVMHmVYC78iAw=="},
		{"plaintext", "text", "\n", "http://localhost:5173/",
			"PCvQ1VOrm2uZl2gcE9JPni/3j/C4ZU2kTlFZeofWMCRybT+rLuQ2Zuft3Vv5DKise7/zNqzZIA9noGJQ8RHZBg=="},
	} {
		options := kwilauth.Options{Compat: true, Params: map[string]walletauth.Value{"message_encoding": walletauth.Text(c.encoding)}}
		payload, err := borsh.Serialize(registry.Nep413Payload{Recipient: "idos.network", CallbackUrl: &c.callback})
		if err != nil {
			t.Fatal(err)
		}
		signature, err := base64.StdEncoding.DecodeString(c.signature)
		if err != nil {
			t.Fatal(err)
		}
		key, err := hex.DecodeString(holder)
		if err != nil {
			t.Fatal(err)
		}
		if err := authenticator(t, options).Verify(key, []byte(asked+c.end), blob(payload, signature)); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// idOS writes the key as NEAR does (plugins/kwil/kwil-db.md); the comment of kwil-db's test has it.
func TestIdentityAsKey(t *testing.T) {
	key, _ := hex.DecodeString(holder)
	options := kwilauth.Options{Compat: true, Params: map[string]walletauth.Value{"identity": walletauth.Text("key")}}
	got, err := authenticator(t, options).Identifier(key)
	if want := "ed25519:DhgBrU3N1n36MV9rENSaQgc4xprMgh7N2vY4th8kLRZN"; got != want || err != nil {
		t.Errorf("identifier %q (%v), expected %q", got, err, want)
	}
}
