# SPDX-License-Identifier: Apache-2.0
"""A wallet of Ed25519 (RFC 8032, 5.1), written from the specification: the daemon's side is libsodium's."""
import base64
import hashlib
import secrets

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2 % P
    return (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P


def times(scalar, point):
    out = (0, 1)
    while scalar:
        if scalar & 1:
            out = add(out, point)
        point, scalar = add(point, point), scalar >> 1
    return out


def base_point():
    y = 4 * pow(5, -1, P) % P
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (x if x % 2 == 0 else P - x), y


BASE = base_point()


def encoded(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def base58(data):
    value, text = int.from_bytes(data, "big"), ""
    while value:
        value, digit = divmod(value, 58)
        text = ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


class Wallet:
    CHAIN = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"
    SCHEME = "solana-message"

    def __init__(self):
        half = hashlib.sha512(secrets.token_bytes(32)).digest()
        self.scalar = int.from_bytes(half[:32], "little") & (1 << 254) - 8 | 1 << 254
        self.prefix = half[32:]
        self.public = encoded(times(self.scalar, BASE))
        self.account = base58(self.public)
        self.subject = f"{self.CHAIN}:{self.account}"

    def sign(self, text):
        return self.sign_bytes(text.encode())

    def sign_bytes(self, message):
        r = number(self.prefix, message) % ORDER
        point = encoded(times(r, BASE))
        s = (r + number(point, self.public, message) * self.scalar) % ORDER
        return base64.b64encode(point + s.to_bytes(32, "little")).decode()
