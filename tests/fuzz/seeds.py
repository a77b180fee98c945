# SPDX-License-Identifier: Apache-2.0
"""Seeds of the targets in this folder: each function is named after one. Chains add theirs in plugins/<chain>/fuzz."""
import hashlib
import json
import re

from vector_seeds import REQUESTS, ROOT, VECTORS, namespace_of, route_byte, schemes_by_namespace, source


def elf():
    return [name.read_bytes() for name in ROOT.glob("build/asan/tests/bad_plugins/modules/good.so")]


def manifest():
    return [b'directory = "/x"\n[[plugin]]\nmodule = "toy.so"\nroutes = ["toychain/echo@2"]\n'
            b'compat = ["toychain/echo@2"]\nlibraries = ["libsecp256k1.so.1"]\n',
            b'[[plugin]]\nmodule = "toy.so"\nsha256 = "' + b"0" * 64 + b'"\nroutes = ["toychain/account"]\n']


def resolver():
    """The byte that says which (resolver_fuzz.cpp), then a text."""
    file = (b'[limits]\nglobal_per_s = 9\n[chain."toy:1"]\npin = "latest-2"\nquorum = 1\ntrusted = true\n'
            b'[[chain."toy:1".endpoint]]\nname = "a"\noperator = "b"\nurl = "https://a.example/"\n'
            b'[[chain."toy:1".endpoint]]\nname = "c"\nsocket = "/run/node"\nverified = true\n')
    answers = [b'{"jsonrpc":"2.0","id":7,"result":{"a":[1,"x"]}}', b'{"jsonrpc":"2.0","id":7,"error":{"code":1}}']
    queries = [b'{"method":"x","params":["a"]}', b'{"method":"GET /x/{a}","params":{"a":"b","c":1}}',
               b'{"method":"POST /x/{a}","params":{"a":"b","c":[1]}}']
    return ([bytes([kind]) + answer for kind in (0, 1) for answer in answers] + [b"\x02" + query for query in queries] +
            [b"\x03https://a.example:1/x?key=1", b"\x03Authorization: Bearer x\nX-Key: y\n", b"\x04" + file])


def http():
    """The byte of a listener (http_fuzz.cpp), then a request: what the users of all chains send, and what is not theirs."""
    def request(side, method, path, body=b"", more=b""):
        kind = b"Content-Type: application/json\r\nContent-Length: %d\r\n" % len(body) if body else b""
        return bytes([side]) + b"%s %s HTTP/1.1\r\nHost: a\r\n%s%s\r\n%s" % (method, path, kind, more, body)

    origin = b"Origin: https://login.example\r\n"
    for file in sorted(ROOT.glob("plugins/*/tests/sign_in.json")):
        for user in json.loads(file.read_text()):
            yield request(0, b"POST", b"/v1/challenge", json.dumps(user["challenge"]).encode())
            yield request(0, b"POST", b"/v1/challenge", json.dumps(user["challenge"]).encode(), origin)
            yield request(0, b"POST", b"/v1/sign-in", json.dumps(user["request"]).encode())
            yield request(0, b"POST", b"/v1/sign-in", json.dumps(user["request"]).encode(), origin + b"Cookie: __Host-wa_challenge=AAAAAAAAAAAAAAAAAAAAAA\r\n")
            yield request(1, b"POST", b"/v1/verify", json.dumps(user["request"]).encode())
            yield request(1, b"POST", b"/v1/account", json.dumps({name: user["request"][name] for name in ("chain", "account")}).encode())
    for path in (b"/v1/session?client_id=", b"/v1/schemes", b"/v1/openapi.json", b"/healthz", b"/readyz", b"/metrics", b"/no"):
        yield request(1, b"GET", path, more=b"Authorization: Bearer AAAA\r\nX-Forwarded-For: 192.0.2.1, 127.0.0.1\r\n")
    for path in (b"/v1/refresh", b"/v1/sign-out"):
        yield request(0, b"POST", path, b'{"client_id":"","refresh_token":"AAAA"}')
    yield request(0, b"OPTIONS", b"/v1/sign-in", more=origin)
    yield bytes([0]) + b"POST /v1/challenge HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"


def caip():
    accounts = [b"toychain:1:0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", b"toychain:mainnet:alice%5Fbob.toy"]
    return accounts + [f'{r["chain"]}:{r["account"]}'.encode()
                       for r in REQUESTS if "chain" in r and isinstance(r.get("account"), str)]


def texts():
    """The byte of a route (texts_fuzz.cpp), then a text. With a scheme that does not exist: each of the chain's."""
    known = schemes_by_namespace()
    routes = {scheme: namespace for namespace, schemes in known.items() for scheme in schemes}
    for request in REQUESTS:
        namespace, scheme = namespace_of(request), request.get("scheme")
        if scheme in known.get(namespace, {}):
            numbers = [route_byte(namespace, scheme)]
        elif scheme in routes:
            numbers = [route_byte(routes[scheme], scheme)]
        else:
            numbers = [route_byte(namespace, each) for each in known.get(namespace, [""])]
        for member in ("account", "public_key", "signature"):
            value = request.get(member)
            if value is None or isinstance(value, dict) or len(value) > 1100:
                continue
            for number in numbers:
                yield bytes([number]) + (value.encode() if isinstance(value, str) else source(value))


def ed25519():
    """How a signature is made that satisfies the equation (ed25519_fuzz.cpp). Those of vectors are the chains'."""
    for how in range(64):
        for torsion in range(8):
            numbers = hashlib.sha256(bytes([how, torsion])).digest()
            yield bytes([1, how]) + numbers * 2 + bytes([torsion & 6, torsion, 1, how]) + b"m"


def kit():
    """The number of a check and its options (kit_fuzz.cpp), then texts that are good as they are."""
    texts = [
        (0, 0, "1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i"), (0, 1, "rJrRMgiRgrU6hDF4pgu5DXQdWyPbY35ErN"),
        (1, 0, "1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i"), (1, 1, "rJrRMgiRgrU6hDF4pgu5DXQdWyPbY35ErN"),
        (2, 0, "MZXW6YTBOI======"), (2, 1, "mzxw6==="),
        (2, 2, "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ"),
        (2, 3, "7uoq6tp427uzv7fztkbsnn64iwotfrristwpryy"),
        (3, 0, "FPucA9k="), (3, 1, "A-z_4ME="), (3, 2, "FPucA9k"), (3, 3, "A-z_4ME"),
        (4, 0, "DEADbeef"),
        (5, 0, "A1LQFN3A"), (5, 0, "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"),
        (5, 0, "cosmos1h806c7khnvmjlywdrkdgk2vrayy2mmvf9rxk2r"),
        (5, 1, "addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2"
               "wywfgse35a3x"),
        (5, 2 + 4 * 3, "abc\0\1\2\3\4"),
        (6, 0, "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"), (6, 0, "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs"),
        (6, 0, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"), (6, 1, "x" * 32),
        (7, 20, "abc"), (7, 40, "a" * 111), (7, 7, "a" * 119), (7, 7, "a" * 300),
        (8, 0, '{"b":[1,true,null],"a":"\\u00e9&"}'),
    ]
    return [bytes([check, options]) + text.encode() for check, options, text in texts]


def secp256k1():
    """A byte of choice (secp256k1_fuzz.cpp): a key, DER, or r, s, a digest, an id and a change."""
    rows = json.loads((ROOT / "tests/tables/secp256k1-der.json").read_text())["rows"]
    for row in rows[:100]:
        yield b"\1" + bytes.fromhex(row["signature"])
    for row in rows[::20]:
        yield b"\0" + bytes.fromhex(row["public_key"])
        yield b"\0\2" + bytes.fromhex(row["public_key"])[1:33]
    for change in range(8):
        numbers = [hashlib.sha256(bytes([change, i])).digest() for i in range(3)]
        yield b"\2" + b"".join(numbers) + bytes([change % 4, change * 13, change])


def wire():
    return [source(request) for request in REQUESTS]


def verify():
    """Three bytes of choice (verify_fuzz.cpp), then a request; the valid ones are what matters."""
    for number, (vector, request) in enumerate(zip(VECTORS, REQUESTS)):
        if vector["expect"].get("status") == "valid" and "signature" in request:
            yield bytes([number * 7 % 256, number % 256, number % 256]) + source(request)


def nonce():
    """Nonces, URIs, a key file and a configuration (nonce_fuzz.cpp)."""
    return [b"a" * 32, b"c2wq7aaaabzrm5dgn6fj3wvqyk4u2lht", b"https://app.example:8443/login?x#y", b"https://a@b/",
            b"0 " + b"0" * 64 + b"\n15 " + b"f" * 64 + b"\n",
            b'{"domain":"app.example","chains":["toynet:main"],"forms":["toy"],"accept":["derived","chain_state"],'
            b'"channels":["cookie"],"lifetime":600,"home_chains":{"toynet":"toynet:main"}}']


def sign_in():
    """The byte of a row (sign_in_fuzz.cpp), then a text of the table with accounts and chains of the target; and fields."""
    seeds = []
    for row in json.loads((ROOT / "tests/tables/sign-in-texts.json").read_text())["rows"]:
        text = row.get("text")
        if not isinstance(text, str) or text.count("\n") < 3:
            continue
        lines = re.sub(r"with your .* account:", "with your Toy account:", text).split("\n")
        lines[1] = "alice"
        text = re.sub(r"Chain ID: .*", "Chain ID: main", "\n".join(lines))
        seeds += [bytes([byte]) + text.encode() for byte in range(7)]
    seeds.append(b'\x04{"account":"alice","domain":"a.example","uri":"https://a.example","nonce":"abcdefgh",'
                 b'"issued_at":"2026-01-15T12:00:00Z","statement":"Hello","resources":["https://b.example"]}')
    return seeds
