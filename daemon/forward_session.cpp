// SPDX-License-Identifier: Apache-2.0
// Who is signed in on the daemon's own host, for all sites: how that begins, is proven and ends.
#include "cookies.hpp"
#include "families.hpp"
#include "forward_auth.hpp"
#include "problem.hpp"
#include "token_problems.hpp"

#include <walletauth/signin/wire.hpp>

#include <algorithm>

namespace walletauth::daemon {
namespace {

/// Browsers keep no cookie above 4096 bytes. Whoever signs with more signs anew instead.
constexpr std::size_t max_request = 2048;
/// A pass ends when the chain is to be asked again. One that ends before it is used would send the
/// browser round and round; this is also more than the clocks of two daemons may differ.
constexpr std::chrono::seconds shortest_pass{10};

} // namespace

std::string App::seal_session(const Call &call, std::string_view generation,
                              const Pass &session) const {
    const SealedFor of{"forward session", call.parts->settings.issuer, "", generation};
    return host_cookie(session_cookie, sealer_.seal(of, pass_json(session)),
                       session.expires - call.now);
}

void App::forward_signed_in(const Call &call, const ClientSettings &client,
                            std::string_view request, const signin::Session &session,
                            std::string id, HttpResponse &response) {
    const auto &settings = call.parts->settings;
    const bool has_site = std::ranges::any_of(
        settings.sites, [&](const SiteSettings &site) { return site.client == client.id; });
    if (!has_site || !session.may_set_cookie || call.request.header("origin") != settings.issuer)
        return;
    auto visitor = Visitor::of(session, std::move(id), call.now, settings.forward_session);
    const auto generation = generation_.known(call.now);
    const auto *route = visitor ? route_of(*call.parts, *visitor) : nullptr;
    if (route == nullptr || !generation) return;
    visitor->is_state_first = signin::is_state_first(client.sign_in, *route);
    Pass pass{.visitor = *visitor, .client = client.id};
    if (visitor->is_to_be_proven_again() && request.size() <= max_request) pass.request = request;
    pass.expires = visitor->until;
    response.headers.emplace_back("Set-Cookie", seal_session(call, *generation, pass));
}

/// The session of the request's cookie, unless it was signed out; or that nobody can tell now. Who
/// has no cookie costs no access to the store.
std::expected<App::OpenSession, HttpResponse> App::open_session(const Call &call) {
    const auto cookie = cookie_of(call.request, session_cookie);
    if (!cookie) return OpenSession{};
    wait_for_store();
    auto opened =
        open_sealed(call, {"forward session", call.parts->settings.issuer, "", {}}, *cookie);
    if (!opened && opened.error().status != 401) return std::unexpected(opened.error());
    auto pass = opened ? read_pass(opened->text) : std::nullopt;
    if (!pass || pass->expires <= call.now) return OpenSession{};
    const Families family(*lasting_.sessions, pass->visitor.session, opened->generation);
    const auto end = family.look_at_end();
    if (end.kind == Standing::Kind::unknown) return std::unexpected(store_problem(end.detail));
    if (end.kind != Standing::Kind::fresh) return OpenSession{};
    return OpenSession{std::move(pass), std::move(opened->generation)};
}

/// Whether the sign-in still holds. What the chain has said is good for as long as an access token;
/// then it is asked again about what the user signed. What it says no to ends the session; a node
/// that fails refuses nobody.
std::expected<bool, HttpResponse> App::still_stands(const Call &call, Pass &session,
                                                    std::string_view generation) {
    auto &visitor = session.visitor;
    const auto life = call.parts->settings.access_token;
    if (!visitor.is_to_be_proven_again() || call.now - visitor.proven + shortest_pass <= life)
        return true;
    const auto *client = call.parts->find(session.client);
    if (client == nullptr || session.request.empty()) return false;
    EvidenceLimits::Turn turn{evidence_, call.prefix(), EvidenceLimits::Use::again};
    const auto source = nodes_for(call, visitor.chain, &turn);
    const auto proven = signin::prove_again_by_json(client->sign_in, session.request, true,
                                                    visitor.auth_time, call.now, source.get(),
                                                    Deadline::clock::now() + evidence_time, &turn);
    if (!proven) {
        const int status = signin::http_status(proven.error());
        if (status >= 500 || status == 429) return std::unexpected(problem_of(proven.error()));
        if (!ends_session(proven.error())) return false;
        const auto end = end_session(
            call, Families(*lasting_.sessions, visitor.session, std::string{generation}));
        audit(call, {"refresh", session.client, "not_proven", proven.error().check,
                     AuditedUser::of(visitor)});
        if (end.kind == StandingKind::unknown) return std::unexpected(store_problem(end.detail));
        return false;
    }
    if (proven->subject != visitor.subject) return false;
    visitor.proven = call.now;
    visitor.link = proven->link;
    const auto *route = route_of(*call.parts, visitor);
    visitor.is_state_first =
        route != nullptr && signin::is_state_first(client->settings->sign_in, *route);
    return true;
}

bool App::goes_on(const Call &call, const Pass &pass) {
    const auto &id = pass.visitor.session;
    auto word = watch_.look(id, call.now);
    if (word == SessionWatch::Word::ask) {
        wait_for_store();
        const auto end = Families(*lasting_.sessions, id, pass.generation).look_at_end();
        word = end.kind == StandingKind::unknown
                   ? watch_.failed(id, call.now)
                   : watch_.learn(id, end.kind != StandingKind::fresh, call.now);
    }
    return word == SessionWatch::Word::goes_on;
}

HttpResponse App::forward_sign_out(const Call &call) {
    if (call.request.header("origin") != call.parts->settings.issuer)
        return problem(403, "origin", "Only the daemon's own page signs out", "");
    const auto session = open_session(call);
    if (!session) return session.error();
    // Whoever has copied the cookie is signed out, too.
    if (const auto &pass = session->pass) {
        const Families family(*lasting_.sessions, pass->visitor.session, session->generation);
        const auto end = end_session(call, family);
        audit(call, {.name = "sign_out",
                     .client = pass->client,
                     .outcome = name_of(end.kind),
                     .user = AuditedUser::of(pass->visitor)});
        if (end.kind == StandingKind::unknown) return store_problem(end.detail);
    }
    HttpResponse response{204, {}, {}, {{"Cache-Control", "no-store"}}};
    response.headers.emplace_back("Set-Cookie",
                                  host_cookie(session_cookie, "", std::chrono::seconds{0}));
    return response;
}

} // namespace walletauth::daemon
