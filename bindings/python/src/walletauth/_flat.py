# SPDX-License-Identifier: Apache-2.0
"""The fast path: one call of wa_verify_flat or wa_verify_text. Every line of it is paid with each verification."""
from __future__ import annotations

import ctypes
import struct
from typing import Any, Callable, Optional

from . import _json
from ._errors import Error, error_of
from ._native import ERROR_BUFFER, FLAT_SIZE, TEXT_SIZE, VALID_MAGIC, Library
from ._types import Request, Verdict

# wa_flat_verdict: struct_size, status, magic, link, flags, and the sizes of account, address, public_key, block, detail.
_HEAD = struct.Struct("=IIQIIIIIII")
_ACCOUNT, _ADDRESS, _PUBLIC_KEY, _BLOCK, _DETAIL = 48, 480, 608, 680, 752
_LINKS = {1: "derived", 2: "chain_state", 4: "counterfactual"}
_CHAIN_BOUND = 1

# wa_text_verdict: one of those, the size of the key's text, and that text.
_KEY_TEXT_SIZE = struct.Struct("=I")
_KEY_TEXT = FLAT_SIZE + 8

_Storage = ctypes.c_char * TEXT_SIZE  # which is enough for both
_EMPTY = struct.pack("=I", TEXT_SIZE).ljust(TEXT_SIZE, b"\0")  # the first member is the size
_unpack = _HEAD.unpack_from
_unpack_key_text_size = _KEY_TEXT_SIZE.unpack_from
_new, _set = object.__new__, object.__setattr__


def _storage() -> Any:
    return _Storage.from_buffer_copy(_EMPTY)


def caller(library: Library) -> Callable[[Any, Request, bytes], Optional[Verdict]]:
    """A function of handle, request and the service's part. It gives None where only the JSON of a request can say it:
    a key and a signature of two kinds, JSON, and a text that is none.
    """
    of_bytes, of_texts, names_of = library.call.wa_verify_flat, library.call.wa_verify_text, library.names_of
    free: list[Any] = []  # storage that no thread uses now

    def verify_flat(handle: Any, request: Request, service: bytes) -> Optional[Verdict]:
        key: Any = request.public_key
        signature: Any = request.signature
        message, account, scheme, params = request.message, request.account, request.scheme, request.params
        kind = type(signature)
        if not (signature and scheme) or account == "" or not (key is None or type(key) is kind and key):
            return None  # for C, empty is not given
        try:
            if kind is bytes:
                verify, signature_bytes, key_bytes = of_bytes, signature, b"" if key is None else key
            elif kind is str:
                verify, signature_bytes, key_bytes = of_texts, signature.encode(), b"" if key is None else key.encode()
            else:
                return None
            if type(message) is str:
                message = message.encode()
            elif type(message) is not bytes:
                return None
            chain_text = request.chain.encode()
            scheme_text = scheme.encode()
            account_text = b"" if account is None else account.encode()
            params_text = b"" if params is None else _json.params(params).encode()
        except UnicodeEncodeError:
            return None
        try:
            storage = free.pop()
        except IndexError:
            storage = _storage()
        verify(handle.pointer, chain_text, len(chain_text), scheme_text, len(scheme_text), account_text, len(account_text),
               key_bytes, len(key_bytes), message, len(message), signature_bytes, len(signature_bytes), params_text, len(params_text),
               service, len(service), storage)
        verdict = _read(storage, names_of, kind is str)
        free.append(storage)
        return verdict

    return verify_flat


def _read(storage: Any, names_of: Callable[[int], tuple[str, str]], of_texts: bool) -> Optional[Verdict]:
    """The verdict that C wrote; None: its queries, or a long key, come with the JSON."""
    _, status, magic, link, flags, account_size, address_size, key_size, block_size, detail_size = _unpack(storage)
    members = _DEFAULTS.copy()
    if status != 0:
        name, reason = names_of(status)
        detail = storage[_DETAIL : _DETAIL + detail_size].decode()
        if name == "error":
            if status == ERROR_BUFFER:
                return None
            raise error_of("verify", name, reason, detail)
        if name == "needs_evidence":
            return None
        members["status"], members["reason"], members["detail"] = name, reason, detail
    elif magic != VALID_MAGIC:
        raise Error("verify", "no verdict was written")
    else:
        members["account"] = storage[_ACCOUNT : _ACCOUNT + account_size].decode()
        members["address"] = storage[_ADDRESS : _ADDRESS + address_size].decode()
        members["link"] = _LINKS.get(link)
        members["chain_bound"] = flags & _CHAIN_BOUND != 0
        if of_texts:
            text_size, = _unpack_key_text_size(storage, FLAT_SIZE)
            if text_size:
                members["public_key_text"] = storage[_KEY_TEXT : _KEY_TEXT + text_size].decode()
        elif key_size:
            members["public_key"] = storage[_PUBLIC_KEY : _PUBLIC_KEY + key_size]
        if block_size:
            members["block"] = storage[_BLOCK : _BLOCK + block_size].decode()
    # As Verdict(**members), whose constructor sets one member after another: that takes longer than the call.
    verdict: Verdict = _new(Verdict)
    _set(verdict, "__dict__", members)
    return verdict


_DEFAULTS = dict(Verdict("valid").__dict__)
