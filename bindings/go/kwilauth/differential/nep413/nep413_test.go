//go:build auth_nep413

// SPDX-License-Identifier: Apache-2.0

// Package nep413 compares kwilauth with the last authenticator of NEP-413 that kwil-db published. The file
// extensions/auth/nep413.go is the same in v0.8.4, which this module imports, and on the branch release-v0.9. It is a
// module of its own, since later releases have the same module path.
package nep413

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"math/rand/v2"
	"testing"

	registry "github.com/kwilteam/kwil-db/extensions/auth"
	"github.com/near/borsh-go"
	walletauth "github.com/walletauth/walletauth/bindings/go"
	"github.com/walletauth/walletauth/bindings/go/internal/mutate"
	"github.com/walletauth/walletauth/bindings/go/kwilauth"
	"github.com/walletauth/walletauth/bindings/go/kwilauth/internal/compare"
)

var (
	count = flag.Int("cases", 10000, "cases")
	seed  = flag.Uint64("seed", 18, "of the random cases")
)

func authenticator(t *testing.T, options kwilauth.Options) *kwilauth.Authenticator[string] {
	host, err := walletauth.OpenInstalled()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close() })
	made, err := kwilauth.New[string](host, "nep413", options)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestSameAsKwilDB(t *testing.T) {
	random := rand.New(rand.NewPCG(*seed, 0))
	theirs, err := registry.GetAuthenticator("nep413")
	if err != nil {
		t.Fatal(err)
	}
	ours := authenticator(t, kwilauth.Options{Compat: true})
	changes := append(append(append([]mutate.Change{}, mutate.General...), mutate.Ed25519...), blobChanges...)
	tally := compare.Tally{}
	for tally.Accepted+tally.Refused < *count {
		if changed := newCase(t, random).Apply(random, changes[random.IntN(len(changes))]); !isGreedy(changed.Sig) {
			tally.Compare(t, ours, theirs, changed)
		}
	}
	tally.Check(t, *count)
}

// A comparison that finds nothing may be blind. Strict verification refuses some of what kwil-db accepts, and that must
// be seen.
func TestStrictIsSeenToDiffer(t *testing.T) {
	random := rand.New(rand.NewPCG(*seed, 1))
	theirs, err := registry.GetAuthenticator("nep413")
	if err != nil {
		t.Fatal(err)
	}
	strict := authenticator(t, kwilauth.Options{})
	tally := compare.Tally{}
	for range 100 { // trailing bytes: plugins/kwil/kwil-db.md has them in its table
		tally.Compare(nil, strict, theirs, newCase(t, random).Apply(random, blobChanges[2]))
	}
	if tally.Different == 0 || tally.Accepted != 100 {
		t.Errorf("%d of 100 differ, kwil-db accepts %d", tally.Different, tally.Accepted)
	}
}

// newCase signs as a wallet does: the message is in the payload that is signed.
func newCase(t *testing.T, random *rand.Rand) mutate.Case {
	key := ed25519.NewKeyFromSeed(mutate.Random(random, 32))
	message := mutate.Random(random, random.IntN(200))
	payload := registry.Nep413Payload{Tag: 1<<31 + 413, Message: string(message), Recipient: "idos.network"}
	copy(payload.Nonce[:], mutate.Random(random, 32))
	if random.IntN(2) == 0 {
		url := "http://localhost:5173/"
		payload.CallbackUrl = &url
	}
	return sign(t, key, payload, message)
}

func sign(t *testing.T, key ed25519.PrivateKey, payload registry.Nep413Payload, message []byte) mutate.Case {
	written, err := borsh.Serialize(payload)
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.Sum256(written)
	return mutate.Case{ID: key.Public().(ed25519.PublicKey), Message: message, Sig: blob(written, ed25519.Sign(key, hash[:]))}
}

func blob(payload, signature []byte) []byte {
	return append(append(binary.BigEndian.AppendUint16(nil, uint16(len(payload))), payload...), signature...)
}

// inPayload changes the payload inside of the blob, not what was signed.
func inPayload(name string, change func(*rand.Rand, []byte) []byte) mutate.Change {
	return mutate.Change{Name: name, Do: func(random *rand.Rand, c *mutate.Case) {
		size := int(binary.BigEndian.Uint16(c.Sig))
		signature := c.Sig[2+size:]
		c.Sig = blob(change(random, append([]byte{}, c.Sig[2:2+size]...)), signature)
	}}
}

func option(payload []byte) int {
	return 8 + int(binary.LittleEndian.Uint32(payload[4:])) + 32 + 4 + len("idos.network")
}

// isGreedy says whether a size in the payload is above 16 MiB: borsh-go reserves as many bytes as it says, up to 4 GiB,
// before it finds that they are not there. A smaller size that is too large takes the same way.
func isGreedy(blob []byte) bool {
	const most, nonce = 16 << 20, 32
	if len(blob) < 2 || len(blob) < 2+int(binary.BigEndian.Uint16(blob)) {
		return false // refused before the payload is read
	}
	rest := blob[2 : 2+int(binary.BigEndian.Uint16(blob))]
	for _, skipped := range []int{4, nonce, 1} { // the tag, the nonce, the option byte: a size follows each
		if len(rest) < skipped+4 {
			return false
		}
		size := int(binary.LittleEndian.Uint32(rest[skipped:]))
		if size > most {
			return true
		}
		if rest = rest[skipped+4:]; len(rest) < size {
			return false
		}
		rest = rest[size:]
	}
	return false
}

var blobChanges = []mutate.Change{
	inPayload("another tag", func(r *rand.Rand, p []byte) []byte { copy(p, mutate.Random(r, 4)); return p }),
	inPayload("another message inside", func(r *rand.Rand, p []byte) []byte {
		rest := p[8+binary.LittleEndian.Uint32(p[4:]):]
		other := mutate.Random(r, r.IntN(50))
		head := binary.LittleEndian.AppendUint32(append([]byte{}, p[:4]...), uint32(len(other)))
		return append(append(head, other...), rest...)
	}),
	inPayload("trailing bytes", func(r *rand.Rand, p []byte) []byte { return append(p, mutate.Random(r, 1+r.IntN(40))...) }),
	inPayload("payload cut", func(r *rand.Rand, p []byte) []byte { return p[:r.IntN(len(p)+1)] }),
	inPayload("any option byte", func(r *rand.Rand, p []byte) []byte { p[option(p)] = byte(r.IntN(4)); return p }),
	inPayload("an empty callback", func(_ *rand.Rand, p []byte) []byte { return append(p[:option(p)], 1, 0, 0, 0, 0) }),
	inPayload("no callback", func(_ *rand.Rand, p []byte) []byte { return append(p[:option(p)], 0) }),
	inPayload("recipient is no UTF-8", func(_ *rand.Rand, p []byte) []byte { p[option(p)-1] = 0xff; return p }),
	inPayload("a size of the message", func(r *rand.Rand, p []byte) []byte { copy(p[4:8], mutate.Random(r, 1+r.IntN(4))); return p }),
	inPayload("a bit of the payload", func(r *rand.Rand, p []byte) []byte { p[r.IntN(len(p))] ^= 1 << r.IntN(8); return p }),
	{Name: "any size of the payload", Do: func(r *rand.Rand, c *mutate.Case) { copy(c.Sig, mutate.Random(r, 2)) }},
	{Name: "size off by one", Do: func(r *rand.Rand, c *mutate.Case) { c.Sig[1] += byte(1 + 254*r.IntN(2)) }},
}
