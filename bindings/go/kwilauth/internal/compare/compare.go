// SPDX-License-Identifier: Apache-2.0

// Package compare runs two authenticators of kwil-db side by side.
package compare

import (
	"testing"

	"github.com/walletauth/walletauth/bindings/go/internal/mutate"
)

// An Authenticator is what all releases of kwil-db have of one.
type Authenticator interface {
	Verify(compactID, message, signature []byte) error
	Identifier(compactID []byte) (string, error)
}

// A Tally counts what was compared.
type Tally struct {
	Accepted, Refused, Named, Nameless, Different int
	Changes                                       map[string]int
}

// Compare wants the same verdict and the same identifier of both. Without a test it only counts.
func (t *Tally) Compare(test *testing.T, ours, theirs Authenticator, c mutate.Case) {
	mine, reference := ours.Verify(c.ID, c.Message, c.Sig), theirs.Verify(c.ID, c.Message, c.Sig)
	myName, myFault := ours.Identifier(c.ID)
	theirName, theirFault := theirs.Identifier(c.ID)
	if (mine == nil) != (reference == nil) {
		t.differ(test, "%s: ours says %v, theirs %v; id %x, message %x, signature %x", c.How, mine, reference, c.ID, c.Message, c.Sig)
	}
	if (myFault == nil) != (theirFault == nil) || myName != theirName {
		t.differ(test, "%s: ours names %q (%v), theirs %q (%v); id %x", c.How, myName, myFault, theirName, theirFault, c.ID)
	}
	count(reference == nil, &t.Accepted, &t.Refused)
	count(theirFault == nil, &t.Named, &t.Nameless)
	if t.Changes == nil {
		t.Changes = map[string]int{}
	}
	t.Changes[c.How]++
}

func (t *Tally) differ(test *testing.T, format string, args ...any) {
	t.Different++
	if test != nil && t.Different <= 20 {
		test.Helper()
		test.Errorf(format, args...)
	}
}

func count(first bool, yes, no *int) {
	if first {
		*yes++
	} else {
		*no++
	}
}

// Check wants that both answers were common: a test of refusals alone would compare nothing.
func (t *Tally) Check(test *testing.T, cases int) {
	test.Logf("%d cases of %d kinds: kwil-db accepts %d and refuses %d, names %d and not %d; %d differ",
		t.Accepted+t.Refused, len(t.Changes), t.Accepted, t.Refused, t.Named, t.Nameless, t.Different)
	if t.Accepted+t.Refused != cases || t.Accepted < cases/40 || t.Refused < cases/4 || t.Nameless < cases/100 {
		test.Error("too few cases of one kind")
	}
}
