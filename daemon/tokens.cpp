// SPDX-License-Identifier: Apache-2.0
// Tokens that the daemon gives, and opens again.
#include "admission.hpp"
#include "app.hpp"
#include "browser.hpp"
#include "problem.hpp"
#include "token_problems.hpp"

#include <walletauth/signin/wire.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>

namespace walletauth::daemon {

std::expected<std::string, HttpResponse> App::generation_of(
    const Call &call, const std::function<bool(const std::string &)> &is_good) {
    auto generation = generation_.known(call.now);
    if (!generation) return std::unexpected(store_problem(generation.error()));
    if (is_good(*generation)) return std::move(*generation);
    const auto differs = generation_.differs_now(call.now, *generation);
    if (!differs) return std::unexpected(store_problem(differs.error()));
    if (!*differs) return std::unexpected(foreign_token());
    generation = generation_.known(call.now);
    if (!generation) return std::unexpected(store_problem(generation.error()));
    if (is_good(*generation)) return std::move(*generation);
    return std::unexpected(foreign_token());
}

std::expected<App::Opened, HttpResponse> App::open_sealed(const Call &call, SealedFor of,
                                                          std::string_view sealed) {
    std::string text;
    auto generation = generation_of(call, [&](const std::string &present) {
        of.generation = present;
        auto opened = sealer_.open(of, sealed);
        if (!opened) return false;
        text = std::move(*opened);
        return true;
    });
    if (!generation) return std::unexpected(generation.error());
    return Opened{std::move(text), std::move(*generation)};
}

std::string App::access_token(const Call &call, const SealedFor &of, const signin::Session &session,
                              std::string_view id, std::string_view json) {
    const auto &settings = call.parts->settings;
    const auto now = call.now.time_since_epoch().count();
    const auto &signing = call.parts->signing;
    std::string out = "{";
    out.reserve(json.size() + 1024);
    const auto add = [&](std::string_view name, std::string_view text) {
        json::append_quoted(out.append("\"").append(name).append("\":"), text);
        out += ',';
    };
    const auto add_number = [&](std::string_view name, std::int64_t number) {
        out.append("\"").append(name).append("\":").append(std::to_string(number)).append(",");
    };
    if (!signing.empty()) { // RFC 9068, 2.2. A client without a name is the issuer's own.
        add("iss", of.issuer);
        add("sub", session.subject);
        add("aud", of.client.empty() ? of.issuer : of.client);
        add("client_id", of.client);
        add_number("iat", now);
        add_number("auth_time", session.auth_time.time_since_epoch().count());
        add("jti", new_secret());
        // What the store may have forgotten is void. Its name may tell of hosts: a hash stands
        // here.
        add("generation", hash_of(of.generation));
    }
    add_number("exp", now + settings.access_token.count());
    add("sid", id);
    out.append(R"("session":)").append(json).append("}");
    if (!signing.empty()) return signing.sign(out);
    return sealer_.seal({"access", of.issuer, of.client, of.generation}, out);
}

HttpResponse App::answer_with_tokens(const Call &call, const SealedFor &of,
                                     const signin::Session &session, const RefreshToken &next) {
    auto out = signin::session_json(session, call.parts->verifier.plugins());
    const auto access = access_token(call, of, session, next.session, out);
    // Only an answer to a refresh may be asked for twice, and is the same then.
    const auto payload = write_refresh_token(next);
    const auto refresh =
        next.number == 0 ? sealer_.seal(of, payload) : sealer_.seal_alike(of, payload);
    out.reserve(out.size() + access.size() + refresh.size() + 256);
    out.pop_back();
    out.append(R"(,"access_token":")").append(access);
    out.append(R"(","token_type":"Bearer","expires_in":)");
    out.append(std::to_string(call.parts->settings.access_token.count()));
    out.append(R"(,"refresh_token":")").append(refresh).append(R"(","refresh_expires_in":)");
    out.append(std::to_string((next.times.until - call.now).count())).append("}");
    return json_response(std::move(out));
}

HttpResponse App::begin_session(const Call &call, const Body &body, const signin::Session &session,
                                std::string id) {
    // Memory has a store for sessions alone, of another generation than the nonces'.
    if (lasting_.sessions == lasting_.store) generation_.learn(session.generation);
    const auto generation = generation_.known(call.now);
    if (!generation) return store_problem(generation.error());
    const auto &settings = call.parts->settings;
    const RefreshToken first{
        .session = std::move(id),
        .number = 0,
        .times = {call.now, call.now + std::min(settings.session.idle, settings.session.life)},
        .auth_time = session.auth_time,
        .subject = session.subject,
        .account = session.account,
        .is_cookie = session.may_set_cookie,
        .request = body.rest};
    return answer_with_tokens(call, {"refresh", settings.issuer, body.client, *generation}, session,
                              first);
}

} // namespace walletauth::daemon
