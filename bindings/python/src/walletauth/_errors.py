# SPDX-License-Identifier: Apache-2.0
"""What could not be carried out. It says nothing about a signature: deny, and do not call the signature invalid."""
from __future__ import annotations

from typing import Any


class Error(Exception):
    """`status`, `reason` and `detail` are those of the wire format; `detail` is for logs."""

    def __init__(self, operation: str, detail: str = "", status: str = "error", reason: str = "internal") -> None:
        self.operation = operation
        self.status = status
        self.reason = reason
        self.detail = detail
        named = f"{status} ({reason})" if reason else status
        super().__init__(f"{operation}: {named}{': ' if detail else ''}{detail}")

    def __reduce__(self) -> tuple[Any, ...]:  # by all its words, so that other processes can be told
        return _made_again, (type(self), self.operation, self.detail, self.status, self.reason)


def _made_again(kind: type[Error], operation: str, detail: str, status: str, reason: str) -> Error:
    made = kind.__new__(kind)
    Error.__init__(made, operation, detail, status, reason)
    return made


class ArgumentError(Error):
    """The caller's mistake: a service's part that is none, a file that was refused."""

    def __init__(self, operation: str, detail: str = "", status: str = "error", reason: str = "argument") -> None:
        super().__init__(operation, detail, status, reason)


class ClosedError(ArgumentError):
    """The host or the sign-in was closed."""


class EvidenceError(Error):
    """The chain gave no readable answer. What a source raised is the `__cause__`."""

    def __init__(self, operation: str, detail: str = "", status: str = "error", reason: str = "evidence") -> None:
        super().__init__(operation, detail, status, reason)


class NotValidError(Error):
    """Of `Verdict.require` and `identify`: the answer is not `valid`, and `status` says which other it is."""


def error_of(operation: str, status: str, reason: str, detail: str) -> Error:
    kinds = {"argument": ArgumentError, "evidence": EvidenceError}
    kind = kinds.get(reason, Error) if status == "error" else NotValidError
    return kind(operation, detail, status, reason)
