// SPDX-License-Identifier: Apache-2.0

package walletauth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"
)

// recorded answers from what a vector's chain said, and counts rounds.
type recorded struct {
	answers map[string]Answer
	block   string
	pins    int
	rounds  int
	cancel  func() // called after the first round, if there is one
}

func (r *recorded) Pin(context.Context, string) (string, error) {
	r.pins++
	return r.block, nil
}

func (r *recorded) Fetch(_ context.Context, _ string, queries []Query) ([]Answer, error) {
	r.rounds++
	var answers []Answer
	for _, query := range queries {
		answer, known := r.answers[canonical(json.RawMessage(query))]
		if !known {
			return nil, errors.New("nobody recorded " + string(query))
		}
		answers = append(answers, answer)
	}
	if r.cancel != nil {
		r.cancel()
	}
	return answers, nil
}

func canonical(source json.RawMessage) string {
	decoder := json.NewDecoder(bytes.NewReader(source))
	decoder.UseNumber()
	var value any
	decoder.Decode(&value)
	text, _ := json.Marshal(value)
	return string(text)
}

// Vectors that are valid by evidence are valid, too, if a source gives the same answers when it is asked.
func TestEvidenceFromASource(t *testing.T) {
	host := openHost(t)
	tried, longest, pinned := 0, 0, 0
	for file, vectors := range readVectors(t) {
		for i := range vectors {
			v := &vectors[i]
			request, whole := v.typed()
			if v.Expect["status"] != "valid" || v.Service == nil || len(v.Service.Evidence) == 0 || !whole {
				continue
			}
			source := recordedOf(v)
			service := v.typedService()
			service.Evidence = nil
			if without, err := host.For(service).Verify(background, request); err != nil || without.Status != NeedsEvidence {
				continue // its account follows from the key, too
			}
			if tried++; tried%2 == 0 { // every other one is told its block by the source
				source.block, service.Block = service.Block, ""
			}
			verdict, err := host.For(service).VerifyWithEvidence(background, request, source)
			expect(t, v, file, verdict, err)
			longest, pinned = max(longest, source.rounds), pinned+source.pins
			if source.pins > 1 || source.rounds == 0 || source.rounds > 4 {
				t.Errorf("%s: %d pins, %d rounds", v.ID, source.pins, source.rounds)
			}
		}
	}
	t.Logf("%d vectors, at most %d rounds, %d pins", tried, longest, pinned)
	if tried < 50 || longest < 2 || pinned < 20 {
		t.Error("too few vectors of one kind")
	}
}

func recordedOf(v *vector) *recorded {
	source := &recorded{answers: map[string]Answer{}}
	for _, item := range v.Service.Evidence {
		source.answers[canonical(item.Query)] = Answer{Result: item.Result, Error: item.Error}
	}
	return source
}

func TestContext(t *testing.T) {
	host := openHost(t)
	ended, cancel := context.WithCancel(background)
	cancel()
	if _, err := host.Verify(ended, request); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := host.For(Service{}).VerifyWithEvidence(ended, request, &recorded{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	_, err := host.For(Service{}).VerifyWithEvidence(background, request, nil)
	expectError(t, err, ErrArgument, "source")
}

// A source that fails, is cancelled, or is no source.
func TestFaultsOfASource(t *testing.T) {
	host := openHost(t)
	v := vectorOfTwoRounds(t, host)
	request, _ := v.typed()
	service := v.typedService()
	service.Evidence = nil
	verify := func(ctx context.Context, source Source) error {
		_, err := host.For(service).VerifyWithEvidence(ctx, request, source)
		return err
	}
	ctx, cancel := context.WithCancel(background)
	between := recordedOf(v)
	between.cancel = cancel
	err := verify(ctx, between)
	expectError(t, err, ErrEvidence, "canceled")
	if !errors.Is(err, context.Canceled) || between.rounds != 1 {
		t.Error(err, between.rounds)
	}
	expectError(t, verify(background, &recorded{}), ErrEvidence, "nobody recorded")
	expectError(t, verify(background, answering(nil)), ErrEvidence, "0 answers")
	expectError(t, verify(background, answering{{Result: json.RawMessage("<html>")}}), ErrEvidence, "")
	expectError(t, verify(background, answering{{}}), ErrEvidence, "")
}

type answering []Answer

func (a answering) Pin(context.Context, string) (string, error)              { return "", nil }
func (a answering) Fetch(context.Context, string, []Query) ([]Answer, error) { return a, nil }

func vectorOfTwoRounds(t *testing.T, host *Host) *vector {
	for _, vectors := range readVectors(t) {
		for i := range vectors {
			v := &vectors[i]
			request, whole := v.typed()
			if v.Expect["status"] != "valid" || v.Service == nil || len(v.Service.Evidence) < 2 || !whole {
				continue
			}
			service := v.typedService()
			service.Evidence = nil
			source := recordedOf(v)
			if _, err := host.For(service).VerifyWithEvidence(background, request, source); err == nil && source.rounds > 1 {
				return v
			}
		}
	}
	t.Fatal("no vector has two rounds")
	return nil
}
