// SPDX-License-Identifier: Apache-2.0

package walletauth

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/walletauth/walletauth/bindings/go/internal/cloop"
)

// TestOverhead measures what a call costs above wa_verify_flat, which a loop in C calls with the same bytes. Both run in
// turns, and the least of all turns counts. Nothing is expected of the figures: they go into the report.
func TestOverhead(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	host := openHost(t)
	baseline, err := cloop.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer baseline.Close()
	refused := with(flat, func(r *Request) { r.Signature = Bytes(make([]byte, 10)) }) // before any arithmetic
	const turns = 200
	inC := map[string]float64{}
	for _, c := range []struct {
		name    string
		request Request
		text    Request
		calls   int
	}{
		{"refused", refused, with(request, func(r *Request) { r.Signature = Text("0x12") }), 500},
		{"valid", flat, request, 20},
	} {
		least := [3]float64{math.Inf(1), math.Inf(1), math.Inf(1)}
		for range turns {
			r := c.request
			least[0] = min(least[0], baseline.Run(r.Chain, r.Scheme, r.Account, r.Message.data, r.Signature.data, c.calls))
			least[1] = min(least[1], microseconds(t, host, c.request, c.calls))
			least[2] = min(least[2], microseconds(t, host, c.text, c.calls))
		}
		t.Logf("%s: C %.2f us; Verify %.2f us, %.2f above C; with a signature as text %.2f us", c.name, least[0], least[1], least[1]-least[0], least[2])
		inC[c.name] = least[0]
		if c.name == "refused" {
			report.figures["overhead_us"] = least[1] - least[0]
		} else {
			report.figures["text_overhead_us"] = least[2] - least[0]
		}
	}
	report.figures["arithmetic_us"] = inC["valid"] - inC["refused"]
}

// What a valid verdict takes of the heap: its texts, which are one string, and the bytes of a key.
func TestAllocations(t *testing.T) {
	host := openHost(t)
	for _, c := range []struct {
		name    string
		request Request
		most    float64
	}{{"text", request, 1}, {"bytes", flat, 2}} {
		if got := testing.AllocsPerRun(100, func() {
			if verdict, err := host.Verify(background, c.request); err != nil || !verdict.Valid() {
				t.Error(verdict, err)
			}
		}); got > c.most {
			t.Errorf("%s: %v allocations, at most %v are expected", c.name, got, c.most)
		}
	}
}

// measureHosts is for a process that has opened none: what its first host takes, and each of some more.
func measureHosts() map[string]float64 {
	least := math.Inf(1)
	open := func() *Host {
		begun := time.Now()
		host, err := OpenInstalled()
		if err != nil {
			panic(err)
		}
		least = min(least, float64(time.Since(begun).Microseconds())/1e3)
		return host
	}
	before := proportionalKB()
	defer open().Close()
	first := proportionalKB()
	const more = 8
	for range more {
		defer open().Close()
	}
	return map[string]float64{"open_ms": least, "host_kb": first - before, "more_host_kb": (proportionalKB() - first) / more}
}

// proportionalKB is the memory of this process; pages that several share are divided among them.
func proportionalKB() (size float64) {
	text, err := os.ReadFile("/proc/self/smaps_rollup")
	if err != nil {
		panic(err)
	}
	_, rest, _ := strings.Cut(string(text), "\nPss:")
	if _, err := fmt.Sscan(rest, &size); err != nil {
		panic(err)
	}
	return size
}

func microseconds(t *testing.T, host *Host, request Request, calls int) float64 {
	begun := time.Now()
	for range calls {
		if _, err := host.Verify(background, request); err != nil {
			t.Fatal(err)
		}
	}
	return float64(time.Since(begun).Nanoseconds()) / 1e3 / float64(calls)
}
