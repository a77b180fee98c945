// SPDX-License-Identifier: Apache-2.0

package walletauth

import (
	"encoding/json"
	"unicode/utf8"
)

// A Request is what the user brings: nothing in it can widen what is accepted.
type Request struct {
	Chain     string // CAIP-2, such as eip155:1
	Scheme    string // the way of signing, such as eip191
	Account   string // who is said to have signed; bare or CAIP-10
	PublicKey Value
	Message   Value
	Signature Value
	Params    map[string]Value // parameters of the scheme that a user may give
}

// A Service is what the service decides. Never take a member of it from the user.
type Service struct {
	Params   map[string]Value
	Accept   []Link // nil: Derived alone
	Compat   bool   // accept what the scheme's other client accepts, where the operator grants it
	Block    string // where evidence must stand
	Evidence []Evidence
}

// An Evidence is what the chain answered to the service.
type Evidence struct {
	Query  json.RawMessage
	Answer Answer
}

// A Link says how key and account belong together.
type Link string

const (
	Derived        Link = "derived"        // the account follows from the key
	ChainState     Link = "chain_state"    // the chain says so
	Counterfactual Link = "counterfactual" // the chain says so of a contract that is not deployed yet
)

type members struct {
	out []byte
}

func (m *members) name(name string) {
	if len(m.out) == 0 {
		m.out = append(m.out, '{')
	} else {
		m.out = append(m.out, ',')
	}
	m.out = append(appendQuoted(m.out, name), ':')
}

func (m *members) text(name, value string) {
	if value != "" {
		m.name(name)
		m.out = appendQuoted(m.out, value)
	}
}

func (m *members) value(name string, value Value, write func(Value, []byte) []byte) {
	if value.kind != noValue {
		m.name(name)
		m.out = write(value, m.out)
	}
}

func (m *members) end() string {
	if len(m.out) == 0 {
		return "{}"
	}
	return string(append(m.out, '}'))
}

func (r *Request) write(m *members) {
	m.text("chain", r.Chain)
	m.text("scheme", r.Scheme)
	m.text("account", r.Account)
	m.value("public_key", r.PublicKey, Value.appendNotation)
	m.value("message", r.Message, Value.appendMessage)
	m.value("signature", r.Signature, Value.appendNotation)
	if len(r.Params) != 0 {
		m.name("params")
		m.out = appendParams(m.out, r.Params)
	}
}

func (r *Request) json() string {
	var m members
	r.write(&m)
	return m.end()
}

// isFlat says whether it can be given in parts: to wa_verify_flat if key and signature are bytes, to wa_verify_text if they
// are texts. For C, an empty one is not given.
func (r *Request) isFlat() bool {
	kind := r.Signature.kind
	return (kind == bytesValue || kind == textValue && utf8.ValidString(r.Signature.data) && utf8.ValidString(r.PublicKey.data)) &&
		r.Signature.data != "" && (r.PublicKey.kind == noValue || r.PublicKey.kind == kind && r.PublicKey.data != "") &&
		(r.Message.kind == bytesValue || r.Message.kind == textValue)
}

// json is empty for a service that has nothing to say.
func (s *Service) json() string {
	var m members
	if len(s.Params) != 0 {
		m.name("params")
		m.out = appendParams(m.out, s.Params)
	}
	if s.Accept != nil {
		m.name("accept")
		m.out = append(m.out, '[')
		for i, link := range s.Accept {
			if i != 0 {
				m.out = append(m.out, ',')
			}
			m.out = appendQuoted(m.out, string(link))
		}
		m.out = append(m.out, ']')
	}
	if s.Compat {
		m.name("compat")
		m.out = append(m.out, "true"...)
	}
	m.text("block", s.Block)
	if s.Evidence != nil {
		m.name("evidence")
		m.out = s.appendEvidence(m.out)
	}
	if len(m.out) == 0 {
		return ""
	}
	return m.end()
}

func (s *Service) appendEvidence(out []byte) []byte {
	out = append(out, '[')
	for i, item := range s.Evidence {
		if i != 0 {
			out = append(out, ',')
		}
		out = appendJSON(append(out, `{"query":`...), string(item.Query))
		out = append(item.Answer.appendMember(append(out, ',')), '}')
	}
	return append(out, ']')
}
