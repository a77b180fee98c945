# SPDX-License-Identifier: Apache-2.0
"""A user of a contract account, whose signature is as long as the contract wants. The cookie of the session has what was signed. When
the chain is asked again, the way back to the site carries that cookie and a code: more headers than nginx takes by itself."""
import functools
import sys
import time
from pathlib import Path

from case import OTHER, PASS, SESSION, Case, browser

sys.path.insert(0, str(Path(__file__).parents[1] / "reliability"))
from harness import CONTRACT  # noqa: E402

MOST_OF_NGINX = 4096  # proxy_buffer_size, if absent (ngx_http_proxy_module)
PATH = OTHER + "/" + "p" * 900


class Contract:
    """The nodes of the test say yes to whatever it signs."""
    CHAIN = "eip155:1"
    SCHEME = "eip191"
    account = CONTRACT

    def sign(self, _text):
        return "0x" + "ab" * 640  # as long as those of passkeys and of a Safe with some owners


@functools.cache
def user():
    who = browser()
    page, urls = who.follow(PATH)
    assert who.sign(page, Contract()).json()["link"] == "chain_state"
    return who, urls[-1]


class LongSignature(Case):
    """Of the first test, so that the others use the time until the chain is to be asked again."""

    def test_user_comes_back_to_a_long_path(self):
        who, begin = user()
        answer, urls = who.follow(begin)
        self.assertEqual((answer.status, urls[-1]), (200, PATH))


class LongAnswer(Case):
    def test_chain_is_asked_again_on_the_way_back(self):
        who, _ = user()
        for _ in range(60):
            who.jar.pop(("other.example", PASS), None)
            begin = who.ask(PATH).header("location")
            answer = who.ask(begin)
            self.assertEqual(answer.status, 303, answer.body)
            if answer.header("set-cookie"):
                break
            time.sleep(1)  # until access_token ends
        self.assertTrue(answer.header("set-cookie").startswith(SESSION + "="))
        self.assertGreater(sum(len(f"{name}: {value}\r\n") for name, value in answer.headers), MOST_OF_NGINX)
        answer, urls = who.follow(answer.header("location"))
        self.assertEqual((answer.status, urls[-1]), (200, PATH))
