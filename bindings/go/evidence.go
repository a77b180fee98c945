// SPDX-License-Identifier: Apache-2.0

package walletauth

/*
#include <walletauth/walletauth_evidence.h>

#cgo noescape wa_rounds_begin
#cgo nocallback wa_rounds_begin
#cgo noescape wa_rounds_give
#cgo nocallback wa_rounds_give
*/
import "C"

import (
	"context"
	"encoding/json"
	"fmt"
)

// A Source asks the nodes of a chain. Whoever answers decides the verdict: ask nodes that you trust.
type Source interface {
	// Pin chooses the block where all queries of one verification are to stand. "" is none: queries then name the tag
	// of the scheme's page.
	Pin(ctx context.Context, chain string) (block string, err error)

	// Fetch answers the queries of one round, in their order.
	Fetch(ctx context.Context, chain string, queries []Query) ([]Answer, error)
}

// A Query is a canonical JSON object {"method":...,"params":...}.
type Query json.RawMessage

// Call gives method and params.
func (q Query) Call() (method string, params json.RawMessage, err error) {
	var call struct {
		Method string          `json:"method"`
		Params json.RawMessage `json:"params"`
	}
	err = json.Unmarshal(q, &call)
	return call.Method, call.Params, err
}

// An Answer of a node: the source text of its result, or of its error object. One of the two.
type Answer struct {
	Result json.RawMessage
	Error  json.RawMessage
}

func (a *Answer) appendMember(out []byte) []byte {
	if a.Error != nil {
		return appendJSON(append(out, `"error":`...), string(a.Error))
	}
	return appendJSON(append(out, `"result":`...), string(a.Result))
}

// VerifyWithEvidence is Verify that asks `source` where only the chain can tell. The service's part must accept more
// than Derived. A context that ends between two rounds ends the verification.
func (v *Verifier) VerifyWithEvidence(ctx context.Context, request Request, source Source) (Verdict, error) {
	const operation = "verify with evidence"
	if source == nil {
		return Verdict{}, argument(operation, "there is no source")
	}
	if err := ctx.Err(); err != nil {
		return Verdict{}, err
	}
	text := request.json()
	verdict, rounds, err := v.begin(operation, text, v.text)
	defer func() { C.wa_rounds_end(rounds) }()
	if err != nil || verdict.Status != NeedsEvidence {
		return verdict, err
	}
	if v.service.Block == "" && v.service.Evidence == nil {
		block, err := source.Pin(ctx, request.Chain)
		if err != nil || ctx.Err() != nil {
			return Verdict{}, noEvidence(operation, first(err, ctx.Err()))
		}
		if block != "" { // the queries name the block, so they are made anew
			pinned := v.service
			pinned.Block = block
			C.wa_rounds_end(rounds)
			verdict, rounds, err = v.begin(operation, text, pinned.json())
			if err != nil {
				return verdict, err
			}
		}
	}
	return exchange(ctx, operation, request.Chain, source, rounds, verdict)
}

func (v *Verifier) begin(operation, request, service string) (Verdict, *C.wa_rounds, error) {
	var rounds *C.wa_rounds
	answer, err := v.host.answer(operation, func(host *C.wa_host, answer **C.char, size *C.size_t) C.uint32_t {
		return C.wa_rounds_begin(host, chars(request), C.size_t(len(request)), chars(service), C.size_t(len(service)), &rounds, answer, size)
	})
	if err != nil {
		return Verdict{}, rounds, err
	}
	verdict, err := verdictOf(operation, answer)
	return verdict, rounds, err
}

func exchange(ctx context.Context, operation, chain string, source Source, rounds *C.wa_rounds, verdict Verdict) (Verdict, error) {
	for verdict.Status == NeedsEvidence {
		answers, err := source.Fetch(ctx, chain, verdict.Queries)
		if err == nil && len(answers) != len(verdict.Queries) {
			err = fmt.Errorf("%d answers to %d queries", len(answers), len(verdict.Queries))
		}
		if err != nil || ctx.Err() != nil {
			return Verdict{}, noEvidence(operation, first(err, ctx.Err()))
		}
		if verdict, err = give(operation, rounds, answers); err != nil {
			return Verdict{}, err
		}
	}
	return verdict, nil
}

func give(operation string, rounds *C.wa_rounds, answers []Answer) (Verdict, error) {
	text := []byte{'['}
	for i, answer := range answers {
		if i != 0 {
			text = append(text, ',')
		}
		text = append(answer.appendMember(append(text, '{')), '}')
	}
	given := string(append(text, ']'))
	var answer *C.char
	var size C.size_t
	status := C.wa_rounds_give(rounds, chars(given), C.size_t(len(given)), &answer, &size)
	if answer == nil {
		return Verdict{}, newError(operation, uint32(status), "")
	}
	verdict, err := verdictOf(operation, take(answer, size))
	if status == C.WA_ERROR_ARGUMENT { // the source's answers are no JSON: it has not answered
		return Verdict{}, noEvidence(operation, err)
	}
	return verdict, err
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
