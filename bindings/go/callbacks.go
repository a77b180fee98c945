// SPDX-License-Identifier: Apache-2.0

package walletauth

// #include <walletauth/walletauth_signin.h>
import "C"

import (
	"context"
	"fmt"
	"runtime/cgo"
	"time"
	"unsafe"
)

// A Consumption is what a store says of a key.
type Consumption uint32

const (
	ConsumedFirst Consumption = C.WA_CONSUMED_FIRST // nobody consumed it before; now it is consumed
	ConsumedAgain Consumption = C.WA_CONSUMED_AGAIN // somebody did
)

// A Store remembers the nonces that were used, for several processes. An error counts as unavailable. The generation
// names one history of the store: it changes with all that may make the store forget. It has 1 to 256 bytes.
type Store interface {
	// Consume marks `key` as consumed if it is not, atomically over all that share the store, for at least `ttl`. The
	// generation must be that of the very transaction which consumed.
	Consume(ctx context.Context, key string, ttl time.Duration) (was Consumption, generation string, err error)

	// Generation gives the present one.
	Generation(ctx context.Context) (string, error)
}

type calledStore struct {
	store   Store
	timeout time.Duration
	onError func(error)
}

func newCalledStore(options SignInOptions) *calledStore {
	timeout := options.StoreTimeout
	if timeout <= 0 {
		timeout = 5 * time.Second
	}
	return &calledStore{options.Store, timeout, options.OnError}
}

type calledSource struct {
	source  Source
	ctx     context.Context
	onError func(error)
}

// guarded reports what went wrong. A panic must not unwind through C.
func guarded(onError func(error), call func() error) (done bool) {
	var err error
	defer func() {
		if caught := recover(); caught != nil {
			err = fmt.Errorf("walletauth: panic: %v", caught)
			done = false
		}
		if err != nil && onError != nil {
			onError(err)
		}
	}()
	err = call()
	return err == nil
}

func copied(begin *C.char, size C.size_t) string {
	return string(unsafe.Slice((*byte)(unsafe.Pointer(begin)), int(size)))
}

func fill(buffer *C.wa_buffer, text string) error {
	if len(text) > int(buffer.capacity) {
		return fmt.Errorf("walletauth: %d bytes, at most %d are taken", len(text), int(buffer.capacity))
	}
	copy(unsafe.Slice((*byte)(unsafe.Pointer(buffer.data)), int(buffer.capacity)), text)
	buffer.size = C.size_t(len(text))
	return nil
}

//export walletauthGoConsume
func walletauthGoConsume(handle C.uintptr_t, key *C.char, size C.size_t, ttl C.uint64_t, generation *C.wa_buffer) C.uint32_t {
	called := cgo.Handle(handle).Value().(*calledStore)
	outcome := Consumption(C.WA_CONSUMED_UNAVAILABLE)
	if !guarded(called.onError, func() error {
		ctx, cancel := context.WithTimeout(context.Background(), called.timeout)
		defer cancel()
		was, text, err := called.store.Consume(ctx, copied(key, size), time.Duration(ttl)*time.Second)
		if err != nil {
			return err
		}
		outcome = was
		return fill(generation, text)
	}) {
		return C.WA_CONSUMED_UNAVAILABLE
	}
	return C.uint32_t(outcome)
}

//export walletauthGoGeneration
func walletauthGoGeneration(handle C.uintptr_t, generation *C.wa_buffer) C.uint32_t {
	called := cgo.Handle(handle).Value().(*calledStore)
	return statusOf(guarded(called.onError, func() error {
		ctx, cancel := context.WithTimeout(context.Background(), called.timeout)
		defer cancel()
		text, err := called.store.Generation(ctx)
		if err != nil {
			return err
		}
		return fill(generation, text)
	}))
}

//export walletauthGoPin
func walletauthGoPin(handle C.uintptr_t, chain *C.char, size C.size_t, block *C.wa_buffer) C.uint32_t {
	called := cgo.Handle(handle).Value().(*calledSource)
	return statusOf(guarded(called.onError, func() error {
		text, err := called.source.Pin(called.ctx, copied(chain, size))
		if err = first(err, called.ctx.Err()); err != nil {
			return err
		}
		return fill(block, text)
	}))
}

//export walletauthGoFetch
func walletauthGoFetch(handle C.uintptr_t, chain *C.char, size C.size_t, texts *C.wa_text, count C.size_t, into *C.wa_answers) C.uint32_t {
	called := cgo.Handle(handle).Value().(*calledSource)
	return statusOf(guarded(called.onError, func() error {
		queries := make([]Query, 0, int(count))
		for _, text := range unsafe.Slice(texts, int(count)) {
			queries = append(queries, Query(copied(text.data, text.size)))
		}
		answers, err := called.source.Fetch(called.ctx, copied(chain, size), queries)
		if err = first(err, called.ctx.Err()); err != nil {
			return err
		}
		if len(answers) != len(queries) {
			return fmt.Errorf("walletauth: %d answers to %d queries", len(answers), len(queries))
		}
		for _, answer := range answers {
			if err := answer.hand(into); err != nil {
				return err
			}
		}
		return nil
	}))
}

func (a *Answer) hand(into *C.wa_answers) error {
	text, kind := string(a.Result), C.uint32_t(C.WA_EVIDENCE_RESULT)
	if a.Error != nil {
		text, kind = string(a.Error), C.WA_EVIDENCE_ERROR
	}
	if status := C.wa_give_answer(into, chars(text), C.size_t(len(text)), kind); status != C.WA_OK {
		return newError("give an answer", uint32(status), "an answer is empty, or has neither a result nor an error")
	}
	return nil
}

func statusOf(done bool) C.uint32_t {
	if done {
		return C.WA_OK
	}
	return C.WA_ERROR_EVIDENCE
}
