# SPDX-License-Identifier: Apache-2.0
"""What connections may do to a daemon."""
import json
import os
import resource
import socket
import struct
import time

from harness import Daemon, expect, fail, finished, read_answer, request, wait_until

GET = request("GET", "/healthz").encode()


def counted(daemon):
    text = daemon.ask("GET", "/metrics", internal=True).body
    return int(text.split("\nwalletauthd_connections ", 1)[1].split()[0])


def slowloris(place, long):
    """Clients that send a byte a second never finish. They are closed after 10 s, and the others notice nothing."""
    daemon = Daemon(place)
    slow = [daemon.connect() for _ in range(5000 if long else 500)]
    load = place.load("sign-in", daemon.port, 4, 4000)
    begin = time.monotonic()
    while time.monotonic() - begin < 13:
        for connection in slow:
            try:
                connection.send(b"G" if time.monotonic() - begin < 1 else b"x")
            except OSError:
                pass
        time.sleep(1)
    report = finished(load)
    expect(report["signed_in"] == 4000 and report["retried"] == 0, "sign-ins beside slow clients", report)
    wait_until(lambda: counted(daemon) < 10, "the end of slow clients")
    return f"{len(slow)} slow clients closed after 10 s; 4,000 sign-ins beside them, none retried, p99 {report['p99_ms']:.0f} ms"


def half_open(place, long):
    """Clients that vanish without a word, by a reset, or that end only their own direction."""
    daemon = Daemon(place)
    count = 2000 if long else 300
    for i in range(count):
        connection = daemon.connect()
        connection.sendall(GET[:1 + i % (len(GET) - 1)])
        if i % 2:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset
        else:
            connection.shutdown(socket.SHUT_WR)
            expect(connection.recv(1024)[:12] in (b"", b"HTTP/1.1 400"), "an answer to half a request")
        connection.close()
    # Who ends its own direction behind a whole request still gets the answer.
    with daemon.connect() as connection:
        connection.sendall(GET)
        connection.shutdown(socket.SHUT_WR)
        answer = read_answer(connection)
        expect(answer and answer.status == 200, "the answer to a client that ended its direction", answer)
    wait_until(lambda: counted(daemon) <= 1, "the end of broken connections")
    return f"{count} connections broken at each byte of a request; none is left, and none counts against the others"


def over_limits(place, long):
    """Bodies and headers over their limits, announced or not."""
    daemon = Daemon(place)
    before = daemon.memory()
    large = b"x" * (1 << 20)
    head = b"POST /v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    cases = {
        "a length": (head + b"Content-Length: 1000000000\r\n\r\n" + large, {413}),
        "no number": (head + b"Content-Length: 99999999999999999999999\r\n\r\n", {400, 413}),
        "chunks": (head + b"Transfer-Encoding: chunked\r\n\r\n" + b"10000\r\n" + b"x" * 0x10000 + b"\r\n" + b"10000\r\n" + large, {413}),
        "a header": (b"GET / HTTP/1.1\r\nA: " + large, {431}),
        "many headers": (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 100_000, {431}),
        "a path": (b"GET /" + large, {431, 400}),
    }
    rounds = 200 if long else 20
    for name, (data, statuses) in cases.items():
        for _ in range(rounds):
            with daemon.connect() as connection:
                try:
                    connection.sendall(data)
                    answer = read_answer(connection)
                except ConnectionError:
                    answer = None  # it is closed while bytes are under way: the answer may be lost
                expect(answer is None or answer.status in statuses, name, answer)
    growth = daemon.memory() - before
    expect(growth < 30, "memory", growth)
    return f"{len(cases)} kinds, {rounds} times each: 413, 431 or 400; memory grows by {max(0, growth):.0f} MiB"


def pipelining(place, long):
    """Many requests in one go: as many answers, in their order; and a client that never reads."""
    daemon = Daemon(place)
    count = 5000 if long else 1000
    paths = ["/healthz", "/no-such-path"]
    with daemon.connect() as connection:
        connection.sendall(b"".join(request("GET", paths[i % 2]).encode() for i in range(count - 1)) + request("GET", "/healthz", "", "Connection: close\r\n").encode())
        data = b""
        while more := connection.recv(1 << 20):
            data += more
    statuses = [part[:3] for part in data.split(b"HTTP/1.1 ")[1:]]
    expect(statuses[:-1] == [b"200" if i % 2 == 0 else b"404" for i in range(count - 1)] and len(statuses) == count, "the answers' order", statuses[:10])
    before = daemon.memory()
    deaf = []
    for _ in range(50):
        connection = daemon.connect()
        connection.setblocking(False)
        try:
            while connection.send(request("GET", "/v1/schemes").encode() * 100):
                pass
        except BlockingIOError:
            pass
        deaf.append(connection)
    answer = daemon.ask("GET", "/healthz")
    expect(answer.status == 200, "a request beside clients that never read", answer)
    growth = daemon.memory() - before
    expect(growth < 60, "memory", growth)
    wait_until(lambda: counted(daemon) < 5, "the end of clients that never read", 40)
    return f"{count:,} requests at once: their answers in order; 50 clients that never read cost {max(0, growth):.0f} MiB, and are closed after 10 s"


def idle(place, long):
    """10,000 connections that only wait."""
    wanted = 10_000
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < wanted + 200:
        fail("10,000 connections need `ulimit -n` of", wanted + 200)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))
    daemon = Daemon(place)  # it raises its own limit
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    before = daemon.memory()
    waiting = [daemon.connect() for _ in range(wanted)]
    for connection in waiting:  # each has asked before: that is what a browser's connections are
        connection.sendall(GET)
    for connection in waiting:
        answer = read_answer(connection)
        expect(answer and answer.status == 200, "a request of an idle connection", answer)
    expect(counted(daemon) > wanted, "connections", counted(daemon))
    memory = daemon.memory()
    expect(memory < 200, "memory with 10,000 idle connections, MiB", memory)
    report = finished(place.load("sign-in", daemon.port, 2, 500))
    expect(report["signed_in"] == 500 and report["retried"] == 0, "sign-ins beside idle connections", report)
    for connection in waiting:
        connection.close()
    wait_until(lambda: counted(daemon) <= 1, "the end of idle connections")
    return f"{memory:.0f} MiB with 10,000, {before:.0f} without; 500 sign-ins beside them, p99 {report['p99_ms']:.1f} ms"


def full(place, long):
    """More connections of strangers than there are descriptors: the proxy's own side still answers."""
    files = 4096 if long else 1024
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    daemon = Daemon(place, files=files)
    expect(daemon.said("serves at most"), "what is said of so few descriptors", daemon.log.read_text())
    most = files - 256
    strangers = most - most // 10
    waiting = []
    for _ in range(files + 100):
        connection = daemon.connect()
        connection.setblocking(False)
        waiting.append(connection)
    wait_until(lambda: counted(daemon) >= strangers, "all places of strangers")
    for _ in range(20):
        expect(daemon.ask("GET", "/readyz", internal=True).status == 200, "the proxy's side while strangers have all")
    open_now = counted(daemon)
    expect(open_now <= strangers + 1, "connections of strangers and this one", open_now)
    for connection in waiting:
        connection.close()
    wait_until(lambda: counted(daemon) <= 1, "the end of strangers")
    expect(daemon.ask("GET", "/healthz").status == 200, "a stranger after the others")
    return f"{len(waiting):,} connections where {files:,} files may be open: {open_now:,} are served, and the internal listener answers 20 of 20"


def stuck_log(place, long):
    """The reader of standard output stands still: more audit lines than a pipe holds wait for it, and no request does."""
    reader, writer = os.pipe()
    daemon = Daemon(place, audit=writer)
    os.close(writer)
    count = 4000 if long else 600
    body = {"chain": "eip155:1", "scheme": "eip191", "form": "eip4361", "account": "0x" + "11" * 20, "message": {"text": "x"}, "signature": "0x00"}

    def refused(times):
        for _ in range(times):
            answer = daemon.ask("POST", "/v1/sign-in", body)
            expect(answer.status in (400, 401), "a sign-in that is refused", answer)

    refused(count)
    expect(daemon.ask("GET", "/healthz").status == 200, "health while nobody reads")
    text = b""
    while text.count(b"\n") < count:
        text += os.read(reader, 1 << 16)
    expect(len({json.loads(line)["request"] for line in text.splitlines()}) == count, "each line once", text[-300:])
    refused(400)
    begin = time.monotonic()
    daemon.end()
    took = time.monotonic() - begin
    os.close(reader)
    return f"{count:,} audit lines, of which a pipe holds some 250: all came when it was read, each once; with 400 more nobody reads it ends {took:.0f} s after SIGTERM"


FAULTS = [slowloris, half_open, over_limits, pipelining, idle, full, stuck_log]
