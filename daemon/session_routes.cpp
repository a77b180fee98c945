// SPDX-License-Identifier: Apache-2.0
// GET /v1/session, POST /v1/refresh, POST /v1/sign-out, GET /jwks.json.
#include "admission.hpp"
#include "app.hpp"
#include "browser.hpp"
#include "problem.hpp"
#include "token_problems.hpp"

#include <walletauth/signin/wire.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::daemon {

namespace {

/// What an access token says, sealed or signed alike.
struct Access {
    std::string id;      ///< of the session
    std::string session; ///< JSON
};

std::expected<Access, HttpResponse> read_access(std::string_view text, signin::Time now) {
    const auto document = json::Document::parse(text, {.max_size = std::size_t{64} << 10});
    const auto member = [&](std::string_view name) {
        return document ? document->root().find(name) : std::nullopt;
    };
    const auto expires = member("exp"), session = member("session"), id = member("sid");
    const auto seconds = expires ? parse_decimal_u64(expires->text()) : std::nullopt;
    if (!seconds || !session || !id)
        return std::unexpected(token_problem("token", "it is of another version: sign in anew"));
    if (static_cast<std::int64_t>(*seconds) <= now.time_since_epoch().count())
        return std::unexpected(token_problem("token_expired", "it has expired: refresh it"));
    return Access{std::string{id->text()}, std::string{session->source()}};
}

bool has_text(const json::Value &object, std::string_view name, std::string_view value) {
    const auto found = object.find(name);
    return found && found->kind() == json::Kind::string && found->text() == value;
}

} // namespace

std::expected<App::OfToken, HttpResponse> App::admit_token(const Call &call,
                                                           std::string_view event) {
    const auto admitted = admit(call, refreshes_, "refresh_token");
    if (!admitted) return std::unexpected(admitted.error());
    const auto &[client, body, from_page] = *admitted;
    if (body.rest != "{}" || body.own.empty())
        return std::unexpected(problem(400, "request", "The request is not well formed",
                                       "send refresh_token and client_id, and nothing else"));
    wait_for_store();
    OfToken out{client, {"refresh", call.parts->settings.issuer, client->settings->id, {}}, {}, {}};
    // Whose such a token is, nobody can say: it is noted that one was tried.
    const auto refused = [&](std::string_view outcome, HttpResponse answer) {
        audit(call, {.name = event, .client = client->settings->id, .outcome = outcome});
        return std::unexpected(std::move(answer));
    };
    auto opened = open_sealed(call, out.of, body.own);
    if (!opened) {
        const bool is_foreign = opened.error().status == 401;
        return refused(is_foreign ? "token" : name_of(StandingKind::unknown), opened.error());
    }
    auto token = read_refresh_token(opened->text);
    if (!token)
        return refused("token", token_problem("token", "it is of another version: sign in anew"));
    out.token = std::move(*token);
    out.generation = std::move(opened->generation);
    return out;
}

HttpResponse App::session(const Call &call) {
    const auto line = call.request.header("authorization").value_or("");
    static constexpr std::string_view scheme = "bearer "; // in any case: RFC 9110, 11.1
    const bool is_bearer =
        std::ranges::equal(line.substr(0, scheme.size()), scheme,
                           [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
    if (!is_bearer) return token_problem("token", "send Authorization: Bearer TOKEN");
    // A good token may be shown as often as one likes, and each time the store is asked.
    if (call.request.side == Side::open)
        if (auto over = over_limit(call, sessions_)) return std::move(*over);
    const auto token = line.substr(scheme.size());
    // The query names the client, as a token is for one.
    const auto named = percent_decoded(parameter_of(call.request.query, "client_id").value_or(""));
    if (!named) return foreign_token();
    const std::string_view client = *named;
    wait_for_store();
    std::string text, generation;
    if (auto payload = call.parts->signing.open(token)) {
        const auto document = json::Document::parse(*payload, {.max_size = std::size_t{64} << 10});
        if (!document || !has_text(document->root(), "iss", call.parts->settings.issuer) ||
            !has_text(document->root(), "client_id", client))
            return foreign_token();
        auto known = generation_of(call, [&](const std::string &present) {
            return has_text(document->root(), "generation", hash_of(present));
        });
        if (!known) return known.error();
        text = *payload;
        generation = std::move(*known);
    } else {
        auto opened = open_sealed(call, {"access", call.parts->settings.issuer, client, {}}, token);
        if (!opened) return opened.error();
        text = std::move(opened->text);
        generation = std::move(opened->generation);
    }
    const auto access = read_access(text, call.now);
    if (!access) return access.error();
    const Families family(*lasting_.sessions, access->id, generation);
    if (const auto end = family.look_at_end(); end.kind != StandingKind::fresh)
        return problem_of(end);
    return json_response(access->session);
}

/// The user is proven anew, by the client's present policy: what the chain says no to ends the
/// session, what can't be asked does not.
std::expected<signin::Session, App::NotProven> App::prove_again(const Call &call,
                                                                const Client &client,
                                                                const RefreshToken &token,
                                                                const Families &family) {
    EvidenceLimits::Turn turn{evidence_, call.prefix(), EvidenceLimits::Use::again};
    const auto source = nodes_for_request(call, token.request, &turn);
    auto session = signin::prove_again_by_json(client.sign_in, token.request, token.is_cookie,
                                               token.auth_time, call.now, source.get(),
                                               Deadline::clock::now() + evidence_time, &turn);
    if (!session) {
        const auto &refusal = session.error();
        const bool is_over = ends_session(refusal);
        if (is_over)
            if (const auto end = end_session(call, family); end.kind != StandingKind::revoked)
                return std::unexpected(
                    NotProven{name_of(end.kind), refusal.check, problem_of(end)});
        return std::unexpected(
            NotProven{is_over ? "not_proven" : refusal.code, refusal.check, problem_of(refusal)});
    }
    if (session->subject != token.subject)
        return std::unexpected(
            NotProven{"subject", "",
                      token_problem("subject", "by the present settings the account is another "
                                               "user than before: sign in anew")});
    return std::move(*session);
}

HttpResponse App::refresh(const Call &call) {
    const auto admitted = admit_token(call, "refresh");
    if (!admitted) return admitted.error();
    const auto &[client, unbound, token, generation] = *admitted;
    const SealedFor of{unbound.type, unbound.issuer, unbound.client, generation};
    const auto outcome = [&, &client = client, &token = token](std::string_view what,
                                                               HttpResponse answer,
                                                               std::string_view check = {}) {
        audit(call, {"refresh", client->settings->id, what, check, AuditedUser::of(token)});
        return answer;
    };
    const auto life = call.parts->settings.session.life;
    if (call.now >= token.times.until || call.now >= token.auth_time + life)
        return outcome("expired",
                       token_problem("token_expired", "the session has expired: sign in anew"));
    const Families family(*lasting_.sessions, token.session, generation);
    auto standing = family.look(token.number, call.now);
    if (standing.kind == StandingKind::stolen)
        if (const auto end = end_session(call, family); end.kind != StandingKind::revoked)
            standing = end;
    if (!standing.goes_on()) return outcome(name_of(standing.kind), problem_of(standing));
    const auto session = prove_again(call, *client, token, family);
    if (!session)
        return outcome(session.error().outcome, session.error().answer, session.error().check);
    if (standing.kind == StandingKind::fresh) {
        const auto until =
            std::min(call.now + call.parts->settings.session.idle, token.auth_time + life);
        standing = family.use(token.number, token.times.until, {call.now, until}, call.now);
        if (!standing.goes_on()) return outcome(name_of(standing.kind), problem_of(standing));
    }
    // `idle` may have become shorter: a token must not outlive its own successor.
    if (call.now >= standing.successor.until)
        return outcome("expired",
                       token_problem("token_expired", "the session has expired: sign in anew"));
    audit(call, {.name = "refresh",
                 .client = client->settings->id,
                 .outcome = name_of(standing.kind),
                 .user = AuditedUser::of(*session, token.session)});
    auto next = token;
    ++next.number;
    next.times = standing.successor;
    return answer_with_tokens(call, of, *session, next);
}

Standing App::end_session(const Call &call, const Families &family) {
    auto end = family.revoke();
    if (end.kind != StandingKind::unknown) watch_.learn(family.session(), true, call.now);
    return end;
}

HttpResponse App::sign_out(const Call &call) {
    const auto admitted = admit_token(call, "sign_out");
    if (!admitted) return admitted.error();
    const auto &[client, unbound, token, generation] = *admitted;
    const Families family(*lasting_.sessions, token.session, generation);
    const auto end = end_session(call, family);
    audit(call, {.name = "sign_out",
                 .client = client->settings->id,
                 .outcome = name_of(end.kind),
                 .user = AuditedUser::of(token)});
    if (end.kind == StandingKind::unknown) return problem_of(end);
    return json_response(R"({"status":"signed_out"})");
}

HttpResponse App::jwks(const Call &call) {
    if (call.parts->signing.empty())
        return problem(404, "not_found", "There are no public keys",
                       "access tokens are sealed here: ask GET /v1/session, or name keys.signing");
    return {200,
            "application/json",
            call.parts->signing.jwks(),
            {{"Cache-Control", "public, max-age=300"}}};
}

} // namespace walletauth::daemon
