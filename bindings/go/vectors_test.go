// SPDX-License-Identifier: Apache-2.0

package walletauth

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

type vector struct {
	ID      string                     `json:"id"`
	Request map[string]json.RawMessage `json:"request"`
	Service *struct {
		Params   map[string]json.RawMessage `json:"params"`
		Accept   []Link                     `json:"accept"`
		Compat   bool                       `json:"compat"`
		Block    string                     `json:"block"`
		Evidence []struct {
			Query  json.RawMessage `json:"query"`
			Result json.RawMessage `json:"result"`
			Error  json.RawMessage `json:"error"`
		} `json:"evidence"`
	} `json:"service"`
	Expect map[string]any `json:"expect"`
}

func readVectors(t *testing.T) map[string][]vector {
	prefix := os.Getenv("WALLETAUTH_PREFIX")
	files, _ := filepath.Glob(filepath.Join(prefix, "share/walletauth/vectors/*/*.json"))
	if len(files) == 0 {
		t.Fatal("WALLETAUTH_PREFIX names no installation with vectors")
	}
	found := map[string][]vector{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var content struct {
			Format  string   `json:"format"`
			Vectors []vector `json:"vectors"`
		}
		if err := json.Unmarshal(text, &content); err != nil || content.Format != "walletauth-vectors/1" {
			t.Fatalf("%s: format %q, %v", file, content.Format, err)
		}
		found[filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file)] = content.Vectors
	}
	return found
}

// wholeBytes reads {"hex"} or {"base64"} that is written as it should be. What is not stays as it is, so that the
// library refuses it.
func wholeBytes(source json.RawMessage) Value {
	var form map[string]string
	if json.Unmarshal(source, &form) != nil || len(form) != 1 {
		return JSON(string(source))
	}
	if text, there := form["hex"]; there {
		if read, err := hex.DecodeString(strings.TrimPrefix(text, "0x")); err == nil {
			return Bytes(read)
		}
	}
	if text, there := form["base64"]; there {
		if read, err := base64.StdEncoding.Strict().DecodeString(text); err == nil && !strings.ContainsAny(text, "\r\n") {
			return Bytes(read)
		}
	}
	return JSON(string(source))
}

func notation(source json.RawMessage) Value {
	var text string
	if len(source) > 0 && source[0] == '"' && json.Unmarshal(source, &text) == nil {
		return Text(text)
	}
	return wholeBytes(source)
}

func messageOf(source json.RawMessage) (Value, bool) {
	var form map[string]json.RawMessage
	if json.Unmarshal(source, &form) != nil || len(form) != 1 {
		return Value{}, false
	}
	if document, there := form["json"]; there {
		return JSON(string(document)), true
	}
	if text, there := form["text"]; there {
		var value string
		err := json.Unmarshal(text, &value)
		return Text(value), err == nil
	}
	value := wholeBytes(source)
	return value, value.kind == bytesValue
}

func paramsOf(source map[string]json.RawMessage) map[string]Value {
	params := map[string]Value{}
	for name, value := range source {
		params[name] = notation(value)
	}
	return params
}

// typed gives the request in this package's types; false where they cannot say it, as a message that is no message.
func (v *vector) typed() (Request, bool) {
	var request Request
	whole := true
	for name, source := range v.Request {
		var text string
		isText := json.Unmarshal(source, &text) == nil && text != "" // "" is not given in Go
		switch name {
		case "chain":
			request.Chain, whole = text, whole && isText
		case "scheme":
			request.Scheme, whole = text, whole && isText
		case "account":
			request.Account, whole = text, whole && isText
		case "public_key":
			request.PublicKey = notation(source)
		case "signature":
			request.Signature = notation(source)
		case "message":
			message, known := messageOf(source)
			request.Message, whole = message, whole && known
		case "params":
			var params map[string]json.RawMessage
			whole = whole && json.Unmarshal(source, &params) == nil
			request.Params = paramsOf(params)
		default:
			whole = false
		}
	}
	return request, whole
}

func (v *vector) typedService() Service {
	if v.Service == nil {
		return Service{}
	}
	service := Service{Accept: v.Service.Accept, Compat: v.Service.Compat, Block: v.Service.Block, Params: paramsOf(v.Service.Params)}
	for _, item := range v.Service.Evidence {
		service.Evidence = append(service.Evidence, Evidence{Query: item.Query, Answer: Answer{Result: item.Result, Error: item.Error}})
	}
	return service
}

// membersOf are those of a verdict or an error, with the names of the wire format.
func membersOf(verdict Verdict, err error) map[string]any {
	var failed *Error
	if errors.As(err, &failed) {
		return map[string]any{"status": string(failed.Status), "reason": failed.Reason}
	}
	if err != nil {
		return map[string]any{"status": err.Error()}
	}
	found := map[string]any{"status": string(verdict.Status), "reason": verdict.Reason, "account": verdict.Account,
		"address": verdict.Address, "public_key": verdict.PublicKeyText, "link": string(verdict.Link), "block": verdict.Block,
		"chain_bound": verdict.ChainBound}
	if verdict.PublicKey != nil {
		found["public_key"] = "0x" + hex.EncodeToString(verdict.PublicKey)
	}
	var queries []any
	for _, query := range verdict.Queries {
		var value any
		json.Unmarshal(query, &value)
		queries = append(queries, value)
	}
	found["queries"] = queries
	return found
}

func expect(t *testing.T, v *vector, how string, verdict Verdict, err error) bool {
	t.Helper()
	found := membersOf(verdict, err)
	for name, want := range v.Expect {
		if !reflect.DeepEqual(found[name], want) {
			t.Errorf("%s, %s: %s is %v, expected %v (%v %v)", v.ID, how, name, found[name], want, verdict.Detail, err)
			return false
		}
	}
	return true
}

// flatOf gives the signature as bytes, where the scheme's notation is hex.
func flatOf(request Request) (Request, bool) {
	if request.Scheme != "eip191" && request.Scheme != "eip191-kwil" && request.Scheme != "eip712" ||
		request.Signature.kind != textValue || request.PublicKey.kind != noValue {
		return request, false
	}
	signature, err := hex.DecodeString(strings.TrimPrefix(request.Signature.data, "0x"))
	request.Signature = Bytes(signature)
	if request.Message.kind == jsonValue {
		request.Message = Bytes([]byte(request.Message.data))
	}
	return request, err == nil && len(signature) != 0
}

func TestVectors(t *testing.T) {
	host := openHost(t)
	asBytes, asJSON := 0, 0
	for file, vectors := range readVectors(t) {
		t.Run(file, func(t *testing.T) {
			for i := range vectors {
				v := &vectors[i]
				report.total++
				request, whole := v.typed()
				service := v.typedService()
				if !whole {
					asJSON++
					if expectJSON(t, host, v) {
						report.passed++
					}
					continue
				}
				var passed bool
				if request.Signature.IsZero() && request.Message.IsZero() {
					verdict, err := host.Account(request)
					passed = expect(t, v, "account", verdict, err)
				} else {
					verdict, err := host.For(service).Verify(background, request)
					passed = expect(t, v, "verify", verdict, err)
				}
				if as, possible := flatOf(request); possible && passed {
					asBytes++
					verdict, err := host.For(service).Verify(background, as)
					passed = expect(t, v, "bytes", verdict, err)
				}
				if passed {
					report.passed++
				}
			}
		})
	}
	t.Logf("%d of %d vectors, %d also as bytes, %d as JSON since the types cannot say them", report.passed, report.total, asBytes, asJSON)
	if report.total < 4000 || asBytes < 1000 || asJSON > 100 {
		t.Error("too few vectors of one kind")
	}
}

func expectJSON(t *testing.T, host *Host, v *vector) bool {
	text, _ := json.Marshal(v.Request)
	if v.Request["signature"] == nil {
		verdict, err := host.account(string(text))
		return expect(t, v, "json", verdict, err)
	}
	service := v.typedService()
	answer, err := host.VerifyJSON(string(text), service.json())
	if err != nil {
		t.Fatal(err)
	}
	verdict, err := verdictOf("verify", answer)
	return expect(t, v, "json", verdict, err)
}
