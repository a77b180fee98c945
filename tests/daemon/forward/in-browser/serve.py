# SPDX-License-Identifier: Apache-2.0
"""The servers of the test for a browser: says nginx' port, and ends with its input. Usage: serve.py DAEMON PLUGINS CHAINS FORMS"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from servers import Servers  # noqa: E402

daemon, plugins, chains, forms = sys.argv[1:]
servers = Servers(daemon, plugins, f"""issuer = "https://login.example"
listen = ["127.0.0.1:0"]
internal_listen = ["127.0.0.1:0"]
plugins = "PLUGINS"
trusted_proxies = ["127.0.0.1/32"]
[sign_in]
chains = {chains}
forms = {forms}
[limits]
challenges_per_minute = 1000
sign_ins_per_minute = 1000
[[forward]]
origin = "https://site.example"
[[forward]]
origin = "https://other.example"
""", "nginx")
print(servers.port, flush=True)
sys.stdin.read()
servers.end()
