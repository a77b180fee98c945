// SPDX-License-Identifier: Apache-2.0

package walletauth

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

var background = context.Background()

// request is web3.js 1.x's example of eth.accounts.sign("Some data"), as in the README.
var request = Request{
	Chain:     "eip155:1",
	Scheme:    "eip191",
	Account:   "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23",
	Message:   Text("Some data"),
	Signature: Text("0x" + signatureHex),
}

const signatureHex = "b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c"

// flat is the same with bytes, which goes by wa_verify_flat.
var flat = with(request, func(r *Request) {
	signature, _ := hex.DecodeString(signatureHex)
	r.Signature = Bytes(signature)
})

func with(request Request, change func(*Request)) Request {
	change(&request)
	return request
}

func openHost(t testing.TB) *Host {
	t.Helper()
	host, err := OpenInstalled()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close() })
	return host
}

// The report of bindings/suite.md.
var report struct {
	lock          sync.Mutex
	passed, total int
	misuse        []string
	figures       map[string]float64
}

func TestMain(m *testing.M) {
	report.figures = measureHosts()
	status := m.Run()
	if folder := os.Getenv("WALLETAUTH_REPORT_DIR"); folder != "" && status == 0 && report.figures["arithmetic_us"] != 0 {
		release := runtime.Version()
		if parts := strings.SplitN(release, ".", 3); len(parts) == 3 {
			release = parts[0] + "." + parts[1]
		}
		whole := map[string]any{
			"binding": "go", "language": release, "misuse": report.misuse,
			"vectors": map[string]int{"passed": report.passed, "total": report.total},
		}
		for name, figure := range report.figures {
			whole[name] = figure
		}
		text, _ := json.Marshal(whole)
		if err := os.WriteFile(filepath.Join(folder, "go.json"), append(text, '\n'), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			status = 1
		}
	}
	os.Exit(status)
}
