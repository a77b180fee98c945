# SPDX-License-Identifier: Apache-2.0
"""What users see, who they are to a site, and what happens when the daemon's settings change or it is gone."""
import base64
import json
import re
import subprocess

from browser import LOGIN, send
from case import ALICE, MALLORY, OTHER, PASS, PROXY, SESSION, SETTINGS, SITE, Case, browser, servers, stop_at_code, values
from wallet import Wallet


class Works(Case):
    def test_stranger_signs_in_and_sees_what_he_wanted(self):
        who = browser()
        first = who.ask(SITE + "/board?a=1&b=%2F")
        self.assertEqual(first.status, 303)
        self.assertEqual(first.header("cache-control"), "no-store")
        self.assert_out(first)
        answer, urls = who.sign_in(SITE + "/board?a=1&b=%2F", ALICE)
        self.assertEqual((answer.status, urls[-1]), (200, SITE + "/board?a=1&b=%2F"))
        self.assertEqual(values(answer.json(), "x-walletauth-subject"), [ALICE.subject])

    def test_second_site_needs_no_second_signature(self):
        who = self.signed_in()
        answer, urls = who.follow(OTHER + "/")
        self.assertEqual((answer.status, len(urls)), (200, 4))
        self.assertNotEqual(who.cookie("site.example", PASS), who.cookie("other.example", PASS))

    def test_two_tabs_come_back_in_any_order(self):
        who = self.signed_in(url=OTHER + "/")
        codes = [stop_at_code(who, SITE + path) for path in ("/one", "/two")]
        for code, path in reversed(list(zip(codes, ("/one", "/two")))):
            answer, urls = who.follow(code)
            self.assertEqual((answer.status, urls[-1]), (200, SITE + path))

    def test_assertion_is_what_openssl_verifies(self):
        answer = self.signed_in().ask(SITE + "/")
        token = values(answer.json(), "x-walletauth-assertion")[0]
        head, claims, signature = (base64.urlsafe_b64decode(part + "==") for part in token.split("."))
        keys = browser().ask(LOGIN + "/forward/jwks.json").json()["keys"]
        key = next(key for key in keys if key["kid"] == json.loads(head)["kid"])
        # RFC 8410, 4: the bytes before an Ed25519 key in SubjectPublicKeyInfo.
        public = bytes.fromhex("302a300506032b6570032100") + base64.urlsafe_b64decode(key["x"] + "==")
        files = [(servers.work / name) for name in ("key.der", "signed", "signature")]
        for file, data in zip(files, (public, token.rsplit(".", 1)[0].encode(), signature)):
            file.write_bytes(data)
        subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files[0], "-rawin", "-in", files[1],
                        "-sigfile", files[2]], check=True, capture_output=True, timeout=30)
        said = json.loads(claims)
        self.assertEqual((said["iss"], said["aud"], said["sub"]), (LOGIN, "site.example", ALICE.subject))
        self.assertEqual((said["exp"] - said["iat"], said["wallet_link"]), (60, "derived"))

    def test_cookies_of_the_site_arrive_and_ours_do_not(self):
        who = self.signed_in()
        who.keep("site.example", "theme=dark")
        answer = who.ask(SITE + "/", [("Cookie", "a=1;b=2")])
        self.assertEqual(values(answer.json(), "cookie"), ["theme=dark; a=1; b=2"])

    def test_sign_out_ends_the_sign_in_and_the_passes(self):
        who = self.signed_in()
        copied = who.cookie("login.example", SESSION)
        self.assertIn(ALICE.subject, who.ask(LOGIN + "/forward").body)
        self.assertEqual(who.ask(SITE + "/").status, 200)
        servers.site.seen.clear()
        self.assertEqual(who.post("/forward/sign-out", {}).status, 204)
        self.assertIsNotNone(who.cookie("site.example", PASS))
        self.assert_out(who.ask(SITE + "/"))
        self.assertIn("Nobody is signed in", who.ask(LOGIN + "/forward").body)
        self.assertIn("data-client", who.follow(OTHER + "/")[0].body)
        who.jar["login.example", SESSION] = copied  # whoever has copied the cookie is out, too
        self.assertIn("data-client", who.follow(OTHER + "/")[0].body)

    def test_page_has_a_strict_policy_and_no_script_within(self):
        page, _ = browser().follow(SITE + "/")
        policy = page.header("content-security-policy")
        for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"):
            self.assertIn(part, policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(re.findall(r"<script(?![^>]* src=\"/forward/page\.js\"[^>]*></script>)|\son\w+=|<style|style=", page.body), [])
        for path, kind in (("/forward/page.js", "text/javascript"), ("/forward/page.css", "text/css")):
            answer = browser().ask(LOGIN + path)
            self.assertEqual((answer.status, answer.header("content-type").split(";")[0]), (200, kind))


class Identity(Case):
    def test_headers_of_a_stranger_are_not_believed(self):
        for name in ("X-Walletauth-Subject", "x-walletauth-subject", "X_Walletauth_Subject", "X-Walletauth_Subject", "X-Walletauth-Account"):
            self.assert_out(send(servers.port, "site.example", "/", [(name, ALICE.subject)]))

    def test_headers_of_a_user_are_replaced(self):
        who = self.signed_in(MALLORY, OTHER + "/")
        forged = [(name, ALICE.subject) for name in ("X-Walletauth-Subject", "x-walletauth-subject", "X_Walletauth_Subject",
                                                     "X-Walletauth_Subject", "X-WALLETAUTH-ACCOUNT", "X-Walletauth-Assertion")]
        for more in ([], [("Connection", "X-Walletauth-Subject, Cookie")], [("Connection", "close, X-Walletauth-Assertion")]):
            answer = who.ask(OTHER + "/", forged + more)
            self.assertNotIn(ALICE.account, answer.body)
            if more and PROXY != "nginx":  # the others drop what `Connection` names, the daemon's headers, too
                continue
            self.assertEqual(answer.status, 200)
            request = answer.json()
            self.assertEqual(values(request, "x-walletauth-subject"), [MALLORY.subject])
            self.assertEqual(values(request, "x-walletauth-account"), [MALLORY.subject])
            self.assertEqual(len(values(request, "x-walletauth-assertion")), 1)
            self.assertEqual(values(request, "x-forwarded-for"), ["127.0.0.1"])

    def test_assertion_of_the_hostile_site_is_for_that_site(self):
        token = values(self.signed_in(url=OTHER + "/").ask(OTHER + "/").json(), "x-walletauth-assertion")[0]
        self.assertEqual(json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))["aud"], "other.example")

    def test_user_who_is_not_on_the_list(self):
        who = self.signed_in(MALLORY, OTHER + "/")
        answer, urls = who.follow(SITE + "/")
        self.assert_out(answer)
        self.assertEqual(answer.status, 403)
        self.assertTrue(urls[-1].startswith(LOGIN + "/forward?request="))
        self.assertIn(MALLORY.subject, answer.body)

    def test_pages_of_others_neither_sign_in_nor_out(self):
        who = self.signed_in()
        for origin in (OTHER, SITE, "null", "https://login.example.evil"):
            self.assertEqual(who.post("/forward/sign-out", {}, origin).status, 403)
            self.assertEqual(who.post("/v1/challenge", {"chain": Wallet.CHAIN, "scheme": Wallet.SCHEME}, origin).status, 403)
        self.assertIsNotNone(who.cookie("login.example", SESSION))


class Faults(Case):
    def test_settings_hold_at_once(self):
        who = self.signed_in()
        servers.reload(SETTINGS.replace(ALICE.subject, MALLORY.subject))
        try:
            self.assert_out(who.ask(SITE + "/"))
        finally:
            servers.reload(SETTINGS)
        self.assertEqual(who.ask(SITE + "/").status, 200)


class Gone(Case):
    def test_daemon_that_is_gone_lets_nobody_in(self):
        who = self.signed_in()
        servers.daemon.terminate()
        servers.daemon.wait(timeout=30)
        for target in ("/", "/.walletauth/callback?code=x"):
            answer = who.ask(SITE + target)
            self.assert_out(answer)
            self.assertGreaterEqual(answer.status, 500)
