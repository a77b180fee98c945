# SPDX-License-Identifier: Apache-2.0
"""Nodes that fail, and contracts that make them fail."""
import http.server
import json
import threading
import time

from harness import CONTRACT, Daemon, expect, finished, free_port, sign_in_of_contract, wait_until

LOOPING = "0x" + "0" * 35 + "bad"  # accounts that begin so: two more digits
HANGING = "0x" + "0" * 35 + "dad"
PROBE = 186  # bytes of the probe's code; behind it stands the account (plugins/evm/contract-accounts.md)
HEIGHT = 20_000_000


def word(value):
    return f"{value:064x}"


def answer_of(call):
    """A node of Ethereum for which each contract says yes, but for two that use up what the node gives them."""
    method, params = call["method"], call["params"]
    if method == "eth_chainId":
        return {"result": "0x1"}
    if method == "eth_getBlockByNumber":
        return {"result": {"number": hex(HEIGHT), "hash": "0x" + "ab" * 32, "timestamp": hex(int(time.time()))}}
    if method == "eth_call" and "to" not in params[0]:
        account = "0x" + params[0]["data"][2:][2 * PROBE + 24:2 * PROBE + 64]
        if account.startswith(HANGING):
            return None
        if account.startswith(LOOPING):
            return {"error": {"code": -32000, "message": "execution aborted (timeout = 5s)"}}
        return {"result": "0x" + word(1) + word(HEIGHT) + word(100) + "60" * 32 + word(1) + "1626ba7e" + "00" * 28}
    return {"error": {"code": -32601, "message": "the method does not exist"}}


class Node:
    def __init__(self, port, tls=None):
        node = self
        self.ended = threading.Event()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                if node.ended.is_set():
                    self.close_connection = True  # one that was kept open
                    return
                call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                answer = answer_of(call)
                if answer is None:
                    node.ended.wait(30)  # until the client gives up
                    self.close_connection = True
                    return
                body = json.dumps({"jsonrpc": "2.0", "id": call["id"], **answer}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # a daemon that is killed resets its connections
        if tls is not None:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self):
        self.ended.set()
        self.server.shutdown()
        self.server.server_close()


def daemon_with_nodes(place, ports):
    file = place.folder / "endpoints.toml"
    file.write_text('[chain."eip155:1"]\nquorum = 2\npin = "latest"\n' + "".join(
        f'[[chain."eip155:1".endpoint]]\nname = "node-{port}"\nurl = "http://127.0.0.1:{port}"\nallow_private = true\n' for port in ports))
    file.chmod(0o644)
    return Daemon(place, more=f'endpoints = "{file}"', sign_in='accept = ["derived", "chain_state"]')


def nodes_down(place, long):
    """All nodes are down: contract accounts get 503, accounts of keys sign in as ever; and back by itself."""
    ports = [free_port() for _ in range(3)]
    nodes = [Node(port) for port in ports]
    daemon = daemon_with_nodes(place, ports)
    answer = sign_in_of_contract(daemon)
    expect(answer.status == 200 and answer.json()["link"] == "chain_state", "a contract account", answer)
    for node in nodes:
        node.end()
    time.sleep(1)  # what was remembered of the chain is a second old then, and asked again
    load = place.load("sign-in", daemon.port, 2, 2_000)
    slowest = 0
    for number in range(5):
        begin = time.monotonic()
        answer = sign_in_of_contract(daemon, f"0x{0xc0de00 + number:040x}")
        slowest = max(slowest, time.monotonic() - begin)
        expect(answer.status == 503 and "retry-after" in answer.headers, "a contract account without nodes", answer)
    report = finished(load)
    expect(report["signed_in"] == 2_000 and report["retried"] == 0, "accounts of keys without nodes", report)
    nodes = [Node(port) for port in ports]
    begin = time.monotonic()
    wait_until(lambda: sign_in_of_contract(daemon).status == 200, "contract accounts when nodes are back", 120)
    back = time.monotonic() - begin
    for node in nodes:
        node.end()
    return f"contract accounts get 503, the slowest after {slowest:.1f} s; 2,000 others sign in, none retried, p99 {report['p99_ms']:.0f} ms; " \
           f"back by itself after {back:.0f} s"


def looping_contract(place, long):
    """Users' contracts that never end: their own sign-ins fail, and no breaker opens for others."""
    ports = [free_port() for _ in range(3)]
    nodes = [Node(port) for port in ports]
    daemon = daemon_with_nodes(place, ports)
    tries = 40 if long else 6
    slowest = 0
    for number in range(tries):
        for account in (LOOPING, HANGING):
            answer = sign_in_of_contract(daemon, f"{account}{number:02x}", f"192.0.{number}.1")
            expect(answer.status == 503, "the looping contract", answer)
        begin = time.monotonic()
        answer = sign_in_of_contract(daemon, f"0x{0xc0de00 + number:040x}", f"198.51.{number}.1")
        slowest = max(slowest, time.monotonic() - begin)
        expect(answer.status == 200, f"another contract beside it, after {number + 1} tries", answer)
    metrics = daemon.ask("GET", "/metrics", internal=True).body
    breakers = [line for line in metrics.splitlines() if line.startswith("walletauth_rpc_breaker")]
    expect(len(breakers) == 3 and all(line.endswith(" 0") for line in breakers), "breakers", breakers)
    for node in nodes:
        node.end()
    return f"{tries} contracts that loop, and as many at which nodes hang: 503; each of {tries} others beside it signed in, " \
           f"the slowest in {slowest:.1f} s; all breakers stay closed"


FAULTS = [nodes_down, looping_contract]
