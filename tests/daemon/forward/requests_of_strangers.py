# SPDX-License-Identifier: Apache-2.0
"""Return addresses, paths and hosts that mean two things."""
from urllib.parse import urlsplit

from browser import LOGIN, send
from case import ALICE, OTHER, PASS, PROXY, SECRET, SITE, Case, ask_daemon, browser, servers


class Redirects(Case):
    def test_return_address_stays_on_the_site(self):
        for target in ("//other.example/", "/\\other.example", "/%5cother.example", "/..//other.example", "/@other.example",
                       "/%0d%0aSet-Cookie:%20a=b", "https://other.example/x", "http://other.example",
                       "https://site.example/x", "http://site.example", "/?next=https://other.example",
                       "/" + "a" * 3000, "/.walletauth/callback/../../x", "/#x"):
            # Some proxies take the host of such a target for the host of the request.
            origin = OTHER if target.startswith(OTHER) or target.startswith("http://other") else SITE
            who = browser()
            first = send(servers.port, "site.example", target, [("Sec-Fetch-Mode", "navigate")])
            if first.status != 303:  # the proxy knows that it is none
                self.assertIn(first.status, (400, 403, 421), target)
                continue
            who.keep(urlsplit(origin).netloc, first.header("set-cookie"))
            link = first.header("location")
            self.assertTrue(link.startswith(LOGIN + "/forward?request="), target)
            who.sign(who.ask(link), ALICE)
            code = who.ask(link).header("location")
            self.assertTrue(code.startswith(origin + "/.walletauth/callback?code="), target)
            back = who.ask(code)
            self.assertTrue(back.header("location").startswith(origin + "/"), (target, back.header("location")))
            self.assertEqual(len([name for name, _ in back.headers if name == "set-cookie"]), 1)

    def test_what_a_proxy_says_is_no_path(self):
        who = self.signed_in(url=OTHER + "/")
        for uri in ("@evil.example/", ".evil.example/", ":8443/", "https://evil.example/", "evil", "", "/a b", "/\xe9"):
            link = ask_daemon("host=site.example&redirect=1", ("X-Forwarded-Uri", uri), ("Cookie", f"{SECRET}={'a' * 22}"))[1]
            who.jar["site.example", SECRET] = "a" * 22
            back = who.ask(who.ask(link).header("location"))
            self.assertEqual(back.header("location"), SITE + "/", uri)

    def test_parameters_of_a_stranger_lead_nowhere(self):
        who = self.signed_in()
        link = who.ask(OTHER + "/").header("location")
        for more in ("&return=https://evil.example", "&rd=https://evil.example", "&host=evil.example", "&redirect_uri=https://evil.example"):
            self.assertTrue(who.ask(link + more).header("location").startswith(OTHER + "/.walletauth/callback?code="))
        for query in ("?rd=https://evil.example", "?request=https://evil.example", "?request=", "?"):
            answer = who.ask(LOGIN + "/forward" + query)
            self.assertIsNone(answer.header("location"), query)
            self.assertNotIn("evil", answer.body)

    def test_headers_of_a_stranger_do_not_make_the_return_address(self):
        answer = send(servers.port, "site.example", "/", [("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Uri", "//evil.example"),
                                                          ("X-Original-URL", "/x"), ("Forwarded", "host=evil.example")])
        self.assertTrue(answer.header("location").startswith(LOGIN + "/forward?request="))


class Paths(Case):
    TARGETS = ("/", "/.walletauth/", "/.walletauth/check", "/.walletauth/check?host=other.example", "/.walletauth%2fcheck",
               "/.walletauth/callback", "/.walletauth/callback/", "/.walletauth/callback/../secret", "/.walletauth/callback/%2e%2e/secret",
               "/.walletauth/callback%2f..%2f..%2fsecret", "/.walletauth%2fcallback", "/.walletauth/callback;/secret", "/.walletauth/callback%00",
               "/.walletauth/callback?code=x/../secret", "//.walletauth/callback", "/%2e%77alletauth/callback", "/secret/.walletauth/callback",
               "/secret/..;/.walletauth/callback", "/.WALLETAUTH/callback", "/./.walletauth/./callback", "/secret%2f", "/secret%252f",
               "/%2e%2e/secret", "/secret/%2e%2e/.walletauth/callback", "/secret?/.walletauth/callback", "/secret#/.walletauth/callback",
               "/healthz", "/v1/session", "/favicon.ico", "/robots.txt", "/.well-known/acme-challenge/x", "/api/public")

    def test_no_path_is_open(self):
        for target in self.TARGETS:
            for headers in ([("Sec-Fetch-Mode", "navigate")], []):
                self.assert_out(send(servers.port, "site.example", target, headers))

    def test_no_path_of_the_site_leads_to_the_daemon(self):
        """What a guarded host hands to the daemon is the callback alone."""
        for target in ("/v1/schemes", "/healthz", "/forward", "/forward/check?host=site.example", "/.walletauth/callback/../../v1/schemes"):
            answer = send(servers.port, "site.example", target)
            self.assertIn(answer.status, (303, 401, 403, 404), target)
            self.assertNotIn("solana", answer.body)

    def test_check_is_for_the_proxy_alone(self):
        good = [("Cookie", f"{PASS}={self.signed_in().cookie('site.example', PASS)}")]
        self.assertEqual(send(servers.port, "login.example", "/forward/check?host=site.example", good).status, 404)
        self.assertEqual(servers.site.seen, [])
        if PROXY == "nginx":  # where the question is a path of the site
            self.assertEqual(send(servers.port, "site.example", "/.walletauth/check", good).status, 404)
            self.assertEqual(servers.site.seen, [])

    def test_methods_and_scripts_get_401_without_a_redirect(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"):
            answer = send(servers.port, "site.example", "/", method=method)
            self.assert_out(answer)
            self.assertEqual((answer.status, answer.header("location"), answer.header("set-cookie")), (401, None, None), method)
        for mode in ("cors", "no-cors", "same-origin", "websocket"):
            answer = send(servers.port, "site.example", "/", [("Sec-Fetch-Mode", mode)])
            self.assert_out(answer)
            self.assertEqual((answer.status, answer.header("set-cookie")), (401, None), mode)
        for method in ("TRACE", "CONNECT"):
            self.assert_out(send(servers.port, "site.example", "/", method=method))
        self.assert_out(send(servers.port, "site.example", "/", [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")]))


class Hosts(Case):
    def test_pass_of_another_host_with_names_that_confuse(self):
        """Somebody has Alice's pass of other.example, and asks for site.example under every name."""
        cookie = ("Cookie", f"{PASS}={self.signed_in(url=OTHER + '/').cookie('other.example', PASS)}")
        for host in ("site.example", "SITE.example", "site.example.", "site.example:443", "unknown.example", "127.0.0.1", "", "login.example"):
            for sni in ("site.example", "other.example", "unknown.example"):
                for more in ([], [("X-Forwarded-Host", "other.example")], [("X-Forwarded-Host", "other.example"), ("X-Forwarded-Host", "site.example")],
                             [("Forwarded", "host=other.example")], [("X-Host", "other.example")], [("X-Original-Host", "other.example")]):
                    send(servers.port, host, "/", [cookie, *more], sni=sni)
                    self.assertEqual(servers.site.seen, [], (host, sni, more))

    def test_two_hosts(self):
        cookie = ("Cookie", f"{PASS}={self.signed_in(url=OTHER + '/').cookie('other.example', PASS)}")
        for first, second in (("site.example", "other.example"), ("other.example", "site.example")):
            self.assert_out(send(servers.port, first, "/", [("Host", second), cookie]))

    def test_absolute_target_and_another_host(self):
        cookie = ("Cookie", f"{PASS}={self.signed_in(url=OTHER + '/').cookie('other.example', PASS)}")
        for target, host in (("https://site.example/", "other.example"), ("https://other.example/", "site.example"),
                             ("http://site.example/", "other.example"), ("https://other.example@site.example/", "other.example")):
            send(servers.port, host, target, [cookie])
            self.assertEqual(servers.site.seen, [], target)

    def test_unknown_name_gets_nothing(self):
        answer = send(servers.port, "unknown.example", "/", [("Cookie", f"{PASS}={self.signed_in().cookie('site.example', PASS)}")])
        self.assert_out(answer)
        self.assertIn(answer.status, (404, 421, 0))  # 404: Traefik, of a name that no router has

    def test_daemon_refuses_a_proxy_that_got_the_request_for_another_host(self):
        """What Traefik and Caddy send, of a route that took too many names; and what no proxy should."""
        cookie = ("Cookie", f"{PASS}={self.signed_in().cookie('site.example', PASS)}")

        def check(query, *headers):
            return ask_daemon(query, cookie, *headers)[0]

        self.assertEqual(check("host=site.example"), 200)
        self.assertEqual(check("host=site.example&redirect=1", ("X-Forwarded-Host", "SITE.example:443")), 200)
        for query, headers in (("host=site.example", [("X-Forwarded-Host", "other.example")]),
                               ("host=site.example", [("X-Forwarded-Host", "site.example"), ("X-Forwarded-Host", "site.example")]),
                               ("host=site.example", [("X-Forwarded-Host", "site.example, other.example")]),
                               ("host=site.example&host=site.example", []), ("host=SITE.example", []), ("host=", []), ("", []),
                               ("host=unknown.example", []), ("host=login.example", [])):
            self.assertEqual(check(query, *headers), 403, (query, headers))
        self.assertEqual(check("host=other.example"), 401)
        self.assertEqual(check("host=other.example&redirect=1"), 303)
