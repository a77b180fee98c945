# SPDX-License-Identifier: Apache-2.0
"""Requests, the service's part, and verdicts."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal, Mapping, Optional, Union

from . import _json
from ._errors import ArgumentError, NotValidError, error_of
from ._json import Json, Params, Value

Status = Literal["valid", "rejected", "malformed", "unsupported", "needs_evidence"]
Link = Literal["derived", "chain_state", "counterfactual"]


@dataclass(frozen=True)
class Request:
    """What the user brings: nothing in it can widen what is accepted.

    A `str` is a text: of a message its UTF-8 is meant, of a key or a signature the chain's own notation.
    `bytes` are raw bytes, and `Json` is the source text of JSON.
    """

    chain: str  #: CAIP-2, such as eip155:1
    scheme: Optional[str] = None  #: the way of signing, such as eip191
    account: Optional[str] = None  #: who is said to have signed; bare or CAIP-10
    message: Optional[Value] = None
    signature: Optional[Value] = None
    public_key: Optional[Value] = None
    params: Optional[Params] = None  #: parameters of the scheme that a user may give

    def to_json(self) -> str:
        """The request in the wire format."""
        return _json.joined(self._members())

    def _members(self) -> dict[str, str]:
        members = {"chain": _json.written(self.chain)}
        if self.scheme is not None:
            members["scheme"] = _json.written(self.scheme)
        if self.account is not None:
            members["account"] = _json.written(self.account)
        if self.public_key is not None:
            members["public_key"] = _json.notation(self.public_key)
        if self.message is not None:
            members["message"] = _json.message(self.message)
        if self.signature is not None:
            members["signature"] = _json.notation(self.signature)
        if self.params is not None:
            members["params"] = _json.params(self.params)
        return members


@dataclass(frozen=True)
class Answer:
    """Of a node: the source text of its result, or of its error object. One of the two."""

    result: Optional[str] = None
    error: Optional[str] = None

    def member(self) -> str:
        if self.error is not None:
            return '"error":' + _json.written(Json(self.error))
        return '"result":' + _json.written(Json(self.result or ""))


@dataclass(frozen=True)
class Query:
    """A question to the request's own chain. `text` is its canonical JSON."""

    text: str

    @property
    def method(self) -> str:
        return str(json.loads(self.text)["method"])

    @property
    def params(self) -> Any:
        return json.loads(self.text)["params"]


@dataclass(frozen=True)
class Evidence:
    """What the chain answered to the service."""

    query: Union[Query, str]
    answer: Answer

    def to_json(self) -> str:
        query = self.query if isinstance(self.query, str) else self.query.text
        return '{"query":' + _json.written(Json(query)) + "," + self.answer.member() + "}"


@dataclass(frozen=True)
class Service:
    """What the service decides. Never take a member of it from the user. What is given is copied."""

    params: Optional[Params] = field(default=None, hash=False)
    accept: Optional[tuple[Link, ...]] = None  #: None: `derived` alone
    compat: bool = False  #: accept what the scheme's other client accepts, where the operator grants it
    block: Optional[str] = None  #: where evidence must stand
    evidence: Optional[tuple[Evidence, ...]] = None

    def __post_init__(self) -> None:
        if isinstance(self.params, Mapping):
            object.__setattr__(self, "params", dict(self.params))
        object.__setattr__(self, "_wire", _json.utf8(self.to_json()))

    def to_json(self) -> str:
        """As the second argument of `verify_json`; empty for a service that has nothing to say."""
        members = {}
        if self.params is not None:
            members["params"] = _json.params(self.params)
        if self.accept is not None:
            members["accept"] = "[" + ",".join(map(_json.written, self.accept)) + "]"
        if self.compat is not False:
            members["compat"] = json.dumps(self.compat)
        if self.block is not None:
            members["block"] = _json.written(self.block)
        if self.evidence is not None:
            members["evidence"] = "[" + ",".join(item.to_json() for item in self.evidence) + "]"
        return _json.joined(members) if members else ""


@dataclass(frozen=True)
class Verdict:
    """The answer to a request. Not valid is one of several things, so a verdict is no boolean."""

    status: Status
    reason: str = ""
    detail: str = ""  #: for logs; programs must not read it
    account: Optional[str] = None  #: CAIP-10
    address: Optional[str] = None  #: the same account, bare
    public_key: Optional[bytes] = None  #: of a request with bytes for key and signature
    public_key_text: Optional[str] = None  #: of any other request: in the chain's notation
    link: Optional[Link] = None
    block: Optional[str] = None
    chain_bound: Optional[bool] = None  #: whether the signed bytes name the chain
    queries: tuple[Query, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether the holder of `account` signed the message."""
        return self.status == "valid"

    def require(self) -> str:
        """The account of a valid verdict. Any other one raises NotValidError."""
        if self.status == "valid" and self.account is not None:
            return self.account
        raise NotValidError("verify", self.detail, self.status, self.reason)

    def __bool__(self) -> bool:
        raise TypeError("a verdict is no boolean: look at its status, or at is_valid")


def no_request(operation: str, error: Exception) -> ArgumentError:
    return ArgumentError(operation, f"request: this is no walletauth.Request of str, bytes and Json: {error}")


def text_of(operation: str, request: Request) -> str:
    try:
        return request.to_json()
    except (AttributeError, TypeError) as error:
        raise no_request(operation, error) from error


def part_of(operation: str, service: Service) -> bytes:
    """The service's part, which was written when it was made."""
    try:
        part: bytes = service._wire  # type: ignore[attr-defined]
        return part
    except AttributeError as error:
        raise ArgumentError(operation, f"service: this is no walletauth.Service: {service!r:.100}") from error


def verdict_of(operation: str, answer: str) -> Verdict:
    """Of an answer of the wire format. One of the class `error` is raised."""
    wire = json.loads(answer)
    if wire["status"] == "error":
        raise error_of(operation, "error", wire.get("reason", ""), wire.get("detail", ""))
    queries: tuple[Query, ...] = ()
    if "queries" in wire:
        queries = tuple(Query(text) for text in _json.elements(answer, _queries_at(answer)))
    known = {name: wire[name] for name in ("reason", "detail", "account", "address", "link", "block", "chain_bound") if name in wire}
    return Verdict(wire["status"], public_key_text=wire.get("public_key"), queries=queries, **known)


def _queries_at(answer: str) -> int:
    """Where the array begins. No text of the answer has this mark, for there the quotes are escaped."""
    return answer.index('"queries":') + len('"queries":')
