// SPDX-License-Identifier: Apache-2.0

package walletauth

/*
#include <walletauth/walletauth.h>

#cgo noescape wa_verify_flat
#cgo nocallback wa_verify_flat
#cgo noescape wa_verify_text
#cgo nocallback wa_verify_text
#cgo noescape wa_verify_json
#cgo nocallback wa_verify_json
#cgo noescape wa_account_json
#cgo nocallback wa_account_json
#cgo noescape wa_describe_json
#cgo nocallback wa_describe_json
#cgo noescape wa_identify
#cgo nocallback wa_identify
*/
import "C"

import (
	"context"
	"encoding/json"
	"unsafe"
)

// A Verifier is a host with one service's part. It may be kept and shared.
type Verifier struct {
	host    *Host
	service Service
	text    string
}

// For gives a verifier for a service's part.
func (h *Host) For(service Service) *Verifier {
	return &Verifier{host: h, service: service, text: service.json()}
}

// Verify is Verifier.Verify for a service that has nothing to say.
func (h *Host) Verify(ctx context.Context, request Request) (Verdict, error) {
	verifier := Verifier{host: h}
	return verifier.Verify(ctx, request)
}

// Verify says whether the account of the request signed its message. A context that has ended is an error; a
// verification that has begun is not interrupted, since it takes less than a millisecond.
func (v *Verifier) Verify(ctx context.Context, request Request) (Verdict, error) {
	const operation = "verify"
	if err := ctx.Err(); err != nil {
		return Verdict{}, err
	}
	if request.isFlat() {
		verdict, isWhole, err := v.verifyFlat(operation, &request)
		if err != nil || isWhole {
			return verdict, err
		}
	}
	answer, err := v.host.verifyJSON(operation, request.json(), v.text)
	if err != nil {
		return Verdict{}, err
	}
	return verdictOf(operation, answer)
}

// VerifyJSON takes a request of the wire format and gives the answer in it, also where its status is error.
func (h *Host) VerifyJSON(request, service string) (string, error) {
	return h.verifyJSON("verify", request, service)
}

// verifyFlat tells whether the verdict is whole: queries, and the text of a very long key, come with the JSON alone.
func (v *Verifier) verifyFlat(operation string, request *Request) (Verdict, bool, error) {
	params := ""
	if len(request.Params) != 0 {
		params = string(appendParams(nil, request.Params))
	}
	key, message, signature := request.PublicKey.data, request.Message.data, request.Signature.data
	ofTexts := request.Signature.kind == textValue
	var written C.wa_text_verdict
	written.flat.struct_size = C.sizeof_wa_text_verdict
	err := v.host.use(operation, func(host *C.wa_host) {
		if ofTexts {
			C.wa_verify_text(host, chars(request.Chain), C.size_t(len(request.Chain)),
				chars(request.Scheme), C.size_t(len(request.Scheme)), chars(request.Account), C.size_t(len(request.Account)),
				chars(key), C.size_t(len(key)), octetsOf(message), C.size_t(len(message)),
				chars(signature), C.size_t(len(signature)), chars(params), C.size_t(len(params)),
				chars(v.text), C.size_t(len(v.text)), &written)
			return
		}
		C.wa_verify_flat(host, chars(request.Chain), C.size_t(len(request.Chain)),
			chars(request.Scheme), C.size_t(len(request.Scheme)), chars(request.Account), C.size_t(len(request.Account)),
			octetsOf(key), C.size_t(len(key)), octetsOf(message), C.size_t(len(message)),
			octetsOf(signature), C.size_t(len(signature)), chars(params), C.size_t(len(params)),
			chars(v.text), C.size_t(len(v.text)), &written.flat)
	})
	status := written.flat.status
	if err != nil || status == C.WA_ERROR_BUFFER || status == C.WA_NEEDS_EVIDENCE {
		return Verdict{}, false, err
	}
	verdict, err := flatVerdictOf(operation, &written, ofTexts)
	return verdict, true, err
}

func octetsOf(text string) *C.uint8_t {
	return (*C.uint8_t)(unsafe.Pointer(unsafe.StringData(text)))
}

func (h *Host) verifyJSON(operation, request, service string) (string, error) {
	return h.answer(operation, func(host *C.wa_host, answer **C.char, size *C.size_t) C.uint32_t {
		return C.wa_verify_json(host, chars(request), C.size_t(len(request)), chars(service), C.size_t(len(service)), answer, size)
	})
}

// answer is for functions that return an answer object, which only a lack of memory leaves out.
func (h *Host) answer(operation string, call func(*C.wa_host, **C.char, *C.size_t) C.uint32_t) (string, error) {
	var answer *C.char
	var size C.size_t
	var status C.uint32_t
	if err := h.use(operation, func(host *C.wa_host) { status = call(host, &answer, &size) }); err != nil {
		return "", err
	}
	if answer == nil {
		return "", newError(operation, uint32(status), "")
	}
	return take(answer, size), nil
}

// Account normalises an account (Chain, Account), or derives that of a key (Chain, Scheme, PublicKey, Params). A
// valid verdict has Account and Address.
func (h *Host) Account(request Request) (Verdict, error) {
	return h.account(request.json())
}

func (h *Host) account(text string) (Verdict, error) {
	const operation = "account"
	answer, err := h.answer(operation, func(host *C.wa_host, answer **C.char, size *C.size_t) C.uint32_t {
		return C.wa_account_json(host, chars(text), C.size_t(len(text)), answer, size)
	})
	if err != nil {
		return Verdict{}, err
	}
	return verdictOf(operation, answer)
}

// Identify gives the account of a key, or of a compact id in the manner of kwil-db.
func (h *Host) Identify(chain, scheme string, compactID []byte) (string, error) {
	const operation = "identify"
	var address [C.WA_ACCOUNT_CAPACITY]byte
	var size C.size_t
	var status C.uint32_t
	err := h.use(operation, func(host *C.wa_host) {
		status = C.wa_identify(host, chars(chain), C.size_t(len(chain)), chars(scheme), C.size_t(len(scheme)),
			octets(compactID), C.size_t(len(compactID)), (*C.char)(unsafe.Pointer(&address[0])), C.WA_ACCOUNT_CAPACITY, &size)
	})
	if err != nil {
		return "", err
	}
	if status != C.WA_OK {
		return "", newError(operation, uint32(status), "")
	}
	return string(address[:size]), nil
}

// Describe lists all that is loaded, as a JSON object: plugins, schemes with parameters and limits, routes.
func (h *Host) Describe() (json.RawMessage, error) {
	text, err := h.answer("describe", func(host *C.wa_host, answer **C.char, size *C.size_t) C.uint32_t {
		return C.wa_describe_json(host, answer, size)
	})
	return json.RawMessage(text), err
}
