# SPDX-License-Identifier: Apache-2.0
"""What a call costs above wa_verify_flat, which a loop in C calls with the same bytes.

Both run in turns, and the least of all turns counts. Nothing is expected of the figures: they go into the report.
"""
from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any, Callable

import walletauth
from support import FLAT, REQUEST, report
from walletauth import Host, Request
from walletauth._host import with_sizes

HERE = Path(__file__).parent


def compiled(folder: Path) -> Any:
    prefix, target = Path(os.environ["WALLETAUTH_PREFIX"]), folder / "loop.so"
    library = next(prefix.rglob("libwalletauth.so.0"))
    subprocess.run([os.environ.get("CC", "cc"), "-O2", "-shared", "-fPIC", f"-I{prefix}/include", HERE.parent / "bench" / "loop.c",
                    library, "-o", target], check=True)
    loop = ctypes.CDLL(str(target)).loop
    text: list[Any] = [ctypes.c_char_p, ctypes.c_size_t]
    arguments = [ctypes.c_void_p, *text * 5, ctypes.c_size_t]
    loop.restype, loop.argtypes = ctypes.c_double, arguments
    return loop


def in_c(loop: Any, host: Host, request: Request, calls: int) -> float:
    texts = (request.chain, request.scheme or "", request.account or "", str(request.message), request.signature)
    taken: float = loop(host._use("bench").pointer, *with_sizes(*texts), calls)  # type: ignore[arg-type]
    return taken


def microseconds(call: Callable[[], Any], calls: int) -> float:
    begun = perf_counter()
    for _ in range(calls):
        call()
    return (perf_counter() - begun) / calls * 1e6


def least_in_turns(turns: int, *measures: Callable[[], float]) -> list[float]:
    return [min(each) for each in zip(*([measure() for measure in measures] for _ in range(turns)))]


# What the first host of a process takes, and each of some more. Pages that several processes share are divided among them.
HOSTS = """
import json, re, time, walletauth
def kb():
    return int(re.search(r"^Pss:\\s+(\\d+)", open("/proc/self/smaps_rollup").read(), re.M)[1])
def opened():
    begun = time.perf_counter()
    hosts.append(walletauth.open_installed())
    return time.perf_counter() - begun
hosts, before = [], kb()
took, first = opened(), kb()
least = min(took, *(opened() for _ in range(8)))
print(json.dumps({"open_ms": least * 1000, "host_kb": first - before, "more_host_kb": (kb() - first) / 8}))
"""


def test_hosts() -> None:
    run = subprocess.run([sys.executable, "-c", HOSTS], capture_output=True, text=True, check=True)
    report.update(json.loads(run.stdout))
    print(run.stdout)


def test_overhead(tmp_path: Path) -> None:
    with walletauth.open_installed() as host:
        loop = compiled(tmp_path)
        in_c_alone = {}
        refused = replace(FLAT, signature=bytes(10)), replace(REQUEST, signature="0x12")  # before any arithmetic
        for name, flat, text, calls in (("refused", *refused, 300), ("valid", FLAT, REQUEST, 20)):
            in_loop, in_bytes, in_text = least_in_turns(200, lambda: in_c(loop, host, flat, calls),
                                                        lambda: microseconds(lambda: host.verify(flat), calls),
                                                        lambda: microseconds(lambda: host.verify(text), calls))
            print(f"{name}: C {in_loop:.2f} us; verify {in_bytes:.2f}, {in_bytes - in_loop:.2f} above C; "
                  f"with a signature as text {in_text:.2f}")
            in_c_alone[name] = in_loop
            if name == "refused":
                report["overhead_us"] = in_bytes - in_loop
            else:
                report["text_overhead_us"] = in_text - in_loop
        report["arithmetic_us"] = in_c_alone["valid"] - in_c_alone["refused"]
        many = [FLAT] * 4000
        rates = least_in_turns(3, *(lambda threads=threads: microseconds(lambda: list(host.verify_many(many, threads=threads)), 1)
                                    for threads in (1, 2)))
        print(f"verify_many: {rates[0] / 4000:.2f} us a row on one thread, {rates[1] / 4000:.2f} on two")
