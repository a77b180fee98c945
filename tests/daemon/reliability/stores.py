# SPDX-License-Identifier: Apache-2.0
"""Stores that fail, and memory over many sign-ins."""
import signal
import socket
import threading
import time

from harness import Daemon, expect, finished, wait_until

ACCOUNT = "0x9E026AC3A6E53A66f6fD14e9BFAf93882A958B14"
ASK = {"chain": "eip155:1", "scheme": "eip191", "account": ACCOUNT}
VERIFY = {**ASK, "message": {"text": "Some data"}, "signature": "0x" + "11" * 64 + "1b"}


def one_sign_in(place, daemon):
    return finished(place.load("sign-in", daemon.port, 1, 1))


def unavailable(answer):
    return answer is not None and answer.status == 503 and "retry-after" in answer.headers


def down(place, daemon, what, stop, start, seconds_until_503):
    """503 while it is down, others untouched, and back by itself. Answers how long each took."""
    report = one_sign_in(place, daemon)
    expect(report["signed_in"] == 1, "a sign-in before", report)
    stop()
    begin = time.monotonic()
    wait_until(lambda: unavailable(daemon.ask("GET", "/readyz")), f"503 of readyz, {what}")
    sent = place.folder / "sent-while-down"
    load = place.load("sign-in", daemon.port, 1, 1, sent)
    # Either there is no challenge, or its text signs nobody in.
    wait_until(lambda: unavailable(daemon.ask("POST", "/v1/challenge", ASK)) or sent.exists() and sent.read_text().startswith("503 "), f"503 of a sign-in, {what}")
    noticed = time.monotonic() - begin
    expect(noticed < seconds_until_503, f"seconds until 503, {what}", noticed)
    begin = time.monotonic()
    for _ in range(20):
        expect(daemon.ask("GET", "/healthz").status == 200, f"healthz, {what}")
        verdict = daemon.ask("POST", "/v1/verify", VERIFY, internal=True)
        expect(verdict.status == 200 and verdict.json()["status"] == "rejected", f"verify, {what}", verdict)
    untouched = time.monotonic() - begin
    start()
    begin = time.monotonic()
    wait_until(lambda: daemon.ask("GET", "/readyz").status == 200, f"readyz after it was {what}")
    ready = time.monotonic() - begin
    report = finished(load)
    # A store that has started anew may have forgotten: a text of before is refused once, with "next": "challenge".
    expect(report["signed_in"] == 1 and report["refused"] <= 1, f"the user who had begun while it was {what}", report)
    return f"{what}: 503 after {noticed:.1f} s, ready again after {ready:.1f} s, and who had begun meanwhile is signed in; " \
           f"40 requests without it took {untouched:.1f} s meanwhile"


def store_down(place, long):
    """Redis that hangs, and Redis that ends and starts again."""
    settings, redis = place.redis()
    daemon = Daemon(place, settings)
    servers = [redis]
    figures = [down(place, daemon, "stopped", lambda: redis.send_signal(signal.SIGSTOP), lambda: redis.send_signal(signal.SIGCONT), 10)]

    def end():
        servers[0].terminate()
        servers[0].wait()

    figures.append(down(place, daemon, "ended", end, lambda: servers.append(place.start_redis()), 10))
    return "; ".join(figures)


class Flood:
    """Many clients who send a request again and again, and do not wait for their answers."""

    def __init__(self, port, request, clients):
        self.sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(clients)]
        for each in self.sockets:
            each.setblocking(False)
        self.request, self.ended = request, threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.ended.wait(0.1):
            for each in self.sockets:
                try:
                    each.send(self.request)
                    while each.recv(65536):
                        pass
                except BlockingIOError:
                    pass
                except OSError:  # closed by the daemon
                    self.sockets.remove(each)
                    break

    def end(self):
        self.ended.set()
        self.thread.join()
        for each in self.sockets:
            each.close()


def store_hangs_under_load(place, long):
    """Redis hangs, and hundreds of strangers ask what only it can tell: whoever needs no store is served at once."""
    settings, redis = place.redis()
    daemon = Daemon(place, settings)
    one_sign_in(place, daemon)
    figures = []
    for what, head in (("/readyz", "GET /readyz HTTP/1.1\r\n"), ("a token of nobody", "GET /v1/session HTTP/1.1\r\nAuthorization: Bearer AAAA\r\n")):
        flood = Flood(daemon.port, f"{head}Host: a\r\n\r\n".encode(), 300)
        try:
            redis.send_signal(signal.SIGSTOP)
            slowest, end = 0, time.monotonic() + (20 if long else 4)
            while time.monotonic() < end:
                begin = time.monotonic()
                expect(daemon.ask("GET", "/healthz", internal=True).status == 200, "healthz")
                verdict = daemon.ask("POST", "/v1/verify", VERIFY, internal=True)
                expect(verdict.status == 200, "verify", verdict)
                slowest = max(slowest, time.monotonic() - begin)
                time.sleep(0.05)
        finally:
            redis.send_signal(signal.SIGCONT)
            flood.end()
        expect(slowest < 1, f"seconds for both, with 300 clients at {what}", slowest)
        begin = time.monotonic()
        wait_until(lambda: daemon.ask("GET", "/readyz").status == 200, "readyz after it hung")
        figures.append(f"300 clients at {what}: verify and healthz took {1000 * slowest:.0f} ms at most, ready again after {time.monotonic() - begin:.1f} s")
        report = one_sign_in(place, daemon)
        expect(report["signed_in"] == 1, "a sign-in afterwards", report)
    return "; ".join(figures)


def store_late(place, long):
    """Redis that starts after the daemon: 503 until then, and nobody starts the daemon again."""
    settings, redis = place.redis()
    redis.terminate()
    redis.wait()
    daemon = Daemon(place, settings)
    expect(unavailable(daemon.ask("GET", "/readyz")), "503 of readyz before Redis is there")
    expect(unavailable(daemon.ask("POST", "/v1/challenge", ASK)), "503 of a challenge before Redis is there")
    verdict = daemon.ask("POST", "/v1/verify", VERIFY, internal=True)
    expect(verdict.status == 200, "verify before Redis is there", verdict)
    place.start_redis()
    begin = time.monotonic()
    wait_until(lambda: daemon.ask("GET", "/readyz").status == 200, "readyz when Redis is there")
    ready = time.monotonic() - begin
    report = one_sign_in(place, daemon)
    expect(report["signed_in"] == 1, "a sign-in when Redis is there", report)
    return f"503 until Redis is there; ready {ready:.1f} s later, and a user signs in"


def store_down_under_load(place, long):
    """Redis ends in the middle of sign-ins: nobody is refused for it, and nobody is signed in twice."""
    from ends import attempts, post
    settings, redis = place.redis()
    daemon = Daemon(place, settings)
    sent = place.folder / "sent"
    load = place.load("sign-in", daemon.port, 8, 2_000, sent)
    wait_until(lambda: sent.exists() and len(sent.read_bytes().splitlines()) > 200, "sign-ins")
    redis.kill()
    redis.wait()
    time.sleep(0.5)
    place.start_redis()
    report = finished(load)
    expect(report["signed_in"] == 2_000 and report["failed"] == 0, "sign-ins over a restart of Redis", report)
    statuses = [status for status, _ in attempts(sent)]
    again = [post(daemon, body).status for status, body in attempts(sent) if status == 200]
    expect(200 not in again, "a text that signed somebody in twice", again.count(200))
    return f"2,000 sign-ins over kill -9 of Redis: {statuses.count(503)} answers were 503, {statuses.count(401)} asked for a new challenge, at most " \
           f"{report['most_retries']} retries, one each 100 ms; {len(again):,} texts sent again: none is good"


def flat_memory(place, long):
    """Many sign-ins: memory and descriptors stay."""
    settings, _ = place.redis()
    daemon = Daemon(place, settings)
    count = 1_000_000 if long else 20_000
    steps, sizes = 10, []
    signed_in = 0
    for _ in range(steps):
        report = finished(place.load("sign-in", daemon.port, 8, count // steps))
        expect(report["retried"] == 0 and report["failed"] == 0, "sign-ins", report)
        signed_in += report["signed_in"]
        sizes.append(daemon.memory())
    growth = sizes[-1] - sizes[1]
    expect(growth < 4, "memory after each tenth, MiB", sizes)
    return f"{signed_in:,} sign-ins with Redis: {sizes[1]:.1f} MiB after two tenths, {sizes[-1]:.1f} MiB at the end; p99 {report['p99_ms']:.1f} ms"


FAULTS = [store_down, store_hangs_under_load, store_late, store_down_under_load, flat_memory]
