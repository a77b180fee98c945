# SPDX-License-Identifier: Apache-2.0
"""Checks a column of signatures in Spark, for those who must audit more of them than one machine can.

It needs pyspark, pandas and pyarrow; and on each machine walletauth with its plugins.

    spark-submit spark_audit.py SIGNATURES.parquet VERDICTS.parquet
"""
import sys
from collections.abc import Iterator

import pandas as pd
from pyspark.sql import DataFrame, SparkSession

import walletauth

ANSWERS = "id long, status string, reason string, detail string, address string"


def check(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Runs in Spark's Python workers. One thread is enough, for Spark has a worker for each core."""
    for batch in batches:
        rows = zip(batch["chain"], batch["scheme"], batch["account"], batch["message"], batch["signature"])
        requests = (walletauth.Request(chain, scheme, account, message, bytes(signature))
                    for chain, scheme, account, message, signature in rows)
        answers = list(walletauth.verify_many(requests, threads=1))
        columns = {name: [getattr(answer, name, None) for answer in answers] for name in ("status", "reason", "detail", "address")}
        yield pd.DataFrame({"id": batch["id"].to_numpy(), **columns})


def audit(signatures: DataFrame) -> DataFrame:
    """Of columns id, chain, scheme, account, message and signature (binary): a verdict a row."""
    return signatures.mapInPandas(check, schema=ANSWERS)


if __name__ == "__main__":
    spark = SparkSession.builder.getOrCreate()
    verdicts = audit(spark.read.parquet(sys.argv[1]))
    verdicts.write.parquet(sys.argv[2])
    spark.read.parquet(sys.argv[2]).groupBy("status", "reason").count().show()
