# SPDX-License-Identifier: Apache-2.0
"""Verifies wallet signatures of any chain, and signs users in by their wallets.

`verify` says whether an account signed a message. `open_installed` and its like give a `Host`, which has all the rest.
`SignIn` makes challenges and sessions. `Resolver` asks nodes. `walletauth.arrow` verifies tables.
"""
from ._callbacks import Consumed, Store
from ._errors import ArgumentError, ClosedError, Error, EvidenceError, NotValidError
from ._evidence import AsyncSource, Source
from ._host import Host, open_directory, open_installed, open_manifest
from ._installed import account, identify, installed, verify, verify_async, verify_many
from ._json import Json, Params, Value
from ._native import use_library
from ._resolver import Client, Resolver
from ._signin import ChallengeRequest, Connection, Outcome, SignIn, SignInConfig, SignInRequest
from ._types import Answer, Evidence, Link, Query, Request, Service, Status, Verdict

__all__ = [
    "Answer", "ArgumentError", "AsyncSource", "ChallengeRequest", "ClosedError", "Client", "Connection", "Consumed", "Error",
    "Evidence", "EvidenceError", "Host", "Json", "Link", "NotValidError", "Outcome", "Params", "Query", "Request", "Resolver",
    "Service", "SignIn", "SignInConfig", "SignInRequest", "Source", "Status", "Store", "Value", "Verdict", "account",
    "identify", "installed", "open_directory", "open_installed", "open_manifest", "use_library", "verify", "verify_async",
    "verify_many",
]
