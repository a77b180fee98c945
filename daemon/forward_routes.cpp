// SPDX-License-Identifier: Apache-2.0
// GET /forward/check for proxies; GET /forward, POST /forward/sign-out on the daemon's host;
// GET /.walletauth/callback on a site's.
#include "admission.hpp"
#include "assertion.hpp"
#include "browser.hpp"
#include "cookies.hpp"
#include "forward_auth.hpp"
#include "forward_page.hpp"
#include "problem.hpp"

#include <algorithm>

namespace walletauth::daemon {
namespace {

constexpr std::chrono::seconds code_life{60};

HttpResponse go_to(std::string url) {
    return {303,
            {},
            {},
            {{"Location", std::move(url)},
             {"Cache-Control", "no-store"},
             {"Referrer-Policy", "no-referrer"}}};
}

/// What a proxy hands on to the site's own server. Each header is always there, so that a proxy
/// overwrites whatever a stranger has sent by that name.
HttpResponse let_in(const App::Call &call, const SiteSettings &site, const Visitor &visitor,
                    const Assertions &assertions) {
    return {200,
            {},
            {},
            {{"Cache-Control", "no-store"},
             {"X-Walletauth-Subject", visitor.subject},
             {"X-Walletauth-Account", visitor.account},
             {"X-Walletauth-Assertion",
              assertions.make(call.parts->settings.issuer, site.host, visitor, call.now)},
             {"Cookie", cookies_without(call.request, {pass_cookie, browser_cookie})}}};
}

/// Which site a check is about: the proxy's settings say it, and never the request of a stranger.
const SiteSettings *checked_site(const App::Call &call) {
    const auto host = parameter_of(call.request.query, "host");
    const auto *site = host ? site_of(*call.parts, *host) : nullptr;
    return site != nullptr && is_for(*site, call.request) ? site : nullptr;
}

} // namespace

/// The user of a sealed text, if it is of this kind and of now.
std::optional<Pass> App::open_pass(const Call &call, const SealedFor &of,
                                   std::optional<std::string_view> sealed) const {
    const auto text = sealed ? sealer_.open(of, *sealed) : std::nullopt;
    auto pass = text ? read_pass(*text) : std::nullopt;
    return pass && call.now < pass->expires ? std::move(pass) : std::nullopt;
}

HttpResponse App::forward_check(const Call &call) {
    const auto *site = checked_site(call);
    if (site == nullptr)
        return problem(403, "site", "The proxy asks about no site, or about another one",
                       "?host= must be the host of a [[forward]], and that of the request");
    const auto &issuer = call.parts->settings.issuer;
    const auto pass = open_pass(call, {"forward pass", issuer, site->origin, ""},
                                cookie_of(call.request, pass_cookie));
    if (pass && entry_of(*call.parts, *site, pass->visitor) == Entry::open && goes_on(call, *pass))
        return let_in(call, *site, pass->visitor, Assertions{lasting_.seal_keys});
    auto refused = problem(401, "sign_in", "Nobody has signed in", "open the site in a browser");
    if (!is_navigation(call.request)) return refused;
    // A secret that lives is used again: a second tab must not void the first one's sign-in.
    const auto old = cookie_of(call.request, browser_cookie);
    const auto secret = old && is_secret(*old) ? std::string{*old} : new_secret();
    const auto *client = call.parts->find(site->client);
    const auto life = client->settings->sign_in.lifetime + std::chrono::minutes{5};
    Pass request{.site = site->origin, .browser = hash_of(secret), .path = path_of(call.request)};
    request.expires = call.now + life;
    const auto sealed = sealer_.seal({"forward request", issuer, "", ""}, pass_json(request));
    auto response = go_to(issuer + "/forward?request=" + sealed);
    // nginx takes no other answers than 200, 401 and 403.
    if (parameter_of(call.request.query, "redirect") != "1") response.status = 401;
    response.headers.emplace_back("Set-Cookie", host_cookie(browser_cookie, secret, life));
    return response;
}

HttpResponse App::forward_begin(const Call &call) {
    const auto &settings = call.parts->settings;
    auto opened = open_session(call);
    if (!opened) return later_page(opened.error());
    auto &[session, generation] = *opened;
    if (call.request.query.empty())
        return account_page(settings, session ? &session->visitor : nullptr);
    const auto request = open_pass(call, {"forward request", settings.issuer, "", ""},
                                   parameter_of(call.request.query, "request"));
    const auto *site = request ? site_of_origin(*call.parts, request->site) : nullptr;
    if (!request || site == nullptr)
        return message_page(400, "This page is too old",
                            "Open the site that you wanted to see once more.", "");
    const auto &client = *call.parts->find(site->client)->settings;
    if (!session) return sign_in_page(*site, client, nullptr);
    const auto old = session->visitor.proven;
    const auto stands = still_stands(call, *session, generation);
    if (!stands) return later_page(stands.error());
    if (!*stands) return sign_in_page(*site, client, nullptr);
    auto visitor = session->visitor;
    visitor.subject = subject_at(*call.parts, *site, visitor);
    switch (entry_of(*call.parts, *site, visitor)) {
    case Entry::sign_in:
        return sign_in_page(*site, client, nullptr);
    case Entry::closed:
        return sign_in_page(*site, client, &visitor);
    case Entry::open:
        break;
    }
    Pass code{.visitor = visitor,
              .site = site->origin,
              .browser = request->browser,
              .path = request->path,
              .id = new_secret()};
    code.expires = call.now + code_life;
    auto response = go_to(
        site->origin + std::string{callback_path} + "?code=" +
        sealer_.seal({"forward code", settings.issuer, site->origin, generation}, pass_json(code)));
    if (visitor.proven != old)
        response.headers.emplace_back("Set-Cookie", seal_session(call, generation, *session));
    return response;
}

HttpResponse App::forward_finish(const Call &call) {
    const auto *site = site_of(*call.parts, call.request.header("host").value_or(""));
    if (site == nullptr)
        return problem(403, "site", "There is no such site", "list it as a [[forward]]");
    if (call.request.method != "GET") return problem(405, "method", "This path is for GET", "");
    wait_for_store();
    const auto &issuer = call.parts->settings.issuer;
    const auto refused = [&](std::string_view path) {
        return message_page(403, "The sign-in did not come to an end",
                            "It was begun in another browser, or it took too long.",
                            site->origin + std::string{path});
    };
    const auto sealed = parameter_of(call.request.query, "code");
    if (!sealed) return refused("/");
    const auto opened = open_sealed(call, {"forward code", issuer, site->origin, {}}, *sealed);
    if (!opened && opened.error().status != 401) return later_page(opened.error());
    const auto code = opened ? read_pass(opened->text) : std::nullopt;
    if (!code || code->expires <= call.now) return refused("/");
    // Who has signed in makes as many codes as he likes, and each costs the store an entry.
    if (const auto over = over_limit(call, refreshes_)) return later_page(*over);
    // Used up before the browser is looked at: a code that has got elsewhere is good for nothing.
    const auto consumed = lasting_.sessions->consume("f:" + code->id, code_life + kept_beyond, "");
    if (consumed.outcome == signin::Consumed::Outcome::unavailable)
        return later_page(store_problem(consumed.detail));
    const auto secret = cookie_of(call.request, browser_cookie);
    if (consumed.outcome != signin::Consumed::Outcome::first ||
        consumed.generation != opened->generation || !secret || hash_of(*secret) != code->browser)
        return refused(code->path);
    Pass pass{.visitor = code->visitor, .generation = opened->generation};
    pass.expires = std::min(call.now + site->life, code->visitor.until);
    if (code->visitor.is_to_be_proven_again())
        pass.expires =
            std::min(pass.expires, code->visitor.proven + call.parts->settings.access_token);
    auto response = go_to(site->origin + code->path);
    response.headers.emplace_back(
        "Set-Cookie",
        host_cookie(pass_cookie,
                    sealer_.seal({"forward pass", issuer, site->origin, ""}, pass_json(pass)),
                    pass.expires - call.now));
    return response;
}

HttpResponse App::forward_keys(const Call &) {
    return {200,
            "application/jwk-set+json",
            Assertions{lasting_.seal_keys}.jwks(),
            {{"Cache-Control", "public, max-age=300"}}};
}

HttpResponse App::forward_script(const Call &) { return page_script(); }
HttpResponse App::forward_style(const Call &) { return page_style(); }

} // namespace walletauth::daemon
