# SPDX-License-Identifier: Apache-2.0
"""Many at once: the order stays, no row is lost, and what is wrong with a row stays in it."""
from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import count, islice
from typing import Any, Callable, Iterator

import pyarrow as pa
import pytest

import walletauth
from test_evidence import Recorded
from support import BOTH, FLAT, REQUEST, SIGNATURE
from walletauth import ArgumentError, Error, Host, Json, Request, Service, Verdict
from walletauth.arrow import SCHEMA, verify_table

changed: Any = replace

# A request, and what is expected of it.
KINDS: list[tuple[Any, str, str]] = [
    (REQUEST, "valid", ""), (FLAT, "valid", ""), (replace(FLAT, message="other"), "rejected", "signer"),
    (replace(FLAT, signature=b"12"), "malformed", "signature"), (replace(REQUEST, chain="nobody:1"), "unsupported", "chain"),
    (None, "error", "argument"), (changed(FLAT, chain=5), "error", "argument"), (changed(FLAT, signature=5), "error", "argument"),
    (changed(REQUEST, params={"x": 1.5}), "error", "argument"), (changed(FLAT, message=5), "error", "argument"),
    (changed(FLAT, account=0), "error", "argument"), ({}, "error", "argument"),
]


def numbered(number: int) -> Request:
    """Each says in its answer which one it is."""
    return replace(REQUEST, signature="0x12", chain=f"nobody:{number}")


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_every_row_has_its_own_answer(host: Host, threads: int) -> None:
    rows = [KINDS[i * 7 % len(KINDS)] for i in range(1000)]
    answers = list(host.verify_many([row[0] for row in rows], threads=threads, chunk_size=13))
    assert [(one.status, one.reason) for one in answers] == [row[1:] for row in rows]
    wrong: list[Any] = [row[0] for row in KINDS if row[1:] == ("error", "argument")]
    calls: list[Callable[[Any], Any]] = [host.verify, lambda given: host.verify_with_evidence(given, Recorded({}))]
    for request in wrong:
        for call in calls:
            with pytest.raises(ArgumentError, match="no walletauth.Request"):
                call(request)
    assert all(isinstance(one, Error) == (one.status == "error") for one in answers)


def test_order_and_a_stream_without_end(host: Host) -> None:
    def endless() -> Iterator[Request]:
        for number in count():
            assert number < 20000, "it reads too far ahead"
            yield REQUEST if number % 100 == 50 else replace(REQUEST, account=f"0x{number:040x}")

    answers = host.verify_many(endless(), threads=2)
    found = [answer.status for answer in islice(answers, 5000)]
    assert found == ["valid" if number % 100 == 50 else "rejected" for number in range(5000)]
    answers.close()  # type: ignore[attr-defined]


def test_a_stream_that_fails(host: Host) -> None:
    def failing() -> Iterator[Request]:
        for _ in range(100):
            yield REQUEST
        raise OSError("the disk is gone")

    for threads in (1, 2):
        answers, seen = host.verify_many(failing(), threads=threads), 0
        with pytest.raises(OSError, match="the disk is gone"):
            for answer in answers:
                seen += answer.status == "valid"
        assert seen == 100
    with pytest.raises(ArgumentError):
        host.verify_many([], threads=-1)
    with pytest.raises(ArgumentError):
        host.verify_many([], chunk_size=0)
    assert list(host.verify_many([])) == []


def test_a_services_part(host: Host) -> None:
    answers = list(host.verify_many([REQUEST, FLAT], Service(accept=("chain_state",))))
    assert "valid" not in [answer.status for answer in answers]
    wrong = list(host.verify_many([REQUEST, FLAT], Service(params=Json("[]"))))
    assert [(type(answer), answer.status) for answer in wrong] == [(ArgumentError, "error")] * 2


def test_answers_go_to_other_processes(host: Host) -> None:
    answers: list[Any] = list(host.verify_many([row[0] for row in KINDS]))
    for answer in (*answers, FLAT, Service(params={"x": "y"}), walletauth.ClosedError("verify", "it was closed")):
        again = pickle.loads(pickle.dumps(answer))
        assert type(again) is type(answer) and again.__dict__ == answer.__dict__ and str(again) == str(answer)


def table_of(kinds: int, text: Any, binary: Any) -> Any:
    rows: list[dict[str, Any]] = [
        {"signature": bytes.fromhex(SIGNATURE), "who": REQUEST.account, "message": "Some data"},
        {"signature": bytes.fromhex(SIGNATURE), "who": REQUEST.account, "message": "other"},
        {"signature": None, "who": REQUEST.account, "message": "Some data"},
        {"signature": b"12", "who": REQUEST.account, "message": "Some data"},
        {"signature": bytes.fromhex(SIGNATURE), "who": None, "message": None}]
    chosen = [rows[i % 5] for i in range(kinds)]
    return pa.table({"signature": pa.array([row["signature"] for row in chosen], binary),
                     "who": pa.array([row["who"] for row in chosen], text),
                     "message": pa.array([row["message"] for row in chosen], text)})


EXPECTED = [("valid", None), ("rejected", "signer"), ("malformed", "request"), ("malformed", "signature"), ("malformed", "request")]
SHARED = {"chain": "eip155:1", "scheme": "eip191"}


@pytest.mark.parametrize("text, binary", [(pa.string(), pa.binary()), (pa.large_string(), pa.large_binary()),
                                          (pa.dictionary(pa.int32(), pa.string()), pa.binary())])
def test_tables(host: Host, text: Any, binary: Any) -> None:
    table = table_of(9001, text, binary)
    for given in (table, pa.concat_tables([table.slice(0, 5), table.slice(5)]), table.combine_chunks().to_batches()[0]):
        answers = verify_table(given, columns={"account": "who"}, constants=SHARED, host=host)
        assert answers.schema == SCHEMA and answers.num_rows == 9001
        found = list(zip(answers.column("status").to_pylist(), answers.column("reason").to_pylist()))
        assert found == [EXPECTED[i % 5] for i in range(9001)]
        assert answers.column("account")[0].as_py() == f"eip155:1:{REQUEST.account}"


def test_columns_that_are_not_there(host: Host) -> None:
    table = table_of(5, pa.string(), pa.binary())
    cases: list[tuple[dict[str, Any], str]] = [({"constants": {}}, "chain"), ({"columns": {"account": "nobody"}}, "nobody"), ({"columns": {"x": "who"}}, "x"),
                        ({"constants": {**SHARED, "evidence": "[]"}}, "evidence")]
    for wrong, part in cases:
        with pytest.raises(ArgumentError, match=part):
            verify_table(table, **{"constants": SHARED, "host": host, **wrong})
    numbers = table.set_column(2, "message", pa.array([1, 2, 3, 4, 5]))
    with pytest.raises(ArgumentError, match="message"):
        verify_table(numbers, constants=SHARED, host=host)
    params = table.append_column("params", pa.array(["{}", "[", '{"x":"y"}', None, "5"]))
    answers = verify_table(params, columns={"account": "who"}, constants=SHARED, host=host)
    assert answers.column("reason").to_pylist() == [None, "request", "request", "signature", "request"]
