// SPDX-License-Identifier: Apache-2.0

package walletauth

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"sort"
	"unicode/utf8"
)

// A Value is a message, a key, a signature or a parameter: bytes, a text, or a JSON document. The zero value is none.
type Value struct {
	kind valueKind
	data string
}

type valueKind uint8

const (
	noValue valueKind = iota
	bytesValue
	textValue
	jsonValue
)

// Bytes is a value of raw bytes, which are copied.
func Bytes(bytes []byte) Value { return Value{bytesValue, string(bytes)} }

// Text is a text: of a message its UTF-8 is meant; of a key or a signature the chain's own notation.
func Text(text string) Value { return Value{textValue, text} }

// JSON is the source text of one JSON value: typed data, or a signature that the wallet returned as an array or an
// object. It is passed on as it stands, since the spelling of numbers and duplicate members may decide.
func JSON(source string) Value { return Value{jsonValue, source} }

// IsZero says whether there is no value.
func (v Value) IsZero() bool { return v.kind == noValue }

func (v Value) appendMessage(out []byte) []byte {
	switch {
	case v.kind == jsonValue:
		return append(appendJSON(append(out, `{"json":`...), v.data), '}')
	case v.kind == textValue && utf8.ValidString(v.data):
		return append(appendQuoted(append(out, `{"text":`...), v.data), '}')
	}
	return appendBase64(out, v.data)
}

// appendNotation is for keys and signatures.
func (v Value) appendNotation(out []byte) []byte {
	if v.kind != bytesValue {
		return v.appendPlain(out)
	}
	out = append(out, `{"hex":"`...)
	return append(hex.AppendEncode(out, []byte(v.data)), `"}`...)
}

func (v Value) appendPlain(out []byte) []byte {
	switch v.kind {
	case textValue:
		return appendQuoted(out, v.data)
	case jsonValue:
		return appendJSON(out, v.data)
	case bytesValue:
		return appendBase64(out, v.data)
	}
	return append(out, "null"...)
}

// appendJSON lets no text but one JSON value through, so that nobody adds members by it. A mark that is no JSON takes
// the place of any other, and the library refuses the whole.
func appendJSON(out []byte, source string) []byte {
	if !json.Valid([]byte(source)) {
		return append(out, '!')
	}
	return append(out, source...)
}

func appendBase64(out []byte, bytes string) []byte {
	out = append(out, `{"base64":"`...)
	return append(base64.StdEncoding.AppendEncode(out, []byte(bytes)), `"}`...)
}

// appendQuoted writes a JSON string. What is no UTF-8 stays, so that the library refuses it; encoding/json would write
// another text instead.
func appendQuoted(out []byte, text string) []byte {
	const digits = "0123456789abcdef"
	out = append(out, '"')
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c < ' ':
			out = append(out, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		default:
			out = append(out, c)
		}
	}
	return append(out, '"')
}

// appendParams writes an object of parameters, in one order.
func appendParams(out []byte, params map[string]Value) []byte {
	names := make([]string, 0, len(params))
	for name := range params {
		names = append(names, name)
	}
	sort.Strings(names)
	out = append(out, '{')
	for i, name := range names {
		if i != 0 {
			out = append(out, ',')
		}
		out = params[name].appendPlain(append(appendQuoted(out, name), ':'))
	}
	return append(out, '}')
}
