# SPDX-License-Identifier: Apache-2.0
"""A browser as far as cookies and redirects go, with every host of the test on one port of loopback."""
import contextlib
import http.client
import json
import re
import socket
import ssl
from urllib.parse import urlsplit

LOGIN = "https://login.example"
CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
CONTEXT.check_hostname, CONTEXT.verify_mode = False, ssl.CERT_NONE


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = [(name.lower(), value) for name, value in response.getheaders()]
        self.body = response.read().decode("utf-8", "replace")

    def header(self, name):
        found = [value for key, value in self.headers if key == name]
        return found[0] if len(found) == 1 else None

    def json(self):
        return json.loads(self.body)


class NoAnswer:
    """Of a server that has no certificate for the name that it was called by."""
    status, headers, body = 0, [], ""

    def header(self, _):
        return None


def send(port, host, target, headers=(), method="GET", body=b"", sni=None):
    """One request, byte by byte as it is said: nothing is added, escaped or made one."""
    lines = [f"{method} {target} HTTP/1.1"] + ([f"Host: {host}"] if host else [])
    lines += [f"{name}: {value}" for name, value in headers] + ["Connection: close"]
    if body:
        lines += [f"Content-Length: {len(body)}"]
    with contextlib.ExitStack() as stack:
        plain = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
        try:
            connection = stack.enter_context(CONTEXT.wrap_socket(plain, server_hostname=sni or host or "site.example"))
        except ssl.SSLError:
            return NoAnswer()
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        response = http.client.HTTPResponse(connection, method=method)
        response.begin()
        return Answer(response)


class Browser:
    """`knows_prefixes`: keeps no cookie named __Host-... that has a domain or no `Secure` (RFC 6265bis, 4.1.3.2)."""

    def __init__(self, port, knows_prefixes=True):
        self.port = port
        self.knows_prefixes = knows_prefixes
        self.jar = {}  # (host or .domain, name): value

    def keep(self, host, line):
        pair, *attributes = [part.strip() for part in line.split(";")]
        name, value = pair.split("=", 1)
        words = dict((word.lower().split("=", 1) + [""])[:2] for word in attributes)
        domain = words.get("domain", "").lstrip(".")
        if domain and not ("." + host).endswith("." + domain):
            return
        if self.knows_prefixes and name.startswith("__Host-") and (domain or "secure" not in words or words.get("path") != "/"):
            return
        key = ("." + domain if domain else host, name)
        self.jar[key] = value
        if words.get("max-age") == "0":
            del self.jar[key]

    def cookies(self, host):
        return "; ".join(f"{name}={value}" for (of, name), value in self.jar.items()
                         if of == host or of.startswith(".") and ("." + host).endswith(of))

    def cookie(self, host, name):
        return self.jar.get((host, name))

    def ask(self, url, headers=(), method="GET", body=b"", mode="navigate"):
        """One request, without following where it leads."""
        parts = urlsplit(url)
        cookies = self.cookies(parts.netloc)
        target = url[len(parts.scheme) + 3 + len(parts.netloc):] or "/"
        all_headers = [("Sec-Fetch-Mode", mode)] + ([("Cookie", cookies)] if cookies else []) + list(headers)
        answer = send(self.port, parts.netloc, target, all_headers, method, body)
        for name, value in answer.headers:
            if name == "set-cookie":
                self.keep(parts.netloc, value)
        return answer

    def follow(self, url, most=8):
        """The last answer, and all URLs that led to it."""
        urls = [url]
        for _ in range(most):
            answer = self.ask(urls[-1])
            if answer.status not in (301, 302, 303, 307, 308):
                return answer, urls
            urls.append(answer.header("location"))
        raise AssertionError(f"too many redirects: {urls}")

    def post(self, path, body, origin=LOGIN):
        headers = [("Content-Type", "application/json"), ("Origin", origin)]
        return self.ask(LOGIN + path, headers, "POST", json.dumps(body).encode(), "cors")

    def sign(self, page, wallet):
        """What the script of the page does. The answer to the sign-in."""
        client, chains = (re.search(f'data-{name}="([^"]*)"', page.body)[1] for name in ("client", "chains"))
        assert wallet.CHAIN in chains.split(), page.body
        ask = {"client_id": client, "chain": wallet.CHAIN, "scheme": wallet.SCHEME, "account": wallet.account}
        challenge = self.post("/v1/challenge", ask)
        assert challenge.status == 200, challenge.body
        made = challenge.json()
        answer = self.post("/v1/sign-in", ask | {"form": made["form"], "message": made["message"],
                                                 "signature": wallet.sign(made["message"]["text"])})
        assert answer.status == 200, answer.body
        return answer

    def sign_in(self, url, wallet):
        """From a site to the page, and back. The last answer, and all URLs."""
        page, urls = self.follow(url)
        assert page.status == 200 and urls[-1].startswith(LOGIN + "/forward?request="), (page.status, urls)
        self.sign(page, wallet)
        answer, back = self.follow(urls[-1])
        return answer, urls + back[1:]
