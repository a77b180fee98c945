# SPDX-License-Identifier: Apache-2.0
"""The C library by ctypes: its functions, its structs, and texts that it gives away."""
from __future__ import annotations

import ctypes
import threading
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any, Optional

from ._errors import ArgumentError

SONAME = "libwalletauth.so.0"
FLAT_SIZE = 1152  # of wa_flat_verdict, which a static assertion of walletauth.h fixes
TEXT_SIZE = 1416  # of wa_text_verdict, likewise
VALID_MAGIC = 0x574156414C494431
ACCOUNT_CAPACITY = 128
ERROR_BUFFER = 0x503


class Text(ctypes.Structure):
    """wa_text"""

    _fields_ = [("data", c_void_p), ("size", c_size_t)]


class Buffer(ctypes.Structure):
    """wa_buffer"""

    _fields_ = [("data", c_void_p), ("capacity", c_size_t), ("size", c_size_t)]


PIN = CFUNCTYPE(c_uint32, c_void_p, c_void_p, c_size_t, c_uint64, POINTER(Buffer))
FETCH = CFUNCTYPE(c_uint32, c_void_p, c_void_p, c_size_t, POINTER(Text), c_size_t, c_uint64, c_void_p)
CONSUME = CFUNCTYPE(c_uint32, c_void_p, c_void_p, c_size_t, c_uint64, POINTER(Buffer))
GENERATION = CFUNCTYPE(c_uint32, c_void_p, POINTER(Buffer))


class EvidenceSource(ctypes.Structure):
    """wa_evidence_source"""

    _fields_ = [("struct_size", c_uint32), ("reserved", c_uint32), ("context", c_void_p), ("pin", PIN), ("fetch", FETCH)]


class Store(ctypes.Structure):
    """wa_store"""

    _fields_ = [("struct_size", c_uint32), ("reserved", c_uint32), ("context", c_void_p), ("consume", CONSUME),
                ("generation", GENERATION)]


_TEXT = [c_char_p, c_size_t]
_ANSWER = [POINTER(c_void_p), POINTER(c_size_t)]
_SIGNED_IN = [POINTER(c_int), *_ANSWER]
_OPENED = [POINTER(c_void_p), POINTER(c_void_p)]
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "wa_open_installed": (c_uint32, _OPENED),
    "wa_open_manifest": (c_uint32, [*_TEXT, *_OPENED]),
    "wa_open_directory": (c_uint32, [*_TEXT, *_OPENED]),
    "wa_close": (None, [c_void_p]),
    "wa_free": (None, [c_void_p]),
    "wa_verify_flat": (c_uint32, [c_void_p, *_TEXT * 8, c_void_p]),
    "wa_verify_text": (c_uint32, [c_void_p, *_TEXT * 8, c_void_p]),
    "wa_verify_json": (c_uint32, [c_void_p, *_TEXT, *_TEXT, *_ANSWER]),
    "wa_account_json": (c_uint32, [c_void_p, *_TEXT, *_ANSWER]),
    "wa_describe_json": (c_uint32, [c_void_p, *_ANSWER]),
    "wa_identify": (c_uint32, [c_void_p, *_TEXT * 3, c_void_p, c_size_t, POINTER(c_size_t)]),
    "wa_status_name": (c_char_p, [c_uint32]),
    "wa_reason_name": (c_char_p, [c_uint32]),
    "wa_verify_with_evidence": (c_uint32, [c_void_p, *_TEXT, *_TEXT, POINTER(EvidenceSource), c_uint64, *_ANSWER]),
    "wa_rounds_begin": (c_uint32, [c_void_p, *_TEXT, *_TEXT, POINTER(c_void_p), *_ANSWER]),
    "wa_rounds_give": (c_uint32, [c_void_p, *_TEXT, *_ANSWER]),
    "wa_rounds_end": (None, [c_void_p]),
    "wa_give_answer": (c_uint32, [c_void_p, *_TEXT, c_uint32]),
    "wa_sign_in_open": (c_uint32, [c_void_p, *_TEXT, *_TEXT, POINTER(Store), *_OPENED]),
    "wa_sign_in_close": (None, [c_void_p]),
    "wa_challenge_json": (c_uint32, [c_void_p, *_TEXT, *_TEXT, c_int64, *_SIGNED_IN]),
    "wa_sign_in_json": (c_uint32, [c_void_p, *_TEXT, *_TEXT, c_int64, POINTER(EvidenceSource), c_uint64, *_SIGNED_IN]),
}


class Library:
    """What was loaded. Its functions release the GIL while they run, as all of ctypes' do."""

    def __init__(self, path: str) -> None:
        try:
            loaded = ctypes.CDLL(path)
            for name, (returns, arguments) in _FUNCTIONS.items():
                function = getattr(loaded, name)
                function.restype, function.argtypes = returns, arguments
        except (OSError, AttributeError) as error:
            raise ArgumentError("load the library", f"{path}: {error}; install libwalletauth0, set LD_LIBRARY_PATH, "
                                                    "or say walletauth.use_library(PATH) first") from error
        self.path = path
        self.call: Any = loaded
        self.names = {status: self._names_of(status) for high in range(6) for status in range(high << 8, (high << 8) + 16)}

    def _names_of(self, status: int) -> tuple[str, str]:
        return self.call.wa_status_name(status).decode(), self.call.wa_reason_name(status).decode()

    def names_of(self, status: int) -> tuple[str, str]:
        """Status and reason. A value that is not known counts as its class."""
        return self.names.get(status) or self.names.get(status & ~0xFF) or ("error", "internal")

    def take(self, text: c_void_p, size: Optional[int] = None) -> bytes:
        """Copies a text that C gave away, and frees it."""
        if not text.value:
            return b""
        copied = ctypes.string_at(text.value, -1 if size is None else size)
        self.call.wa_free(text)
        return copied

    def answer(self, function: Any, *arguments: Any) -> tuple[int, Optional[str]]:
        """Of a function that gives an answer object; None: there was not enough memory for one."""
        text, size = c_void_p(), c_size_t()
        status = function(*arguments, ctypes.byref(text), ctypes.byref(size))
        return status, self.take(text, size.value).decode() if text.value else None


_lock = threading.Lock()
_loaded: Optional[Library] = None


def library(path: str = SONAME) -> Library:
    """Loads it at first use, so that a program can be imported where it is not installed."""
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = Library(path)
    return _loaded


def use_library(path: str) -> None:
    """Loads the library from a file instead of from where the system looks. It must be the first call."""
    if library(path).path != path:
        raise ArgumentError("load the library", f"{path}: {library().path} is loaded already")


def fill(buffer: Any, text: bytes) -> bool:
    """Writes to a wa_buffer; False: it does not fit."""
    if len(text) > buffer.contents.capacity:
        return False
    ctypes.memmove(buffer.contents.data, text, len(text))
    buffer.contents.size = len(text)
    return True
