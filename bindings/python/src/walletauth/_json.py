# SPDX-License-Identifier: Apache-2.0
"""Values of a request, and how they are written. No value can add members to the object that it is written into."""
from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any, Mapping, Union


@dataclass(frozen=True)
class Json:
    """The source text of one JSON value: typed data, or what a wallet returned as an array or an object.

    It is passed on as it stands, since the spelling of numbers and duplicate members may decide.
    """

    source: str

    @classmethod
    def of(cls, value: Any) -> Json:
        """Of a dict, a list and so on. Where the wallet got a text, give that text instead."""
        return cls(json.dumps(value, ensure_ascii=False, allow_nan=False))


Value = Union[str, bytes, Json]
Params = Union[Mapping[str, Value], Json]


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def _nothing(_: str) -> None:
    """Numbers need not be read: they may have any number of digits."""


def written(value: Value) -> str:
    """A key, a signature or a parameter's value that is no bytes."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Json):
        try:
            json.loads(value.source, parse_int=_nothing, parse_float=_nothing)
            return value.source
        except (ValueError, RecursionError):
            return "!"  # is no JSON, so that the library refuses the whole
    return _base64(value)


def _base64(value: bytes) -> str:
    return '{"base64":"' + base64.b64encode(value).decode() + '"}'


def notation(value: Value) -> str:
    """A key or a signature."""
    return written(value) if isinstance(value, (str, Json)) else '{"hex":"' + memoryview(value).hex() + '"}'


def message(value: Value) -> str:
    if isinstance(value, Json):
        return '{"json":' + written(value) + "}"
    return '{"text":' + written(value) + "}" if isinstance(value, str) else _base64(value)


def params(value: Params) -> str:
    if isinstance(value, Json):
        return written(value)
    return "{" + ",".join(f"{written(name)}:{written(one)}" for name, one in value.items()) + "}"


def utf8(text: str) -> bytes:
    """What is no text, as a lone surrogate, becomes bytes that the library refuses."""
    return text.encode("utf-8", "surrogatepass")


def joined(members: Mapping[str, str]) -> str:
    return "{" + ",".join(f'"{name}":{value}' for name, value in members.items()) + "}"


_WHITE = " \t\n\r"
_decoder = json.JSONDecoder(parse_int=_nothing, parse_float=_nothing)


def elements(source: str, begin: int) -> list[str]:
    """The source texts of an array of the library's own, which begins at `begin`."""
    found = []
    at = begin + 1
    while source[at] != "]":
        if source[at] in _WHITE or source[at] == ",":
            at += 1
            continue
        _, end = _decoder.raw_decode(source, at)
        found.append(source[at:end])
        at = end
    return found
