// SPDX-License-Identifier: Apache-2.0

package walletauth

// #include <walletauth/walletauth.h>
import "C"

import "errors"

// What errors.Is finds in an *Error.
var (
	ErrClosed   = errors.New("it was closed")
	ErrArgument = errors.New("the caller's mistake")          // status error, reason argument
	ErrEvidence = errors.New("the chain gave no answer")      // status error, reason evidence
	ErrMemory   = errors.New("not enough memory")             // status error, reason memory
	ErrInternal = errors.New("a fault of the implementation") // status error, any other reason

	// These come from Verdict.Err and Identify: a verdict that is not valid is no error by itself.
	ErrRejected      = errors.New("not the account's signature of this message")
	ErrMalformed     = errors.New("not well formed")
	ErrUnsupported   = errors.New("not done here")
	ErrNeedsEvidence = errors.New("only the chain can tell")
)

// An Error says what could not be carried out, with the names of the wire format.
type Error struct {
	Operation string
	Status    Status
	Reason    string
	Detail    string // for logs; programs must not read it
	Cause     error  // of a Source or of a context; may be nil
}

func (e *Error) Error() string {
	text := "walletauth: " + e.Operation + ": " + string(e.Status)
	if e.Reason != "" {
		text += " (" + e.Reason + ")"
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the class, such as ErrEvidence, and the cause.
func (e *Error) Unwrap() []error {
	class := classOf(e.Status, e.Reason)
	if e.Cause == nil {
		return []error{class}
	}
	return []error{class, e.Cause}
}

func classOf(status Status, reason string) error {
	switch status {
	case Rejected:
		return ErrRejected
	case Malformed:
		return ErrMalformed
	case Unsupported:
		return ErrUnsupported
	case NeedsEvidence:
		return ErrNeedsEvidence
	}
	switch reason {
	case "argument":
		return ErrArgument
	case "evidence":
		return ErrEvidence
	case "memory":
		return ErrMemory
	}
	return ErrInternal
}

func newError(operation string, status uint32, detail string) *Error {
	name, reason := namesOf(status)
	return &Error{Operation: operation, Status: name, Reason: reason, Detail: detail}
}

func argument(operation, detail string) *Error {
	return newError(operation, C.WA_ERROR_ARGUMENT, detail)
}

func closed(operation, what string) error {
	failed := argument(operation, "the "+what+" cannot be used")
	failed.Cause = ErrClosed
	return failed
}

func noEvidence(operation string, cause error) error {
	failed := newError(operation, C.WA_ERROR_EVIDENCE, "the source did not answer")
	failed.Cause = cause
	return failed
}
