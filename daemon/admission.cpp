// SPDX-License-Identifier: Apache-2.0
#include "admission.hpp"

#include "problem.hpp"

#include <walletauth/text/json.hpp>

#include <algorithm>
#include <optional>

namespace walletauth::daemon {
namespace {

/// Of all bodies here; the route of each has a limit of its own.
constexpr std::size_t largest_body = std::size_t{128} << 10;

std::expected<Body, HttpResponse> read_body(const HttpRequest &request, std::string_view own_name) {
    const auto malformed = [](std::string_view why) {
        return std::unexpected(problem(400, "request", "The request is not well formed", why));
    };
    auto document = json::Document::parse(request.body, {.max_size = largest_body});
    if (!document) return malformed(document.error().text());
    const auto root = document->root();
    if (root.kind() != json::Kind::object) return malformed("it is no JSON object");
    const bool has_own = root.find(client_member) || root.find(own_name);
    Body body{{},
              {},
              has_own ? json::without_members(root, {client_member, own_name}) : request.body,
              std::move(*document)};
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto name = root.name(i);
        if (name != client_member && name != own_name) continue;
        if (root.at(i).kind() != json::Kind::string)
            return malformed(std::string{name} + " is not a string");
        (name == client_member ? body.client : body.own) = root.at(i).text();
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

} // namespace

signin::Channel Admitted::channel(std::string_view cookie) const {
    using Kind = signin::Channel::Kind;
    if (!body.own.empty()) return {Kind::verifier, body.own, from_page};
    return {cookie.empty() ? Kind::none : Kind::cookie, cookie, from_page};
}

std::optional<HttpResponse> over_limit(const App::Call &call, RateLimit &limit) {
    const auto wait = limit.take(call.prefix(), RateLimit::Time::clock::now());
    return wait.count() == 0 ? std::nullopt : std::optional{too_many(wait)};
}

std::expected<Admitted, HttpResponse> admit(const App::Call &call, RateLimit &limit,
                                            std::string_view own_name) {
    if (auto over = over_limit(call, limit)) return std::unexpected(std::move(*over));
    auto body = read_body(call.request, own_name);
    if (!body) return std::unexpected(body.error());
    const auto *client = call.parts->find(body->client);
    if (client == nullptr) return std::unexpected(unknown_client());
    if (auto foreign = foreign_page(call, *client)) return std::unexpected(*foreign);
    return Admitted{client, std::move(*body), call.request.has_header("origin")};
}

} // namespace walletauth::daemon
