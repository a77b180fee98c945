# SPDX-License-Identifier: Apache-2.0
"""The servers of the test for a browser: says nginx' port, and ends with its input. Usage: serve.py DAEMON PLUGINS"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from servers import Servers  # noqa: E402

servers = Servers(*sys.argv[1:3], """issuer = "https://login.example"
listen = ["127.0.0.1:0"]
internal_listen = ["127.0.0.1:0"]
plugins = "PLUGINS"
trusted_proxies = ["127.0.0.1/32"]
[sign_in]
chains = ["eip155:1", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"]
forms = ["siws", "eip4361"]
[[forward]]
origin = "https://site.example"
[[forward]]
origin = "https://other.example"
""", "nginx")
print(servers.port, flush=True)
sys.stdin.read()
servers.end()
