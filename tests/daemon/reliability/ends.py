# SPDX-License-Identifier: Apache-2.0
"""Daemons that are killed, and that read their settings again, while users sign in."""
import random
import signal
import time

from harness import Daemon, expect, finished, wait_until


def attempts(file):
    """Each request to sign in that was sent, and the status that came back; 0: none did."""
    lines = [line.split(" ", 1) for line in file.read_text().splitlines()]
    return [(int(status), body) for status, body in lines]


def post(daemon, body):
    from harness import read_answer
    with daemon.connect() as connection:
        connection.sendall((f"POST /v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
                            f"Connection: close\r\n\r\n{body}").encode())
        return read_answer(connection)


def killed(place, long):
    """kill -9 at any moment of sign-ins, of a start and of a reload, with a store that lasts. Then each request that was
    ever sent is sent twice more: no text signs anybody in twice."""
    daemon = Daemon(place, place.sqlite())
    rounds, users = (100 if long else 8), 8
    chance = random.Random(19)
    known = unknown = used_twice = most_retries = 0
    for number in range(rounds):
        sent = place.folder / "sent"
        load = place.load("sign-in", daemon.port, users, 300, sent)
        wait_until(lambda: sent.exists() and sent.stat().st_size > 0, "the first sign-in")
        time.sleep(chance.random() * 0.1)
        if number % 4 == 3:
            daemon.process.send_signal(signal.SIGHUP)  # in the middle of a reload
        daemon.kill()
        daemon.start(ready=False)
        if number % 4 == 2:
            daemon.kill()  # as soon as it listens
            daemon.start()
        report = finished(load)
        expect(report["signed_in"] + report["failed"] == 300 and report["failed"] == 0, "users after a kill", report)
        most_retries = max(most_retries, report["most_retries"])
        for status, body in attempts(sent):
            again = [post(daemon, body).status for _ in range(2)]
            used_twice += again.count(200) + (status == 200) > 1
            expect(set(again) <= {200, 401}, "a request that is sent again", again)
            known += status == 200
            unknown += status == 0
        sent.unlink()
    expect(used_twice == 0, "nonces that were used twice", used_twice)
    return f"{rounds} kills, {known:,} sign-ins and {unknown} whose answer was lost: no nonce was used twice; a user waited for the next start with at most {most_retries} retries, one each 100 ms"


def killed_memory(place, long):
    """kill -9 with the store in memory: what it forgot is void, as its keys are gone."""
    daemon = Daemon(place)
    sent = place.folder / "sent"
    report = finished(place.load("sign-in", daemon.port, 4, 200, sent))
    expect(report["signed_in"] == 200, "sign-ins", report)
    daemon.kill()
    daemon.start()
    statuses = {post(daemon, body).status for _, body in attempts(sent)}
    expect(statuses == {401}, "texts of before the kill", statuses)
    return "200 texts that had signed somebody in, sent to the next daemon: each 401"


def reload(place, long):
    """SIGHUP after SIGHUP under load, with good settings and bad ones in turn: no request is lost."""
    daemon = Daemon(place)
    wanted, count, reloads, signed_in, slowest = (200 if long else 6), 1_000, 0, 0, 0
    bad = daemon.text.replace("forms", "froms")
    while reloads < wanted:
        load = place.load("sign-in", daemon.port, 8, count)
        while load.poll() is None:
            daemon.write(bad if reloads % 2 else daemon.text)
            daemon.process.send_signal(signal.SIGHUP)
            reloads += 1
            wait_until(lambda: daemon.said("settings", reloads), "a reload")
        report = finished(load)
        expect(report["signed_in"] == count and report["retried"] == 0 and report["failed"] == 0, "sign-ins under reload", report)
        signed_in += count
        slowest = max(slowest, report["p99_ms"])
    return f"{signed_in:,} sign-ins over {reloads} reloads, half of them of bad settings: none lost, none retried, p99 {slowest:.0f} ms"


def graceful(place, long):
    """SIGTERM under load: each request that was taken is answered."""
    daemon = Daemon(place, place.sqlite())
    retried = 0
    for _ in range(20 if long else 3):
        sent = place.folder / "sent"
        load = place.load("sign-in", daemon.port, 8, 400, sent)
        wait_until(lambda: sent.exists() and sent.stat().st_size > 0, "the first sign-in")
        daemon.end()
        daemon.start()
        report = finished(load)
        expect(report["signed_in"] == 400, "sign-ins over a restart", report)
        retried += report["retried"]
        statuses = [status for status, _ in attempts(sent)]
        expect(statuses.count(401) == 0, "refused", statuses.count(401))
    return f"restarts under load: all sign in, {retried} attempts met the pause; none was refused"


FAULTS = [killed, killed_memory, reload, graceful]
