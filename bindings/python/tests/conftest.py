# SPDX-License-Identifier: Apache-2.0
"""A host for all tests, and the report when all of them have passed."""
from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Iterator

import pytest

import walletauth
from support import report


@pytest.fixture(scope="session")
def host() -> Iterator[walletauth.Host]:
    with walletauth.open_installed() as opened:
        yield opened


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    outcome = yield
    name = next((mark.args[0] for mark in item.iter_markers("misuse")), None)
    if name is not None and call.when == "call" and outcome.get_result().passed:  # type: ignore[attr-defined]
        report["misuse"].append(name)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "misuse(name): a test of bindings/suite.md")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    folder = os.environ.get("WALLETAUTH_REPORT_DIR")
    if folder and exitstatus == 0 and "overhead_us" in report:
        report["language"] = "Python " + ".".join(map(str, sys.version_info[:2]))
        Path(folder, "python.json").write_text(json.dumps(report) + "\n")
