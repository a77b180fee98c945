// SPDX-License-Identifier: Apache-2.0
// POST /v1/challenge, POST /v1/sign-in, GET /v1/session.
#include "app.hpp"
#include "problem.hpp"
#include "server.hpp"

#include <walletauth/signin/wire.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>

namespace walletauth::daemon {
namespace {

using json::Document;
using json::Kind;

constexpr std::string_view challenge_cookie = "__Host-wa_challenge";
constexpr std::size_t cookie_size = 22; // 128 bits in base64url

/// A body that is one JSON object: what is the daemon's, and the rest as the library reads it.
struct Body {
    std::string client;
    std::string verifier; ///< of the channel: code_challenge, or code_verifier
    std::string rest;
};

std::expected<Body, HttpResponse> read_body(const HttpRequest &request,
                                            std::string_view verifier_name) {
    const auto malformed = [](std::string_view why) {
        return std::unexpected(problem(400, "request", "The request is not well formed", why));
    };
    const auto document = Document::parse(request.body, {.max_size = std::size_t{64} << 10});
    if (!document) return malformed(document.error().path + ": " + document.error().reason);
    const auto root = document->root();
    if (root.kind() != Kind::object) return malformed("it is no JSON object");
    Body body{{}, {}, json::without_members(root, {"client_id", verifier_name})};
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto name = root.name(i);
        if (name != "client_id" && name != verifier_name) continue;
        if (root.at(i).kind() != Kind::string)
            return malformed(std::string{name} + " is not a string");
        (name == "client_id" ? body.client : body.verifier) = root.at(i).text();
    }
    return body;
}

HttpResponse unknown_client() {
    return problem(403, "client", "There is no such client",
                   "client_id must be the id of a [[client]] in walletauthd.toml");
}

/// A page that asks must be one of the client's own, not only of any client.
std::optional<HttpResponse> foreign_page(const App::Call &call, const Client &client) {
    const auto origin = call.request.header("origin");
    if (!origin ||
        std::ranges::find(client.settings->origins, *origin) != client.settings->origins.end())
        return std::nullopt;
    return problem(403, "origin", "Pages of this origin may not ask for this client",
                   "list it at the client's `origins`");
}

HttpResponse too_many(std::chrono::seconds wait) {
    auto response =
        problem(429, "rate", "Too many requests", "wait " + std::to_string(wait.count()) + " s");
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
}

/// What both a challenge and a sign-in need before the library is asked.
struct Admitted {
    const Client *client;
    Body body;
    bool from_page;

    /// The connection's part. Without a verifier it is the cookie, if there is one.
    [[nodiscard]] std::string context(std::string_view cookie) const {
        const bool by_cookie = body.verifier.empty();
        const auto value = by_cookie ? cookie : std::string_view{body.verifier};
        std::string out = "{";
        if (!value.empty())
            out.append(by_cookie ? "\"cookie\":" : "\"verifier\":")
                .append(json::quote(value))
                .append(",");
        return out.append("\"from_page\":").append(from_page ? "true}" : "false}");
    }
};

std::expected<Admitted, HttpResponse> admit(const App::Call &call, RateLimit &limit,
                                            std::string_view verifier_name) {
    const auto wait = limit.take(prefix_of(call.address), RateLimit::Time::clock::now());
    if (wait.count() != 0) return std::unexpected(too_many(wait));
    auto body = read_body(call.request, verifier_name);
    if (!body) return std::unexpected(body.error());
    const auto *client = call.parts->find(body->client);
    if (client == nullptr) return std::unexpected(unknown_client());
    if (auto foreign = foreign_page(call, *client)) return std::unexpected(*foreign);
    return Admitted{client, std::move(*body), call.request.has_header("origin")};
}

std::string new_cookie() {
    std::array<std::uint8_t, 16> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 25> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

bool is_ours(std::string_view cookie) {
    return cookie.size() == cookie_size && std::ranges::all_of(cookie, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

std::string set_cookie(std::string_view value, std::chrono::seconds life) {
    return std::string{challenge_cookie} + '=' + std::string{value} +
           "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(life.count());
}

/// One line for the operator. No signature, no token, no text: who, where from, and what came of
/// it.
std::string audit_line(const App::Call &call, std::string_view client, std::string_view outcome,
                       const signin::Session *session) {
    std::string out = "{\"time\":" + std::to_string(call.now.time_since_epoch().count());
    const auto add = [&](std::string_view name, std::string_view value) {
        out.append(",\"").append(name).append("\":").append(json::quote(value));
    };
    add("event", "sign_in");
    add("request", call.id);
    add("client", client);
    add("outcome", outcome);
    add("from", prefix_of(call.address));
    if (session != nullptr) {
        add("account", session->account);
        add("scheme", session->scheme);
        add("form", session->form);
    }
    return out + '}';
}

} // namespace

HttpResponse App::challenge(const Call &call) {
    const auto admitted = admit(call, challenges_, "code_challenge");
    if (!admitted) return admitted.error();
    const auto &[client, body, from_page] = *admitted;
    // A cookie that lives is used again: a second tab must not void the first one's challenge.
    std::string cookie;
    if (from_page && body.verifier.empty()) {
        const auto old = cookie_of(call.request, challenge_cookie);
        cookie = old && is_ours(*old) ? std::string{*old} : new_cookie();
    }
    const auto made =
        signin::challenge_by_json(client->sign_in, body.rest, admitted->context(cookie), call.now);
    if (!made) return problem_of(made.error());
    std::string out =
        R"({"chain":)" + json::quote(made->chain) + R"(,"scheme":)" + json::quote(made->scheme);
    out += R"(,"form":)" + json::quote(made->form) + R"(,"nonce":")" + made->nonce;
    out += R"(","expires_in":)" + std::to_string((made->expires_at - call.now).count());
    if (!made->account.empty()) out += R"(,"account":)" + json::quote(made->account);
    out += R"(,"message":)" + made->message + R"(,"params":)" + made->params + R"(,"wallet":)" +
           made->wallet + '}';
    auto response = json_response(std::move(out));
    if (!cookie.empty())
        response.headers.emplace_back("Set-Cookie",
                                      set_cookie(cookie, client->settings->sign_in.lifetime));
    return response;
}

HttpResponse App::sign_in(const Call &call) {
    const auto admitted = admit(call, sign_ins_, "code_verifier");
    if (!admitted) return admitted.error();
    const auto &[client, body, from_page] = *admitted;
    const auto cookie = cookie_of(call.request, challenge_cookie);
    std::optional<Waiting> waiting;
    if (lasting_.settings.kind != StoreSettings::Kind::memory) waiting.emplace();
    const auto source = options_.evidence ? options_.evidence(prefix_of(call.address)) : nullptr;
    const auto session =
        signin::sign_in_by_json(client->sign_in, body.rest, admitted->context(cookie.value_or("")),
                                call.now, source.get(), Deadline::clock::now() + evidence_time);
    const auto outcome = session ? std::string_view{"signed_in"} : session.error().code;
    counters_.sign_in(body.client, outcome);
    if (options_.audit) {
        const auto line = audit_line(call, body.client, outcome, session ? &*session : nullptr);
        const std::scoped_lock lock(audit_mutex_);
        options_.audit(line);
    }
    if (!session) return problem_of(session.error());
    auto out = signin::session_json(*session, call.parts->verifier.plugins());
    const auto life = call.parts->settings.access_token.count();
    const auto generation = lasting_.store->generation().value_or("");
    const std::string token =
        sealer_.seal({"access", call.parts->settings.issuer, body.client, generation},
                     R"({"exp":)" + std::to_string(call.now.time_since_epoch().count() + life) +
                         R"(,"session":)" + out + '}');
    out.pop_back();
    out += R"(,"access_token":")" + token + R"(","token_type":"Bearer","expires_in":)" +
           std::to_string(life) + '}';
    auto response = json_response(std::move(out));
    if (cookie && session->may_set_cookie)
        response.headers.emplace_back(
            "Set-Cookie", set_cookie("", std::chrono::seconds{0})); // rotated: the next is new
    return response;
}

HttpResponse App::session(const Call &call) {
    const auto refused = [](std::string_view why) {
        auto response = problem(401, "token", "Nobody is signed in by this token", why);
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
        return response;
    };
    const auto line = call.request.header("authorization");
    static constexpr std::string_view scheme = "Bearer ";
    if (!line || !line->starts_with(scheme)) return refused("send Authorization: Bearer TOKEN");
    // The query names the client, as a token is sealed for one.
    std::string_view client = call.request.query;
    client = client.starts_with("client_id=") ? client.substr(10) : std::string_view{};
    const auto generation = lasting_.store->generation();
    if (!generation) return store_problem(generation.error());
    const auto text = sealer_.open({"access", call.parts->settings.issuer, client, *generation},
                                   line->substr(scheme.size()));
    if (!text)
        return refused(
            "it is not of this daemon, of another client, or of before a loss of the store");
    const auto document = Document::parse(*text, {.max_size = std::size_t{64} << 10});
    const auto expires = document ? document->root().find("exp") : std::nullopt;
    const auto session = document ? document->root().find("session") : std::nullopt;
    const auto seconds = expires ? parse_decimal_u64(expires->text()) : std::nullopt;
    if (!seconds || !session) return refused("it is of another version");
    if (static_cast<std::int64_t>(*seconds) <= call.now.time_since_epoch().count())
        return refused("it has expired");
    return json_response(std::string{session->source()});
}

} // namespace walletauth::daemon
