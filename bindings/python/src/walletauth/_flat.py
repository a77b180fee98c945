# SPDX-License-Identifier: Apache-2.0
"""The fast path: one call of wa_verify_flat or wa_verify_text. Every line of it is paid with each verification."""
from __future__ import annotations

import ctypes
import struct
from ctypes import c_char_p, c_size_t, c_void_p
from typing import Any, Callable, Optional

from . import _json
from ._errors import Error, error_of
from ._native import ERROR_BUFFER, FLAT_SIZE, TEXT_SIZE, VALID_MAGIC, Library
from ._types import Request, Verdict

# wa_text_verdict begins with a wa_flat_verdict: struct_size, status, magic, link, flags, and the sizes of account, address, public_key,
# block, detail. The size of the key's text and that text follow it.
_SIZES = "=4x4xQIIIIIII"
_OF_BYTES = struct.Struct(_SIZES)
_OF_TEXTS = struct.Struct(f"{_SIZES}{FLAT_SIZE - _OF_BYTES.size}xI")
_ACCOUNT, _ADDRESS, _PUBLIC_KEY, _BLOCK, _DETAIL, _KEY_TEXT = 48, 480, 608, 680, 752, FLAT_SIZE + 8
_LINKS = {1: "derived", 2: "chain_state", 4: "counterfactual"}
_CHAIN_BOUND = 1

_Storage = ctypes.c_char * TEXT_SIZE  # which is enough for both
_EMPTY = struct.pack("=I", TEXT_SIZE).ljust(TEXT_SIZE, b"\0")  # the first member is the size
_unpack_of_bytes, _unpack_of_texts = _OF_BYTES.unpack_from, _OF_TEXTS.unpack_from
_new, _set = object.__new__, object.__setattr__


class _Sizes(dict[int, Any]):
    """What is given to C for a size. ctypes makes an object of each number at each call, but for those of here."""

    def __missing__(self, size: int) -> int:
        return size


_sizes = _Sizes((size, c_size_t(size)) for size in range(1025))
_MOST_NAMES, _LONGEST_NAME = 256, 64  # users may name any number of chains, and long ones


def _storage() -> tuple[Any, Any]:
    """Where C writes, and its address. The second is good as long as there is the first."""
    storage = _Storage.from_buffer_copy(_EMPTY)
    return storage, c_void_p(ctypes.addressof(storage))


def _named(names: dict[str, tuple[Any, Any]], name: str) -> tuple[Any, Any]:
    """A chain or a scheme as C gets it, which is kept: few are asked for again and again."""
    text = name.encode()
    given = c_char_p(text), _sizes[len(text)]
    if len(names) < _MOST_NAMES and len(text) <= _LONGEST_NAME:
        names[name] = given
    return given


def caller(library: Library) -> Callable[[Any, Request, bytes], Optional[Verdict]]:
    """A function of handle, request and the service's part. It gives None where only the JSON of a request can say it:
    a key and a signature of two kinds, JSON, and a text that is none.
    """
    of_bytes, of_texts, names_of = library.call.wa_verify_flat, library.call.wa_verify_text, library.names_of
    free: list[tuple[Any, Any]] = []  # storage that no thread uses now
    names: dict[str, tuple[Any, Any]] = {}
    sizes, no_size = _sizes, _sizes[0]

    def verify_flat(handle: Any, request: Request, service: bytes) -> Optional[Verdict]:
        key: Any = request.public_key
        signature: Any = request.signature
        message, account, chain, scheme, params = request.message, request.account, request.chain, request.scheme, request.params
        kind = type(signature)
        if not (signature and scheme) or account == "" or not (key is None or type(key) is kind and key):
            return None  # for C, empty is not given
        try:
            if kind is bytes:
                verify = of_bytes
            elif kind is str:
                verify, signature, key = of_texts, signature.encode(), None if key is None else key.encode()
            else:
                return None
            if type(message) is str:
                message = message.encode()
            elif type(message) is not bytes:
                return None
            chain_text, chain_size = names.get(chain) or _named(names, chain)
            scheme_text, scheme_size = names.get(scheme) or _named(names, scheme)
            account_text = None if account is None else account.encode()
            params_text = None if params is None else _json.params(params).encode()
        except UnicodeEncodeError:
            return None
        try:
            storage = free.pop()
        except IndexError:
            storage = _storage()
        status = verify(handle.pointer, chain_text, chain_size, scheme_text, scheme_size,
                        account_text, no_size if account_text is None else sizes[len(account_text)],
                        key, no_size if key is None else sizes[len(key)],
                        message, sizes[len(message)], signature, sizes[len(signature)],
                        params_text, no_size if params_text is None else sizes[len(params_text)],
                        service or None, sizes[len(service)], storage[1])
        verdict = _read_refused(storage[0], status, names_of) if status else _read_valid(storage[0], kind is str)
        free.append(storage)
        return verdict

    return verify_flat


# The members of a verdict, but for what is read. Copying them and setting some takes half of the time of Verdict(...).
_REFUSED = dict(Verdict("rejected").__dict__)
_VALID = {(link, flags): {**Verdict("valid").__dict__, "link": name, "chain_bound": flags != 0}
          for link, name in _LINKS.items() for flags in (0, _CHAIN_BOUND)}


def _made(members: dict[str, Any]) -> Verdict:
    verdict: Verdict = _new(Verdict)
    _set(verdict, "__dict__", members)
    return verdict


def _read_valid(storage: Any, of_texts: bool) -> Verdict:
    if of_texts:
        magic, link, flags, account_size, address_size, _, block_size, _, text_size = _unpack_of_texts(storage)
    else:
        magic, link, flags, account_size, address_size, key_size, block_size, _ = _unpack_of_bytes(storage)
    known = _VALID.get((link, flags & _CHAIN_BOUND))
    if magic != VALID_MAGIC or known is None:
        raise Error("verify", "no verdict was written")
    members = known.copy()
    members["account"] = storage[_ACCOUNT : _ACCOUNT + account_size].decode()
    members["address"] = storage[_ADDRESS : _ADDRESS + address_size].decode()
    if of_texts:
        if text_size:
            members["public_key_text"] = storage[_KEY_TEXT : _KEY_TEXT + text_size].decode()
    elif key_size:
        members["public_key"] = storage[_PUBLIC_KEY : _PUBLIC_KEY + key_size]
    if block_size:
        members["block"] = storage[_BLOCK : _BLOCK + block_size].decode()
    return _made(members)


def _read_refused(storage: Any, status: int, names_of: Callable[[int], tuple[str, str]]) -> Optional[Verdict]:
    """None: its queries, or a long key, come with the JSON."""
    name, reason = names_of(status)
    if name == "needs_evidence" or status == ERROR_BUFFER:
        return None
    detail = storage[_DETAIL : _DETAIL + _unpack_of_bytes(storage)[-1]].decode()
    if name == "error":
        raise error_of("verify", name, reason, detail)
    members = _REFUSED.copy()
    members["status"], members["reason"], members["detail"] = name, reason, detail
    return _made(members)
