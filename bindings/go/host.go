// SPDX-License-Identifier: Apache-2.0

package walletauth

/*
#cgo pkg-config: libwalletauth
#include <walletauth/walletauth.h>

#cgo noescape wa_open_manifest
#cgo nocallback wa_open_manifest
#cgo noescape wa_open_directory
#cgo nocallback wa_open_directory
#cgo noescape wa_open_installed
#cgo nocallback wa_open_installed
*/
import "C"

import (
	"strings"
	"sync"
	"unsafe"
)

// A Host is a set of loaded plugins.
type Host struct {
	lock sync.RWMutex // held for reading while C uses the host
	c    *C.wa_host   // nil once closed
}

// OpenInstalled opens the plugins that are installed with the library.
func OpenInstalled() (*Host, error) {
	return open("open the installed plugins", func(host **C.wa_host, message **C.char) C.uint32_t {
		return C.wa_open_installed(host, message)
	})
}

// OpenManifest opens what a TOML manifest lists. Prefer it in production: the operator decides what is loaded.
func OpenManifest(path string) (*Host, error) {
	return openPath("open the manifest", path, func(host **C.wa_host, message **C.char) C.uint32_t {
		return C.wa_open_manifest(chars(path), C.size_t(len(path)), host, message)
	})
}

// OpenDirectory opens every plugin of a directory, and grants all that each describes: for development.
func OpenDirectory(path string) (*Host, error) {
	return openPath("open the directory", path, func(host **C.wa_host, message **C.char) C.uint32_t {
		return C.wa_open_directory(chars(path), C.size_t(len(path)), host, message)
	})
}

// Close ends the host, after the calls that are under way. Later calls get ErrClosed; closing again does nothing.
func (h *Host) Close() error {
	h.lock.Lock()
	defer h.lock.Unlock()
	C.wa_close(h.c)
	h.c = nil
	return nil
}

// use calls `call` with the host, which no other goroutine can close meanwhile.
func (h *Host) use(operation string, call func(host *C.wa_host)) error {
	h.lock.RLock()
	defer h.lock.RUnlock()
	if h.c == nil {
		return closed(operation, "host")
	}
	call(h.c)
	return nil
}

func openPath(operation, path string, call func(**C.wa_host, **C.char) C.uint32_t) (*Host, error) {
	if strings.ContainsRune(path, 0) {
		return nil, argument(operation, "the path has a NUL")
	}
	return open(operation, call)
}

func open(operation string, call func(**C.wa_host, **C.char) C.uint32_t) (*Host, error) {
	var host *C.wa_host
	var message *C.char
	status := call(&host, &message)
	detail := C.GoString(message)
	C.wa_free(message)
	if status != C.WA_OK {
		return nil, newError(operation, uint32(status), detail)
	}
	return &Host{c: host}, nil
}

// chars is where the bytes of a text begin. C reads them while the call lasts, and keeps nothing.
func chars(text string) *C.char {
	return (*C.char)(unsafe.Pointer(unsafe.StringData(text)))
}

func octets(bytes []byte) *C.uint8_t {
	return (*C.uint8_t)(unsafe.Pointer(unsafe.SliceData(bytes)))
}

// take copies a text that C returned, and frees it.
func take(text *C.char, size C.size_t) string {
	copied := string(unsafe.Slice((*byte)(unsafe.Pointer(text)), int(size)))
	C.wa_free(text)
	return copied
}
