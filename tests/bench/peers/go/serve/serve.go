// SPDX-License-Identifier: Apache-2.0

// Package serve is what the peers in Go share: the inputs, and doing what standard input asks for, as
// tests/bench/operations.cpp says.
package serve

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// Contender is one who does an operation; Does does it once, and says whether the answer is right.
type Contender struct {
	Operation, Who string
	Does           func() bool
}

// Inputs are those of one operation.
type Inputs map[string]any

// Instructions are counted in the main thread, so all is done there.
func init() { runtime.LockOSThread() }

func fail(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", arguments...)
	os.Exit(1)
}

// Read gives the inputs of an operation from the file that the first argument names.
func Read(operation string) Inputs {
	if len(os.Args) != 2 {
		fail("usage: PROGRAM INPUTS")
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail("%v", err)
	}
	var all map[string]Inputs
	if err := json.Unmarshal(text, &all); err != nil {
		fail("%v", err)
	}
	if all[operation] == nil {
		fail("no inputs of %s", operation)
	}
	return all[operation]
}

// Text of a member.
func (inputs Inputs) Text(name string) string {
	text, ok := inputs[name].(string)
	if !ok {
		fail("no input %s", name)
	}
	return text
}

// Bytes of hexadecimal digits, with or without 0x.
func (inputs Inputs) Bytes(name string) []byte {
	bytes, err := hex.DecodeString(strings.TrimPrefix(inputs.Text(name), "0x"))
	if err != nil {
		fail("%s: %v", name, err)
	}
	return bytes
}

// Serve answers each line of standard input; it ends with 1 if an answer is wrong.
func Serve(contenders []Contender) {
	known := map[string]func() bool{}
	for _, each := range contenders {
		key := each.Operation + "\t" + each.Who
		known[key] = each.Does
		fmt.Println(key)
	}
	fmt.Println()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		count, key, _ := strings.Cut(lines.Text(), "\t")
		times, err := strconv.Atoi(count)
		does := known[key]
		if err != nil || does == nil {
			fail("unknown: %s", lines.Text())
		}
		for ; times > 0; times-- {
			if !does() {
				fail("wrong answer: %s", key)
			}
		}
		fmt.Println()
	}
}
