// SPDX-License-Identifier: Apache-2.0

package walletauth

// #include <walletauth/walletauth.h>
// #cgo noescape wa_status_name
// #cgo nocallback wa_status_name
// #cgo noescape wa_reason_name
// #cgo nocallback wa_reason_name
import "C"

import (
	"bytes"
	"encoding/json"
	"strings"
	"unsafe"
)

// A Status is the class of an answer.
type Status string

const (
	Valid         Status = "valid"          // the holder of the account signed this message
	Rejected      Status = "rejected"       // well formed, and not the account's signature of this message
	Malformed     Status = "malformed"      // not well formed; Reason says which input
	Unsupported   Status = "unsupported"    // not done here
	NeedsEvidence Status = "needs_evidence" // only the chain can tell; Queries says what to ask
	Failed        Status = "error"          // no answer; of an *Error, never of a Verdict
)

// A Verdict is the answer to a Request. Not valid is one of several things: read Status, or use Err.
type Verdict struct {
	Status        Status
	Reason        string
	Detail        string // for logs; programs must not read it
	Account       string // CAIP-10
	Address       string // the same account, bare
	PublicKey     []byte // of a request with bytes for key and signature
	PublicKeyText string // of any other request: in the chain's notation
	Link          Link
	Block         string
	ChainBound    bool // whether the signed bytes name the chain
	Queries       []Query
}

// Valid says whether the holder of Account signed this message.
func (v *Verdict) Valid() bool { return v.Status == Valid }

// Err is nil for a valid verdict. Else it is an *Error in which errors.Is finds ErrRejected, ErrMalformed,
// ErrUnsupported or ErrNeedsEvidence.
func (v *Verdict) Err() error {
	if v.Status == Valid {
		return nil
	}
	return &Error{Operation: "verify", Status: v.Status, Reason: v.Reason, Detail: v.Detail}
}

type wireAnswer struct {
	Status     Status            `json:"status"`
	Reason     string            `json:"reason"`
	Detail     string            `json:"detail"`
	Account    string            `json:"account"`
	Address    string            `json:"address"`
	PublicKey  string            `json:"public_key"`
	Link       Link              `json:"link"`
	Block      string            `json:"block"`
	ChainBound bool              `json:"chain_bound"`
	Queries    []json.RawMessage `json:"queries"`
}

// verdictOf reads an answer of the wire format.
func verdictOf(operation, answer string) (Verdict, error) {
	var wire wireAnswer
	if err := json.Unmarshal([]byte(answer), &wire); err != nil {
		failed := newError(operation, C.WA_ERROR_INTERNAL, "the answer is not readable")
		failed.Cause = err
		return Verdict{}, failed
	}
	if wire.Status == Failed {
		return Verdict{}, &Error{Operation: operation, Status: Failed, Reason: wire.Reason, Detail: wire.Detail}
	}
	verdict := Verdict{Status: wire.Status, Reason: wire.Reason, Detail: wire.Detail, Account: wire.Account,
		Address: wire.Address, PublicKeyText: wire.PublicKey, Link: wire.Link, Block: wire.Block, ChainBound: wire.ChainBound}
	for _, text := range wire.Queries {
		verdict.Queries = append(verdict.Queries, Query(text))
	}
	return verdict, nil
}

// flatVerdictOf reads a verdict without pointers. Nothing of `written` is kept, so that it needs no place on the heap.
func flatVerdictOf(operation string, written *C.wa_text_verdict, ofTexts bool) (Verdict, error) {
	flat := &written.flat
	if flat.status != C.WA_OK {
		name, reason := namesOf(uint32(flat.status))
		detail := string(charsOf(&flat.detail[0], flat.detail_size))
		if name == Failed {
			return Verdict{}, &Error{Operation: operation, Status: name, Reason: reason, Detail: detail}
		}
		return Verdict{Status: name, Reason: reason, Detail: detail}, nil
	}
	if uint64(flat.magic) != uint64(C.WA_VALID_MAGIC) {
		return Verdict{}, newError(operation, C.WA_ERROR_INTERNAL, "no verdict was written")
	}
	verdict := Verdict{Status: Valid, ChainBound: flat.flags&C.WA_VERDICT_CHAIN_BOUND != 0, Link: linkOf(uint32(flat.link))}
	verdict.takeTexts(written, ofTexts)
	if !ofTexts && flat.public_key_size != 0 {
		verdict.PublicKey = bytes.Clone(unsafe.Slice((*byte)(&flat.public_key[0]), int(flat.public_key_size)))
	}
	return verdict, nil
}

// takeTexts copies all texts of a valid verdict at once: they are parts of one string.
func (v *Verdict) takeTexts(written *C.wa_text_verdict, ofTexts bool) {
	flat, keySize := &written.flat, written.key_text_size
	if !ofTexts {
		keySize = 0
	}
	account, address, block := int(flat.account_size), int(flat.address_size), int(flat.block_size)
	var all strings.Builder
	all.Grow(account + address + block + int(keySize))
	all.Write(charsOf(&flat.account[0], flat.account_size))
	all.Write(charsOf(&flat.address[0], flat.address_size))
	all.Write(charsOf(&flat.block[0], flat.block_size))
	all.Write(charsOf(&written.key_text[0], keySize))
	rest := all.String()
	v.Account, rest = rest[:account], rest[account:]
	v.Address, rest = rest[:address], rest[address:]
	v.Block, v.PublicKeyText = rest[:block], rest[block:]
}

func linkOf(link uint32) Link {
	switch link {
	case C.WA_LINK_CHAIN_STATE:
		return ChainState
	case C.WA_LINK_COUNTERFACTUAL:
		return Counterfactual
	}
	return Derived
}

// charsOf is what C wrote, in place.
func charsOf(begin *C.char, size C.uint32_t) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(begin)), int(size))
}

// A status is a class and a value in it: their names are asked of C once.
var statusNames = func() (names [6][16]struct {
	status Status
	reason string
}) {
	for class := range names {
		for value := range names[class] {
			status := C.uint32_t(class<<8 | value)
			names[class][value].status = Status(C.GoString(C.wa_status_name(status)))
			names[class][value].reason = C.GoString(C.wa_reason_name(status))
		}
	}
	return names
}()

func namesOf(status uint32) (Status, string) {
	class, value := status>>8, status&0xff
	if class >= uint32(len(statusNames)) || value >= uint32(len(statusNames[class])) {
		return Failed, "internal"
	}
	return statusNames[class][value].status, statusNames[class][value].reason
}
