# SPDX-License-Identifier: Apache-2.0
"""The example for Spark, on ten thousand rows: signatures of eth-account, of which every third is for another message."""
from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
from eth_account import Account
from eth_account.messages import encode_defunct
from pyspark.sql import SparkSession

import spark_audit

ROWS, SIGNED = 10_000, 100


def table() -> pd.DataFrame:
    wallet = Account.from_key("0x" + "5a" * 32)  # a key of nobody, for tests only
    signatures = [bytes(wallet.sign_message(encode_defunct(text=f"entry {number}")).signature) for number in range(SIGNED)]
    rows = []
    for number in range(ROWS):
        signed = number % SIGNED
        said = signed if number % 3 else signed + 1
        signature = signatures[signed] if number % 1000 != 999 else b"cut off"
        rows.append((number, "eip155:1", "eip191", wallet.address, f"entry {said}", signature))
    return pd.DataFrame(rows, columns=["id", "chain", "scheme", "account", "message", "signature"])


def expected(number: int) -> tuple[str, str]:
    if number % 1000 == 999:
        return "malformed", "signature"
    return ("valid", "") if number % 3 else ("rejected", "signer")


def test_ten_thousand_rows(tmp_path: Path) -> None:
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
    spark = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.sql.warehouse.dir", str(tmp_path)).getOrCreate()
    try:
        path = tmp_path / "signatures.parquet"
        table().to_parquet(path)
        verdicts = spark_audit.audit(spark.read.parquet(str(path)).repartition(7)).collect()
    finally:
        spark.stop()
    found = {verdict["id"]: (verdict["status"], verdict["reason"]) for verdict in verdicts}
    assert len(verdicts) == len(found) == ROWS
    assert found == {number: expected(number) for number in range(ROWS)}
    assert Counter(status for status, _ in found.values()) == {"valid": 6660, "rejected": 3330, "malformed": 10}
