# SPDX-License-Identifier: Apache-2.0
"""The servers that all tests share, and what they ask them."""
import http.client
import socket
import sys
import unittest
from urllib.parse import urlsplit

from browser import LOGIN, Browser
from servers import Servers
from wallet import Wallet

DAEMON, PLUGINS, PROXY = sys.argv[1:4]
SITE, OTHER = "https://site.example", "https://other.example"
PASS, SECRET, SESSION = "__Host-wa_fwd", "__Host-wa_browser", "__Host-wa_session"
ALICE, MALLORY = Wallet(), Wallet()  # only Alice may enter site.example; all may enter other.example
SETTINGS = f"""issuer = "{LOGIN}"
listen = ["127.0.0.1:0"]
internal_listen = ["127.0.0.1:0"]
plugins = "PLUGINS"
endpoints = "ENDPOINTS"
access_token = 30
trusted_proxies = ["127.0.0.1/32"]
[sign_in]
chains = ["{Wallet.CHAIN}", "eip155:1", "near:mainnet"]
forms = ["siws", "eip4361", "nep413"]
accept = ["derived", "chain_state"]
[limits]
challenges_per_minute = 100000
evidence_per_minute = 100000
sign_ins_per_minute = 100000
refreshes_per_minute = 100000
[[client]]
origins = ["{LOGIN}"]
[[client]] # an application of the hostile site, whose pages may ask
id = "other"
origins = ["{OTHER}"]
[[client]] # a key of NEAR's counts, whatever the chain says
id = "weaker"
origins = ["{LOGIN}"]
prefer_state = false
[[forward]]
origin = "https://weaker.example"
client = "weaker"
[[forward]]
origin = "{SITE}"
subjects = ["{ALICE.subject}"]
[[forward]]
origin = "{OTHER}"
"""
servers = Servers(DAEMON, PLUGINS, SETTINGS, PROXY)


def browser(**options):
    return Browser(servers.port, **options)


def stop_at_code(who, url):
    """The URL with a code that `who` was sent to, and did not open."""
    target = url
    who.jar.pop((urlsplit(url).netloc, PASS), None)
    for _ in range(4):
        answer = who.ask(target)
        target = answer.header("location")
        if answer.status == 200 and "data-client" in answer.body:
            raise AssertionError("nobody is signed in")
        if "/.walletauth/callback?code=" in target:
            return target
    raise AssertionError(target)


def ask_daemon(query, *headers):
    """A proxy's question without nginx between: the status, and where the browser is sent."""
    lines = [f"GET /forward/check?{query} HTTP/1.1", "Host: a", "Connection: close", *(f"{name}: {value}" for name, value in headers)]
    with socket.create_connection(("127.0.0.1", servers.ports[1]), timeout=20) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
        response = http.client.HTTPResponse(connection)
        response.begin()
        return response.status, response.getheader("location")


def values(request, name):
    return [value for key, value in request["headers"] if key.lower().replace("_", "-") == name]


class Case(unittest.TestCase):
    def setUp(self):
        servers.site.seen.clear()
        servers.other.seen.clear()
        servers.other.more_headers = []

    def assert_out(self, answer):
        """Nothing of site.example was shown, and its server was not asked."""
        self.assertEqual(servers.site.seen, [])
        self.assertNotEqual(answer.status, 200)

    def signed_in(self, wallet=ALICE, url=SITE + "/", **options):
        who = browser(**options)
        answer, _ = who.sign_in(url, wallet)
        self.assertEqual(answer.status, 200, answer.body)
        servers.site.seen.clear()
        servers.other.seen.clear()
        return who
