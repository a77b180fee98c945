# SPDX-License-Identifier: Apache-2.0
"""The README: its hello world as printed, and that its other programs name what is there."""
from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import walletauth
import walletauth.arrow
from support import FLAT, REQUEST
from test_evidence import Awaited, Recorded, asking
from test_sign_in import WALLET, sign
from walletauth import Host

PAGE = (Path(__file__).parent.parent / "README.md").read_text()
PROGRAMS = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)


def test_hello(tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text(PROGRAMS[0])
    run = subprocess.run([sys.executable, "hello.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout == "valid eip155:1:0x2c7536E3605D9C16a7a3D7b1898e529396a65c23\n"


def carry_out(program: str, **names: Any) -> dict[str, Any]:
    """A program of the page, with the names that its prose speaks of."""
    found = {**vars(walletauth), "walletauth": walletauth, **names}
    lines = "".join(f"    {line}\n" for line in program.splitlines())
    exec(f"async def page():\n{lines}    return locals()\n", found)
    local: dict[str, Any] = asyncio.run(found["page"]())
    return local


def test_the_other_programs(host: Host) -> None:
    service, evidence, _, signing, many = PROGRAMS[1:]  # test_resolver.py has that of the resolver
    assert carry_out(service, host=host, request=REQUEST)["verdict"].is_valid
    vector, request, part = asking(host)[0]
    asked = carry_out(evidence, host=host, request=request, service=part, source=Recorded.of(vector),
                      awaited_source=Awaited(Recorded.of(vector)))
    assert asked["verdict"].is_valid
    import pyarrow

    table = pyarrow.table({"account": [REQUEST.account], "message": ["Some data"], "signature": [FLAT.signature]})
    read = carry_out(many, requests=[REQUEST], table=table)
    assert read["verdict"].is_valid and read["answers"].column("status").to_pylist() == ["valid"]
    logged_in: list[str] = []


    first, second = signing.split("# The wallet signs")
    asking_for = f'{{"chain":"eip155:1","scheme":"eip191","account":"{WALLET.address}"}}'
    begun = carry_out(first, host=host, cookie="5a" * 16, body=asking_for)
    text = begun["challenge"].message
    request_in = walletauth.SignInRequest("eip155:1", "eip191", WALLET.address, text, sign(text), form="eip4361")
    carry_out("# The wallet signs" + second, sign_in=begun["sign_in"], connection=begun["connection"], body=request_in.to_json(),
              log_in=logged_in.append)
    assert logged_in == [f"eip155:1:{WALLET.address}"]
