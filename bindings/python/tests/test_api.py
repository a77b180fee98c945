# SPDX-License-Identifier: Apache-2.0
"""What no other test shows: results that are no booleans, accounts, the module's own host, forks, small stacks."""
from __future__ import annotations

import asyncio
import ctypes
import os
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

import walletauth
from support import BOTH, FLAT, REQUEST
from walletauth import ArgumentError, Host, NotValidError, Request, _native

ACCOUNT = f"eip155:1:{REQUEST.account}"


def test_a_verdict_is_no_boolean(host: Host) -> None:
    for base in BOTH:
        good, bad = host.verify(base), host.verify(replace(base, message="other"))
        assert (good.is_valid, good.require(), bad.is_valid) == (True, ACCOUNT, False)
        for verdict in (good, bad):
            with pytest.raises(TypeError, match="no boolean"):
                bool(verdict)
            with pytest.raises(FrozenInstanceError):
                verdict.status = "valid"  # type: ignore[misc]
        with pytest.raises(NotValidError) as raised:
            bad.require()
        assert (raised.value.status, raised.value.reason) == ("rejected", "signer")


def test_both_ways_say_the_same(host: Host) -> None:
    text, flat = (host.verify(base) for base in BOTH)
    assert flat.public_key is not None and text.public_key_text == "0x" + flat.public_key.hex()
    assert replace(flat, public_key=None) == replace(text, public_key_text=None)
    for change in ({"scheme": None}, {"scheme": ""}, {"account": ""}, {"account": None}, {"message": None}, {"chain": ""},
                   {"message": ""}, {"public_key": b"\2" * 33}, {"message": "é"}):
        one, two = (host.verify(replace(base, **change)) for base in BOTH)  # type: ignore[arg-type]
        assert (one.status, one.reason) == (two.status, two.reason) and one.status != "valid", change


def test_names_that_nobody_serves(host: Host) -> None:
    """Names of chains are kept for the next call, but not all that users think of."""
    for number in range(600):
        for base in BOTH:
            verdict = host.verify(replace(base, chain=f"nobody:{number}"))
            assert (verdict.status, verdict.reason) == ("unsupported", "chain")
            verdict = host.verify(replace(base, scheme=f"none{number}"))
            assert (verdict.status, verdict.reason) == ("unsupported", "scheme")
    assert all(host.verify(base).is_valid for base in BOTH)


def test_accounts(host: Host) -> None:
    account = REQUEST.account
    assert account is not None
    verdict = walletauth.account(Request("eip155:1", account=account.lower()))
    assert (verdict.status, verdict.account, verdict.address) == ("valid", ACCOUNT, account)
    assert host.account(Request("eip155:1", account="0x12")).status == "malformed"
    key = host.verify(FLAT).public_key
    assert key is not None and walletauth.identify("eip155:1", "eip191", key) == account
    assert "eip191" in str(host.describe())


def test_the_modules_own_host() -> None:
    with ThreadPoolExecutor(8) as pool:
        hosts = set(pool.map(lambda _: walletauth.installed(), range(8)))
    assert len(hosts) == 1
    hosts.pop().close()  # somebody else's fault
    assert walletauth.verify(FLAT).is_valid
    assert [one.status for one in walletauth.verify_many([FLAT, REQUEST])] == ["valid", "valid"]
    assert asyncio.run(walletauth.verify_async(FLAT)).is_valid


def test_the_event_loop_goes_on(host: Host) -> None:
    async def many() -> list[str]:
        return [one.require() for one in await asyncio.gather(*(host.verify_async(FLAT) for _ in range(100)))]

    assert asyncio.run(many()) == [ACCOUNT] * 100


def test_fork(host: Host) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0 if host.verify(FLAT).is_valid and list(host.verify_many([FLAT], threads=2))[0].status == "valid" else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_thread_of_512_kib(host: Host) -> None:
    found: list[str] = []
    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.extend(host.verify(base).require() for base in BOTH))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert found == [ACCOUNT] * 2


def test_calls_release_the_gil(host: Host) -> None:
    """By the documentation of ctypes: functions of CDLL do, and those of PyDLL, which is a CDLL too, do not."""
    assert type(host._library.call) is ctypes.CDLL


def test_all_arguments_have_types(host: Host) -> None:
    """As many as the header's prototype has, or a size would go as a C int."""
    header = "".join(path.read_text() for path in Path(os.environ["WALLETAUTH_PREFIX"], "include/walletauth").glob("walletauth*.h"))
    prototypes = dict(re.findall(r"^WA_EXPORT [^;(]*?\*?(wa_\w+)\(([^;]*)\) WA_NOEXCEPT;", header, re.M))
    for name in _native._FUNCTIONS:
        assert len(getattr(host._library.call, name).argtypes) == len(prototypes[name].split(",")), name


def in_another_process(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def test_where_the_library_is(host: Host) -> None:
    """It is found where the system looks, or by a path. To import the package needs none."""
    absent = in_another_process("import walletauth; walletauth.installed()", LD_LIBRARY_PATH="")
    assert "ArgumentError" in absent.stderr and "libwalletauth.so.0" in absent.stderr and "use_library" in absent.stderr
    path = next(Path(os.environ["WALLETAUTH_PREFIX"]).rglob("libwalletauth.so.0"))
    by_path = in_another_process(f"import walletauth; walletauth.use_library({str(path)!r}); walletauth.installed()", LD_LIBRARY_PATH="")
    assert (by_path.returncode, by_path.stderr) == (0, "")
    with pytest.raises(ArgumentError, match="loaded already"):
        walletauth.use_library("/another/libwalletauth.so.0")


def test_a_program_ends_with_open_hosts() -> None:
    ended = in_another_process("import walletauth; host = walletauth.open_installed(); other = walletauth.installed()")
    assert (ended.returncode, ended.stderr) == (0, "")
