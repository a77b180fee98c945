# SPDX-License-Identifier: Apache-2.0
"""Codes and cookies in the wrong hands."""
import json
from urllib.parse import urlsplit

from browser import LOGIN, send
from case import MALLORY, OTHER, PASS, SECRET, SESSION, SITE, Case, browser, servers, stop_at_code, values


class StolenCodes(Case):
    def test_code_is_of_one_browser(self):
        victim = self.signed_in(url=OTHER + "/")
        code = stop_at_code(victim, SITE + "/")
        for thief in (browser(), self.signed_in(MALLORY, OTHER + "/")):
            thief.ask(SITE + "/")  # to have a secret of his own
            self.assert_out(thief.ask(code))
            self.assertIsNone(thief.cookie("site.example", PASS))

    def test_code_that_a_thief_tried_is_used_up(self):
        victim = self.signed_in(url=OTHER + "/")
        code = stop_at_code(victim, SITE + "/")
        self.assert_out(browser().ask(code))
        self.assertEqual(victim.ask(code).status, 403)

    def test_code_is_good_once(self):
        who = self.signed_in(url=OTHER + "/")
        code = stop_at_code(who, SITE + "/")
        self.assertEqual(who.ask(code).status, 303)
        self.assertEqual(who.ask(code).status, 403)

    def test_head_does_not_use_a_code_up(self):
        who = self.signed_in(url=OTHER + "/")
        code = stop_at_code(who, SITE + "/")
        self.assertEqual(who.ask(code, method="HEAD").status, 405)
        self.assertEqual(who.ask(code).status, 303)

    def test_code_of_another_host(self):
        who = self.signed_in(url=OTHER + "/")
        code = urlsplit(stop_at_code(who, OTHER + "/")).query
        who.ask(SITE + "/")
        who.jar["site.example", SECRET] = who.cookie("other.example", SECRET)
        self.assert_out(who.ask(f"{SITE}/.walletauth/callback?{code}"))
        self.assertIsNone(who.cookie("site.example", PASS))

    def test_code_of_a_victim_who_opens_the_link_of_a_thief(self):
        """The thief begins, the victim, who is signed in, opens where the thief was sent, and the thief has the code."""
        thief, victim = browser(), self.signed_in(url=OTHER + "/")
        link = thief.ask(SITE + "/").header("location")
        code = victim.ask(link).header("location")
        self.assertIn("/.walletauth/callback?code=", code)
        self.assertEqual(victim.ask(code).status, 403)
        self.assert_out(thief.ask(code))
        self.assertIsNone(thief.cookie("site.example", PASS))

    def test_victim_is_not_signed_in_as_the_thief(self):
        """Login CSRF: the victim opens a code of the thief."""
        thief, victim = self.signed_in(MALLORY, OTHER + "/"), browser()
        victim.ask(OTHER + "/")
        code = stop_at_code(thief, OTHER + "/private")
        self.assertEqual(victim.ask(code).status, 403)
        self.assertIsNone(victim.cookie("other.example", PASS))

    def test_hostile_site_never_sees_a_code_nor_our_cookies(self):
        who = self.signed_in(url=OTHER + "/")
        who.follow(OTHER + "/a")
        who.follow(SITE + "/")
        who.ask(OTHER + "/b", mode="cors")
        text = json.dumps(servers.other.seen)
        self.assertGreaterEqual(len(servers.other.seen), 2)
        for word in ("__Host-wa", "code=", who.cookie("other.example", PASS), who.cookie("site.example", PASS)):
            self.assertNotIn(word, text)

    def test_answers_with_a_code_are_for_no_page_and_no_referrer(self):
        who = self.signed_in(url=OTHER + "/")
        link = who.ask(SITE + "/").header("location")
        answer = who.ask(link, [("Origin", OTHER)], mode="cors")
        self.assertIsNone(answer.header("access-control-allow-origin"))
        for answer in (who.ask(link), who.ask(stop_at_code(who, SITE + "/"))):
            self.assertEqual((answer.header("referrer-policy"), answer.header("cache-control")), ("no-referrer", "no-store"))

    def test_changed_request_is_refused(self):
        who = self.signed_in(url=OTHER + "/")
        link = who.ask(SITE + "/").header("location")
        for at in range(len(LOGIN) + 20, len(link), 41):
            changed = link[:at] + ("A" if link[at] != "A" else "B") + link[at + 1:]
            self.assertEqual(who.ask(changed).status, 400, at)
        self.assertEqual(who.ask(link + "&" + urlsplit(link).query).status, 400)


class ForeignCookies(Case):
    def test_pass_of_another_host(self):
        """Alice may enter both; who got her pass of the hostile site has none of the other."""
        who = self.signed_in(url=OTHER + "/")
        self.assert_out(send(servers.port, "site.example", "/", [("Cookie", f"{PASS}={who.cookie('other.example', PASS)}")]))

    def test_other_sealed_texts_are_no_pass(self):
        who = self.signed_in()
        texts = [who.cookie("login.example", SESSION), urlsplit(who.ask(OTHER + "/").header("location")).query.split("=")[1],
                 urlsplit(stop_at_code(self.signed_in(url=OTHER + "/"), SITE + "/")).query.split("=")[1]]
        for text in texts:
            self.assert_out(send(servers.port, "site.example", "/", [("Cookie", f"{PASS}={text}")]))
        for name, text in ((SESSION, who.cookie("site.example", PASS)), (SESSION, texts[2])):
            answer = send(servers.port, "login.example", "/forward", [("Cookie", f"{name}={text}")])
            self.assertIn("Nobody is signed in", answer.body)

    def test_changed_pass(self):
        text = self.signed_in().cookie("site.example", PASS)
        for at in range(0, len(text), 13):
            changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1:]
            self.assert_out(send(servers.port, "site.example", "/", [("Cookie", f"{PASS}={changed}")]))

    def test_cookie_for_the_parent_domain(self):
        """other.example sets cookies for `example`. Browsers keep no __Host- name of a domain; one that did is not let in."""
        alice = self.signed_in(url=OTHER + "/")
        servers.other.more_headers = [("Set-Cookie", f"{name}={alice.cookie('other.example', of)}; Domain=example; Path=/; Secure")
                                      for name, of in ((PASS, PASS), (SECRET, SECRET), (SESSION, PASS))]
        for knows_prefixes in (True, False):
            victim = self.signed_in(url=OTHER + "/", knows_prefixes=knows_prefixes)
            victim.ask(OTHER + "/")
            self.assertEqual((".example", PASS) in victim.jar, not knows_prefixes)
            servers.site.seen.clear()
            self.assert_out(victim.ask(SITE + "/"))

    def test_planted_secret_beside_the_browsers_own(self):
        """Two secrets, one of which the thief knows: neither counts."""
        victim, thief = self.signed_in(url=OTHER + "/", knows_prefixes=False), browser()
        link = thief.ask(SITE + "/").header("location")
        victim.ask(SITE + "/")
        victim.keep("other.example", f"{SECRET}={thief.cookie('site.example', SECRET)}; Domain=example; Path=/; Secure")
        code = victim.ask(link).header("location")
        self.assertEqual(victim.ask(code).status, 403)
        self.assert_out(thief.ask(code))

    def test_two_passes(self):
        good, bad = self.signed_in().cookie("site.example", PASS), self.signed_in(url=OTHER + "/").cookie("other.example", PASS)
        for line in (f"{PASS}={good}; {PASS}={bad}", f"{PASS}={bad}; {PASS}={good}", f"{PASS}={bad}; a=1; {PASS}={bad}"):
            self.assert_out(send(servers.port, "site.example", "/", [("Cookie", line)]))
        self.assert_out(send(servers.port, "site.example", "/", [("Cookie", f"{PASS}={bad}"), ("Cookie", f"{PASS}={good}")]))

    def test_our_cookies_in_odd_spellings_do_not_reach_the_site(self):
        good = self.signed_in().cookie("site.example", PASS)
        for odd in (f"\t{SECRET}=x", f"{SECRET} =x", f" {SECRET}", f";;{SECRET}=x;"):
            answer = send(servers.port, "site.example", "/", [("Cookie", f"{PASS}={good};{odd}; a=1")])
            self.assertEqual((answer.status, values(answer.json(), "cookie")), (200, ["a=1"]), odd)
