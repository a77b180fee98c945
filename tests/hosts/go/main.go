// SPDX-License-Identifier: Apache-2.0

// A host in Go: host PLUGINS REQUEST opens a directory of plugins and verifies one request of the wire
// format. Another secp256k1, which the program has for itself (recoverKey), recovers a key before and after.
package main

/*
#include <stdlib.h>
#include <walletauth/walletauth.h>
*/
import "C"

import (
	"fmt"
	"os"
	"sync"
	"unsafe"
)

func open(path string) *C.wa_host {
	text := C.CString(path)
	defer C.free(unsafe.Pointer(text))
	var host *C.wa_host
	var message *C.char
	if C.wa_open_directory(text, C.size_t(len(path)), &host, &message) != C.WA_OK {
		defer C.wa_free(message)
		fmt.Fprintln(os.Stderr, C.GoString(message))
		os.Exit(2)
	}
	return host
}

func verify(host *C.wa_host, request string) (string, bool) {
	text := C.CString(request)
	defer C.free(unsafe.Pointer(text))
	var answer *C.char
	var size C.size_t
	status := C.wa_verify_json(host, text, C.size_t(len(request)), nil, 0, &answer, &size)
	defer C.wa_free(answer)
	return C.GoStringN(answer, C.int(size)), status == C.WA_OK
}

func main() {
	if len(os.Args) != 3 {
		os.Exit(64)
	}
	recoverKey()
	host := open(os.Args[1])
	defer C.wa_close(host)
	answer, valid := verify(host, os.Args[2])
	// The same from many goroutines, which the runtime moves between threads.
	var group sync.WaitGroup
	for i := 0; i < 64; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			if again, _ := verify(host, os.Args[2]); again != answer {
				fmt.Fprintln(os.Stderr, "another answer: "+again)
				os.Exit(3)
			}
		}()
	}
	group.Wait()
	recoverKey()
	fmt.Println(answer)
	if !valid {
		os.Exit(1)
	}
}
