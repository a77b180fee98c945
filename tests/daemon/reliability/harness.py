# SPDX-License-Identifier: Apache-2.0
"""A daemon, the users who sign in at it, and the servers that it needs: each on loopback, ended by its pid."""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONTRACT = "0x00000000000000000000000000000000000c0de1"  # made up: no key has it


def fail(what, found=""):
    sys.exit(f"reliability: {what}: {found}")


def expect(condition, what, found=""):
    if not condition:
        fail(what, found)


def wait_until(condition, what, seconds=30):
    """Polls: what is waited for is an event, and no time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    return fail(f"waited {seconds} s for {what}")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


class Place:
    """A folder for one fault, and the programs that are tried."""

    def __init__(self, daemon, plugins, load):
        self.programs = {"daemon": daemon, "plugins": plugins, "load": load}
        self.folder = Path(tempfile.mkdtemp(prefix="walletauthd."))
        self.folder.chmod(0o755)
        self.begun = []

    def start(self, command, **options):
        process = subprocess.Popen([str(word) for word in command], **options)
        self.begun.append(process)
        return process

    def end(self):
        for process in reversed(self.begun):
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()  # nginx ends its workers then
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def keys(self):
        for name in ("nonce", "seal"):
            file = self.folder / f"{name}.keys"
            if not file.exists():
                file.touch(0o600)
                file.write_text(f"0 {os.urandom(32).hex()}\n")
        return f'[keys]\nnonce = "{self.folder}/nonce.keys"\nseal = "{self.folder}/seal.keys"\n'

    def sqlite(self):
        return f'[store]\nkind = "sqlite"\npath = "{self.folder}/used.db"\n{self.keys()}'

    def redis(self):
        """The store's settings, and the process of a server that forgets nothing while it lives."""
        path = self.folder / "redis.sock"
        return f'[store]\nkind = "redis"\npath = "{path}"\n{self.keys()}', self.start_redis()

    def start_redis(self):
        path = self.folder / "redis.sock"
        process = self.start(["redis-server", "--port", "0", "--unixsocket", path, "--dir", self.folder, "--save", "", "--appendonly", "yes",
                              "--maxmemory-policy", "noeviction"], stdout=subprocess.DEVNULL)

        def answers():
            with socket.socket(socket.AF_UNIX) as connection:
                try:
                    connection.connect(str(path))
                    connection.sendall(b"PING\r\n")
                    return connection.recv(16) == b"+PONG\r\n"
                except OSError:
                    return False

        wait_until(answers, "redis")
        return process

    def load(self, *words):
        """daemon_load beside what the test does; `finished` has its report."""
        return self.start([self.programs["load"], *words], stdout=subprocess.PIPE, text=True)


def finished(load):
    out, _ = load.communicate(timeout=3600)
    expect(load.returncode == 0, "daemon_load", load.returncode)
    return json.loads(out)


class Daemon:
    """walletauthd with a store's settings; `port` and `internal` are kept over restarts."""

    def __init__(self, place, store="", more="", sign_in="", name="daemon", files=None, audit=subprocess.DEVNULL):
        self.place, self.name = place, name
        self.audit = audit
        self.before = ["prlimit", f"--nofile={files}"] if files else []
        self.port, self.internal = free_port(), free_port()
        self.file = place.folder / f"{name}.toml"
        self.text = f"""issuer = "https://app.example"
listen = ["127.0.0.1:{self.port}"]
internal_listen = ["127.0.0.1:{self.internal}"]
plugins = "{place.programs['plugins']}"
trusted_proxies = ["127.0.0.1"]
{more}
{store}
[sign_in]
chains = ["eip155:1"]
forms = ["eip4361"]
{sign_in}
[limits]
challenges_per_minute = 1000000
evidence_per_minute = 1000000
sign_ins_per_minute = 1000000
[[client]]
native = true
"""
        self.write(self.text)
        self.start()

    def write(self, text):
        # As an administrator's tools do: a reload must never read half a file.
        new = self.file.with_suffix(".new")
        new.write_text(text)
        new.chmod(0o644)
        new.rename(self.file)

    def start(self, ready=True):
        self.log = self.place.folder / f"{self.name}.log"
        self.process = self.place.start([*self.before, self.place.programs["daemon"], "--config", self.file], stdout=self.audit, stderr=self.log.open("w"))
        wait_until(lambda: self.said("listens on", 2) or self.process.poll() is not None, "the daemon")
        if ready:
            expect(self.process.poll() is None, "the daemon ended", self.log.read_text())

    def said(self, pattern, times=1):
        return self.log.read_text().count(pattern) >= times

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        expect(self.process.wait(timeout=30) == 0, "status at the end", self.process.returncode)

    def memory(self, what="VmRSS"):
        """MiB."""
        return int(re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{self.process.pid}/status").read_text())[1]) / 1024

    def connect(self, internal=False, timeout=30):
        return socket.create_connection(("127.0.0.1", self.internal if internal else self.port), timeout=timeout)

    def ask(self, method, path, body=None, internal=False, timeout=30, client="127.0.0.2"):
        with self.connect(internal, timeout) as connection:
            text = json.dumps(body) if body is not None else ""
            connection.sendall(request(method, path, text, f"Connection: close\r\nX-Forwarded-For: {client}\r\n").encode())
            return read_answer(connection)


def request(method, path, body="", more=""):
    kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
    return f"{method} {path} HTTP/1.1\r\nHost: a\r\n{kind}{more}\r\n{body}"


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:300]}"


def read_answer(connection, rest=b""):
    data = rest
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, body = data.split(b"\r\n\r\n", 1)
    lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines[1:])}
    size = int(headers.get("content-length", 0))
    while len(body) < size:
        more = connection.recv(65536)
        if not more:
            return None
        body += more
    return Answer(int(lines[0].split()[1]), headers, body.decode())


def challenge(daemon, account):
    answer = daemon.ask("POST", "/v1/challenge", {"chain": "eip155:1", "scheme": "eip191", "account": account})
    expect(answer is not None and answer.status == 200, "a challenge", answer)
    return answer.json()


def sign_in_of_contract(daemon, account=CONTRACT, client="127.0.0.2"):
    """What a contract account sends: a text that it may sign, and bytes that only its chain understands."""
    made = challenge(daemon, account)
    return daemon.ask("POST", "/v1/sign-in", {"chain": "eip155:1", "scheme": "eip191", "form": "eip4361", "account": account,
                                              "message": made["message"], "signature": "0x1234"}, client=client)
