// SPDX-License-Identifier: Apache-2.0

package kwilauth

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	walletauth "github.com/walletauth/walletauth/bindings/go"
)

// The manifest for an idOS node, as plugins/kwil/kwil-db.md prints it, over the plugins of this installation.
func openPage(t *testing.T) *walletauth.Host {
	t.Helper()
	page, err := os.ReadFile("../../../plugins/kwil/kwil-db.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(page), "## A manifest for an idOS node\n\n```toml\n")
	manifest, _, ended := strings.Cut(rest, "```")
	if !found || !ended {
		t.Fatal("the page has no manifest")
	}
	plugins := filepath.Join(os.Getenv("WALLETAUTH_PREFIX"), "lib/walletauth/plugins")
	file := filepath.Join(t.TempDir(), "plugins.toml")
	if err := os.WriteFile(file, fmt.Appendf(nil, "directory = %q\n%s", plugins, manifest), 0o644); err != nil {
		t.Fatal(err)
	}
	host, err := walletauth.OpenManifest(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close() })
	return host
}

func TestManifestOfThePage(t *testing.T) {
	host := openPage(t)
	for _, name := range []string{"secp256k1_ep", "nep413", "ed25519", "sep53", "xrpl"} {
		if _, err := New[string](host, name, Options{Compat: true}); err != nil {
			t.Error(err)
		}
	}
	// It grants no more than idOS uses.
	for _, name := range []string{"ed25519_nr", "secp256k1"} {
		if _, err := New[string](host, name, Options{Compat: true}); !errors.Is(err, walletauth.ErrUnsupported) {
			t.Error(name, err)
		}
	}
}

// The first test case of SEP-53. The compact id is the text of the account, as idOS hands it over.
func TestStellarAccount(t *testing.T) {
	authenticator, err := New[string](openPage(t), "sep53", Options{})
	if err != nil {
		t.Fatal(err)
	}
	const account = "GBXFXNDLV4LSWA4VB7YIL5GBD7BVNR22SGBTDKMO2SBZZHDXSKZYCP7L"
	signature, err := base64.StdEncoding.DecodeString("fO5dbYhXUhBMhe6kId/cuVq/AfEnHRHEvsP8vXh03M1uLpi5e46yO2Q8rEBzu3feXQewcQE5GArp88u6ePK6BA==")
	if err != nil {
		t.Fatal(err)
	}
	if err := authenticator.Verify([]byte(account), []byte("Hello, World!"), signature); err != nil {
		t.Error(err)
	}
	if err := authenticator.Verify([]byte(account), []byte("Hello, World"), signature); !errors.Is(err, walletauth.ErrRejected) {
		t.Error(err)
	}
	if identity, err := authenticator.Identifier([]byte(account)); err != nil || identity != account {
		t.Error(identity, err)
	}
	if keyType := authenticator.KeyType(); keyType != "ed25519" {
		t.Error(keyType)
	}
}

// kwil-db's Identifier asks an Ed25519 key for its size alone (core/crypto/auth/ed25519.go), so nodes name what is no
// point: y = 2 has no x (RFC 8032, 5.1.3). Both ways to a name here do, with options and without.
func TestKeyOffTheCurveHasAName(t *testing.T) {
	host, err := walletauth.OpenInstalled()
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	key := append([]byte{2}, make([]byte, 31)...)
	digits := fmt.Sprintf("%x", key)
	asKey := map[string]walletauth.Value{"identity": walletauth.Text("key")}
	asHex := map[string]walletauth.Value{"identity": walletauth.Text("hex")}
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"ed25519", Options{}, digits},
		{"ed25519_nr", Options{Compat: true}, digits},
		{"nep413", Options{Compat: true}, digits},
		{"nep413", Options{Params: asHex}, digits},
		{"nep413", Options{Params: asKey}, "ed25519:8opHzTAnfzRpPEx21XtnrVTX28YQuCpAjcn1PczScKh"}, // by near-api-js
	} {
		authenticator, err := New[string](host, c.name, c.options)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := authenticator.Identifier(key); got != c.want || err != nil {
			t.Errorf("%s: identifier %q (%v), expected %q", c.name, got, err, c.want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	host := openPage(t)
	if _, err := New[string](host, "SECP256K1_EP", Options{}); err == nil || !strings.Contains(err.Error(), "secp256k1_ep") {
		t.Error(err)
	}
	for _, options := range []Options{
		{Chain: "eip155:1"},
		{Params: map[string]walletauth.Value{"nobody_knows": walletauth.Text("x")}},
		{Params: map[string]walletauth.Value{"message_kind": walletauth.JSON("{")}},
	} {
		if _, err := New[string](host, "ed25519", options); err == nil {
			t.Error(options, "was taken")
		}
	}
	host.Close()
	if _, err := New[string](host, "ed25519", Options{}); !errors.Is(err, walletauth.ErrClosed) {
		t.Error(err)
	}
}

// A node verifies on many goroutines at once. Go's own Ed25519 signs.
func TestManyAtOnce(t *testing.T) {
	authenticator, err := New[string](openPage(t), "ed25519", Options{Compat: true})
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	for i := range 8 {
		running.Add(1)
		go func() {
			defer running.Done()
			key := ed25519.NewKeyFromSeed(fmt.Appendf(nil, "%032d", i))
			id := key.Public().(ed25519.PublicKey)
			for j := range 100 {
				message := fmt.Appendf(nil, "message %d", j)
				signature := ed25519.Sign(key, message)
				if err := authenticator.Verify(id, message, signature); err != nil {
					t.Error(err)
				}
				if err := authenticator.Verify(id, append(message, '!'), signature); !errors.Is(err, walletauth.ErrRejected) {
					t.Error(err)
				}
				if name, err := authenticator.Identifier(id); name != fmt.Sprintf("%x", []byte(id)) || err != nil {
					t.Error(name, err)
				}
			}
		}()
	}
	running.Wait()
	if authenticator.KeyType() != "ed25519" {
		t.Error(authenticator.KeyType())
	}
}

// The signatures that ripple-keypairs publishes (xrpl.js, packages/ripple-keypairs/test/fixtures/api.json).
func TestXRPL(t *testing.T) {
	authenticator, err := New[string](openPage(t), "xrpl", Options{})
	if err != nil {
		t.Fatal(err)
	}
	bytes := func(text string) []byte {
		decoded, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return decoded
	}
	for _, c := range []struct{ identity, id, signature string }{
		{"rU6K7V3Po4snVhBBaU29sesqs2qTQJWDw1", "030D58EB48B4420B1F7B9DF55087E0E29FEF0E8468F9A6825B01CA2C361042D435",
			"30440220583A91C95E54E6A651C47BEC22744E0B101E2C4060E7B08F6341657DAD9BC3EE02207D1489C7395DB0188D3A56A977ECBA54B36FA9371B40319655B1B4429E33EF2D"},
		{"rLUEXYuLiQptky37CqLcm9USQpPiz5rkpD", "ED01FA53FA5A7E77798F882ECE20B1ABC00BB358A9E55A202D0D0676BD0CE37A63",
			"CB199E1BFD4E3DAA105E4832EEDFA36413E1F44205E4EFB9E27E826044C21E3E2E848BBC8195E8959BADF887599B7310AD1B7047EF11B682E0D068F73749750E"},
	} {
		if err := authenticator.Verify(bytes(c.id), []byte("test message"), bytes(c.signature)); err != nil {
			t.Error(err)
		}
		if err := authenticator.Verify(bytes(c.id), []byte("test massage"), bytes(c.signature)); !errors.Is(err, walletauth.ErrRejected) {
			t.Error(err)
		}
		if name, err := authenticator.Identifier(bytes(c.id)); name != c.identity || err != nil {
			t.Error(name, err)
		}
	}
}
