// SPDX-License-Identifier: Apache-2.0

// Package cloop calls wa_verify_flat from C, without Go between the calls: what the tests measure the binding against.
package cloop

/*
#cgo pkg-config: libwalletauth
#include <walletauth/walletauth.h>
#include <time.h>

static double now_us(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static double loop(const wa_host *host, _GoString_ chain, _GoString_ scheme, _GoString_ account, _GoString_ message,
                   _GoString_ signature, size_t calls) {
    wa_flat_verdict verdict;
    const double begin = now_us();
    for (size_t i = 0; i < calls; ++i) {
        verdict.struct_size = sizeof verdict;
        wa_verify_flat(host, _GoStringPtr(chain), _GoStringLen(chain), _GoStringPtr(scheme), _GoStringLen(scheme),
                       _GoStringPtr(account), _GoStringLen(account), NULL, 0, (const uint8_t *)_GoStringPtr(message),
                       _GoStringLen(message), (const uint8_t *)_GoStringPtr(signature), _GoStringLen(signature), NULL, 0,
                       NULL, 0, &verdict);
    }
    return (now_us() - begin) / (double)calls;
}
*/
import "C"

import "errors"

// A Loop is a host of its own.
type Loop struct{ host *C.wa_host }

// Open opens the installed plugins.
func Open() (*Loop, error) {
	loop := &Loop{}
	if C.wa_open_installed(&loop.host, nil) != C.WA_OK {
		return nil, errors.New("cloop: no host")
	}
	return loop, nil
}

// Close ends the host.
func (l *Loop) Close() { C.wa_close(l.host) }

// Run gives the microseconds of one call.
func (l *Loop) Run(chain, scheme, account, message, signature string, calls int) float64 {
	return float64(C.loop(l.host, chain, scheme, account, message, signature, C.size_t(calls)))
}
