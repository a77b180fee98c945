// SPDX-License-Identifier: Apache-2.0
// GET /v1/session, POST /v1/refresh, POST /v1/sign-out, GET /jwks.json.
#include "admission.hpp"
#include "app.hpp"
#include "problem.hpp"

#include <walletauth/signin/wire.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <sodium.h>

#include <algorithm>
#include <array>

namespace walletauth::daemon {

using json::Document;
using Kind = Standing::Kind;

struct App::Opened {
    std::string text;
    std::string generation;
};

/// A request that a refresh token stands for.
struct App::OfToken {
    const Client *client;
    SealedFor of; ///< without the generation
    RefreshToken token;
    std::string generation;
};

namespace {

std::string new_session_id() {
    std::array<std::uint8_t, 16> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 25> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

HttpResponse refused(std::string_view code, std::string_view why) {
    auto response = problem(401, code, "Nobody is signed in by this token", why);
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

HttpResponse foreign() {
    return refused("token",
                   "it is not of this daemon, of another client, or of before a loss of the store: "
                   "name the client that it was given to, or sign in anew");
}

/// What a standing comes to where it ends a request.
HttpResponse answer_of(const Standing &standing) {
    switch (standing.kind) {
    case Kind::stolen:
        return refused("refresh_reused", "the token was replaced long ago, so two use one session, "
                                         "which has ended for both: sign in anew");
    case Kind::revoked:
        return refused("session_ended", "its session was ended: sign in anew");
    case Kind::stale:
        return foreign();
    default:
        return store_problem(standing.detail);
    }
}

/// Of audit lines.
std::string_view name_of(Kind kind) noexcept {
    switch (kind) {
    case Kind::fresh:
        return "refreshed";
    case Kind::repeated:
        return "repeated";
    case Kind::stolen:
        return "reused";
    case Kind::revoked:
        return "ended";
    case Kind::stale:
        return "stale";
    default:
        return "store_unavailable";
    }
}

/// What an access token says, sealed or signed alike.
struct Access {
    std::string id;      ///< of the session
    std::string session; ///< JSON
};

std::expected<Access, HttpResponse> read_access(std::string_view text, signin::Time now) {
    const auto document = Document::parse(text, {.max_size = std::size_t{64} << 10});
    const auto member = [&](std::string_view name) {
        return document ? document->root().find(name) : std::nullopt;
    };
    const auto expires = member("exp"), session = member("session"), id = member("sid");
    const auto seconds = expires ? parse_decimal_u64(expires->text()) : std::nullopt;
    if (!seconds || !session || !id)
        return std::unexpected(refused("token", "it is of another version: sign in anew"));
    if (static_cast<std::int64_t>(*seconds) <= now.time_since_epoch().count())
        return std::unexpected(refused("token_expired", "it has expired: refresh it"));
    return Access{std::string{id->text()}, std::string{session->source()}};
}

bool is_text(const json::Value &object, std::string_view name, std::string_view value) {
    const auto found = object.find(name);
    return found && found->kind() == json::Kind::string && found->text() == value;
}

} // namespace

std::expected<App::Opened, HttpResponse> App::open_sealed(const Call &call, SealedFor of,
                                                          std::string_view sealed) {
    auto generation = generation_.known(call.now);
    if (!generation) return std::unexpected(store_problem(generation.error()));
    of.generation = *generation;
    auto text = sealer_.open(of, sealed);
    if (!text && generation_.differs_now(call.now, *generation)) {
        // Another daemon may have seen the store's new generation first.
        generation = generation_.known(call.now);
        if (!generation) return std::unexpected(store_problem(generation.error()));
        of.generation = *generation;
        text = sealer_.open(of, sealed);
    }
    if (!text) return std::unexpected(foreign());
    return Opened{std::move(*text), std::move(*generation)};
}

std::string App::access_token(const Call &call, const SealedFor &of, const signin::Session &session,
                              std::string_view id, std::string_view json) {
    const auto &settings = call.parts->settings;
    const auto now = call.now.time_since_epoch().count();
    auto body = R"("exp":)" + std::to_string(now + settings.access_token.count());
    body.append(R"(,"sid":)").append(json::quote(id));
    body.append(R"(,"session":)").append(json).append("}");
    if (call.parts->signing.empty())
        return sealer_.seal({"access", of.issuer, of.client, of.generation}, '{' + body);
    // RFC 9068, 2.2. A client without a name is the issuer's own.
    std::string out = R"({"iss":)" + json::quote(of.issuer);
    out += R"(,"sub":)" + json::quote(session.subject);
    out += R"(,"aud":)" + json::quote(of.client.empty() ? of.issuer : of.client);
    out += R"(,"client_id":)" + json::quote(of.client);
    out += R"(,"iat":)" + std::to_string(now);
    out += R"(,"auth_time":)" + std::to_string(session.auth_time.time_since_epoch().count());
    out += R"(,"jti":)" + json::quote(new_session_id());
    return call.parts->signing.sign(out + ',' + body);
}

HttpResponse App::answer_with_tokens(const Call &call, const SealedFor &of,
                                     const signin::Session &session, const RefreshToken &next) {
    auto out = signin::session_json(session, call.parts->verifier.plugins());
    const auto access = access_token(call, of, session, next.session, out);
    out.pop_back();
    out += R"(,"access_token":")" + access + R"(","token_type":"Bearer","expires_in":)" +
           std::to_string(call.parts->settings.access_token.count());
    out += R"(,"refresh_token":")" + sealer_.seal_alike(of, write_refresh_token(next));
    out += R"(","refresh_expires_in":)" + std::to_string((next.times.until - call.now).count());
    return json_response(std::move(out) + '}');
}

HttpResponse App::begin_session(const Call &call, const Body &body,
                                const signin::Session &session) {
    // Memory has a store for sessions alone, of another generation than the nonces'.
    if (lasting_.sessions == lasting_.store) generation_.learn(session.generation);
    const auto generation = generation_.known(call.now);
    if (!generation) return store_problem(generation.error());
    const auto &settings = call.parts->settings;
    RefreshToken first{
        .session = new_session_id(),
        .number = 0,
        .times = {call.now, call.now + std::min(settings.session.idle, settings.session.life)},
        .auth_time = session.auth_time,
        .subject = session.subject,
        .is_cookie = session.may_set_cookie,
        .request = {}};
    const auto document = Document::parse(body.rest, {.max_size = body.rest.size() + 1});
    first.request = document ? json::without_members(document->root(), {"retry_ticket"}) : "{}";
    return answer_with_tokens(call, {"refresh", settings.issuer, body.client, *generation}, session,
                              first);
}

std::expected<App::OfToken, HttpResponse> App::admit_token(const Call &call) {
    const auto admitted = admit(call, refreshes_, "refresh_token");
    if (!admitted) return std::unexpected(admitted.error());
    const auto &[client, body, from_page] = *admitted;
    if (body.rest != "{}" || body.own.empty())
        return std::unexpected(problem(400, "request", "The request is not well formed",
                                       "send refresh_token and client_id, and nothing else"));
    wait_for_store();
    OfToken out{client, {"refresh", call.parts->settings.issuer, client->settings->id, {}}, {}, {}};
    auto opened = open_sealed(call, out.of, body.own);
    if (!opened) return std::unexpected(opened.error());
    auto token = read_refresh_token(opened->text);
    if (!token) return std::unexpected(refused("token", "it is of another version: sign in anew"));
    out.token = std::move(*token);
    out.generation = std::move(opened->generation);
    return out;
}

HttpResponse App::session(const Call &call) {
    const auto line = call.request.header("authorization");
    static constexpr std::string_view scheme = "Bearer ";
    if (!line || !line->starts_with(scheme))
        return refused("token", "send Authorization: Bearer TOKEN");
    const auto token = line->substr(scheme.size());
    // The query names the client, as a token is for one.
    std::string_view client = call.request.query;
    client = client.starts_with("client_id=") ? client.substr(10) : std::string_view{};
    wait_for_store();
    std::string text, generation;
    if (auto payload = call.parts->signing.open(token)) {
        const auto document = Document::parse(*payload, {.max_size = std::size_t{64} << 10});
        if (!document || !is_text(document->root(), "iss", call.parts->settings.issuer) ||
            !is_text(document->root(), "client_id", client))
            return foreign();
        text = std::move(*payload);
        auto known = generation_.known(call.now);
        if (!known) return store_problem(known.error());
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
    if (const auto end = family.look_at_end(); end.kind != Kind::fresh) return answer_of(end);
    return json_response(access->session);
}

/// The user is proven anew, by the client's present policy: what the chain says no to ends the
/// session, what can't be asked does not.
std::expected<signin::Session, HttpResponse> App::prove_again(const Call &call,
                                                              const Client &client,
                                                              const RefreshToken &token,
                                                              const Families &family) {
    const auto source = nodes_for(call);
    auto session =
        signin::prove_again_by_json(client.sign_in, token.request, token.is_cookie, token.auth_time,
                                    call.now, source.get(), Deadline::clock::now() + evidence_time);
    if (!session) {
        const bool is_over = WA_STATUS_CLASS(session.error().status) == WA_CLASS_REJECTED &&
                             session.error().check == "signature";
        if (is_over)
            if (const auto end = family.revoke(); end.kind != Kind::revoked)
                return std::unexpected(answer_of(end));
        return std::unexpected(problem_of(session.error()));
    }
    if (session->subject != token.subject)
        return std::unexpected(refused("subject", "by the present settings the account is another "
                                                  "user than before: sign in anew"));
    return std::move(*session);
}

HttpResponse App::refresh(const Call &call) {
    const auto admitted = admit_token(call);
    if (!admitted) return admitted.error();
    const auto &[client, unbound, token, generation] = *admitted;
    const SealedFor of{unbound.type, unbound.issuer, unbound.client, generation};
    const auto outcome = [&, id = client->settings->id](std::string_view what,
                                                        HttpResponse answer) {
        audit(call, {"refresh", id, what, nullptr});
        return answer;
    };
    const auto life = call.parts->settings.session.life;
    if (call.now >= token.times.until || call.now >= token.auth_time + life)
        return outcome("expired",
                       refused("token_expired", "the session has expired: sign in anew"));
    const Families family(*lasting_.sessions, token.session, generation);
    auto standing = family.look(token.number, call.now);
    if (standing.kind == Kind::stolen)
        if (const auto end = family.revoke(); end.kind != Kind::revoked) standing = end;
    if (!standing.goes_on()) return outcome(name_of(standing.kind), answer_of(standing));
    const auto session = prove_again(call, *client, token, family);
    if (!session) return outcome("not_proven", session.error());
    if (standing.kind == Kind::fresh) {
        const auto until =
            std::min(call.now + call.parts->settings.session.idle, token.auth_time + life);
        standing = family.use(token.number, token.times.until, {call.now, until}, call.now);
        if (!standing.goes_on()) return outcome(name_of(standing.kind), answer_of(standing));
    }
    audit(call, {"refresh", client->settings->id, name_of(standing.kind), &*session});
    auto next = token;
    ++next.number;
    next.times = standing.successor;
    return answer_with_tokens(call, of, *session, next);
}

HttpResponse App::sign_out(const Call &call) {
    const auto admitted = admit_token(call);
    if (!admitted) return admitted.error();
    const auto &[client, unbound, token, generation] = *admitted;
    const Families family(*lasting_.sessions, token.session, generation);
    const auto end = family.revoke();
    audit(call, {"sign_out", client->settings->id, name_of(end.kind), nullptr});
    if (end.kind == Kind::unknown) return answer_of(end);
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
