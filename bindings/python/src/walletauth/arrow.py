# SPDX-License-Identifier: Apache-2.0
"""Tables of Arrow. It needs pyarrow: `pip install walletauth[arrow]`."""
from __future__ import annotations

from dataclasses import fields
from typing import Any, Iterator, Mapping, Optional, Union

import pyarrow as pa

from ._errors import ArgumentError, Error
from ._host import Host
from ._installed import installed
from ._json import Json
from ._types import Request, Service, Verdict

#: The columns of an answer. A row that could not be carried out has the status `error`.
SCHEMA = pa.schema([(name, pa.string()) for name in ("status", "reason", "detail", "account", "address", "link")])
_INPUTS = tuple(one.name for one in fields(Request))


def verify_table(table: Any, service: Optional[Service] = None, *, columns: Optional[Mapping[str, str]] = None,
                 constants: Optional[Mapping[str, str]] = None, host: Optional[Host] = None, threads: Optional[int] = None) -> Any:
    """One row of answers for each row of a pyarrow Table or RecordBatch, in their order.

    Columns have the names of a Request's members; `columns` maps a member to another name. `constants` are members that
    all rows share, such as {"chain": "eip155:1"}. A text or binary column is a `str` or `bytes` of a Request. `params` is
    a text column of JSON objects. null is absent.
    """
    names = {member: (columns or {}).get(member, member) for member in _INPUTS}
    _check(table, names, columns or {}, constants or {})
    rows = _requests(table, names, constants or {})
    answers = (host or installed()).verify_many(rows, service, threads=threads)
    found: dict[str, list[Optional[str]]] = {name: [] for name in SCHEMA.names}
    for answer in answers:
        for name in SCHEMA.names:
            found[name].append(_member(answer, name))
    return pa.table(found, schema=SCHEMA)


def _member(answer: Union[Verdict, Error], name: str) -> Optional[str]:
    return getattr(answer, name, None) or None


def _check(table: Any, names: Mapping[str, str], columns: Mapping[str, str], constants: Mapping[str, str]) -> None:
    for member in (*columns, *constants):
        if member not in names:
            raise ArgumentError("verify table", f"{member}: a request has no such member")
    for member, name in names.items():
        if member in columns and name not in table.schema.names:
            raise ArgumentError("verify table", f"{name}: there is no such column")
        if name in table.schema.names and not _is_text(table.schema.field(name).type):
            raise ArgumentError("verify table", f"{name}: the column is neither text nor binary")
    for member in ("chain", "scheme", "message", "signature"):
        if names[member] not in table.schema.names and member not in constants:
            raise ArgumentError("verify table", f"{member}: there is no such column, and no constant")


def _is_text(kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind) or
                pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind) or pa.types.is_null(kind))


def _requests(table: Any, names: Mapping[str, str], constants: Mapping[str, str]) -> Iterator[Request]:
    """In slices, so that a large table does not become Python objects all at once."""
    present = [member for member in _INPUTS if names[member] in table.schema.names]
    for begin in range(0, table.num_rows, 4096):
        part = table.slice(begin, 4096)
        values = [part.column(names[member]).to_pylist() for member in present]
        for row in zip(*values):
            yield _request({**constants, **{member: value for member, value in zip(present, row) if value is not None}})


def _request(members: dict[str, Any]) -> Request:
    if "params" in members:
        members["params"] = Json(members["params"])
    return Request(members.pop("chain", ""), **members)
