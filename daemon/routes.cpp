// SPDX-License-Identifier: Apache-2.0
#include "app.hpp"
#include "openapi.hpp"
#include "problem.hpp"
#include "server.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <algorithm>
#include <array>
#include <new>

namespace walletauth::daemon {

/// Every route: who may call it where, and how large its body may be.
struct App::Route {
    std::string_view method, path;
    bool is_open; ///< on the open listener, too
    std::size_t body;
    HttpResponse (App::*function)(const Call &);
};

struct Routes {
    using Route = App::Route;
    static constexpr std::size_t small = std::size_t{64} << 10;
    /// A refresh token holds what a user signed.
    static constexpr std::size_t token = std::size_t{128} << 10;
    static constexpr std::array<Route, 20> all{{
        {"POST", "/v1/challenge", true, small, &App::challenge},
        {"POST", "/v1/sign-in", true, small, &App::sign_in},
        {"GET", "/v1/session", true, 0, &App::session},
        {"POST", "/v1/refresh", true, token, &App::refresh},
        {"POST", "/v1/sign-out", true, token, &App::sign_out},
        {"GET", "/jwks.json", true, 0, &App::jwks},
        {"GET", "/v1/schemes", true, 0, &App::schemes},
        {"GET", "/v1/openapi.json", true, 0, &App::description},
        {"GET", "/healthz", true, 0, &App::health},
        {"GET", "/readyz", true, 0, &App::ready},
        {"POST", "/v1/verify", false, max_request_size, &App::verify},
        {"POST", "/v1/account", false, small, &App::account},
        {"GET", "/metrics", false, 0, &App::metrics},
        {"GET", "/forward/check", false, 0, &App::forward_check},
        {"GET", "/forward", true, 0, &App::forward_begin},
        {"GET", "/forward/page.js", true, 0, &App::forward_script},
        {"GET", "/forward/page.css", true, 0, &App::forward_style},
        {"GET", "/forward/jwks.json", true, 0, &App::forward_keys},
        {"POST", "/forward/sign-out", true, small, &App::forward_sign_out},
        {"GET", "/.walletauth/callback", true, 0, &App::forward_finish},
    }};

    /// Each path has one method. NULL: there is no such path.
    static const Route *at(Side side, std::string_view path) {
        const auto *found = std::ranges::find(all, path, &Route::path);
        const bool is_there = found != all.end() && (found->is_open || side == Side::internal);
        return is_there ? found : nullptr;
    }
    static bool has_method(const Route &route, std::string_view method) {
        return route.method == (method == "HEAD" ? "GET" : method);
    }
};

namespace {

/// Of one JSON object: "application/json", with or without a charset.
bool is_json(const HttpRequest &request) {
    const auto type = request.header("content-type");
    if (!type) return false;
    const auto name = type->substr(0, type->find(';'));
    static constexpr std::string_view expected = "application/json";
    return name.size() >= expected.size() &&
           std::ranges::equal(
               name.substr(0, expected.size()), expected,
               [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; }) &&
           name.find_first_not_of(" \t", expected.size()) == std::string_view::npos;
}

/// Pages of a client's origins may read the answer, and their cookies come with the request.
void allow_origin(const App::Call &call, HttpResponse &response) {
    if (!call.request.path.starts_with("/v1/")) return; // pages are for their own host alone
    response.headers.emplace_back("Vary", "Origin");
    const auto origin = call.request.header("origin");
    if (!origin || !call.parts->knows_origin(*origin)) return;
    response.headers.emplace_back("Access-Control-Allow-Origin", std::string{*origin});
    response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
}

/// What is loaded, without where it lies: strangers need not know.
std::string without_files(std::string_view described) {
    const auto document = json::Document::parse(described);
    if (!document) return "{}";
    const auto plugins = document->root().find("plugins");
    std::string list;
    for (std::size_t i = 0; plugins && i < plugins->size(); ++i)
        list.append(list.empty() ? "" : ",")
            .append(json::without_members(plugins->at(i), {"file", "sha256", "libraries"}));
    auto out = json::without_members(document->root(), {"plugins"});
    out.pop_back();
    return out.append(out.size() == 1 ? "" : ",").append("\"plugins\":[" + list + "]}");
}

/// Where a large request has found none, there may be some for this.
HttpResponse without_memory() noexcept try {
    auto response = problem(503, "memory", "The daemon has no memory for this request",
                            "wait, then send the request again");
    response.headers.emplace_back("Retry-After", "1");
    return response;
} catch (...) {
    return {503, {}, {}, {}};
}

Lasting with_sessions(Lasting lasting) {
    if (lasting.sessions == nullptr) lasting.sessions = lasting.store;
    return lasting;
}

} // namespace

App::App(std::shared_ptr<const Parts> parts, Lasting lasting, AppOptions options)
    : parts_(std::move(parts)), lasting_(with_sessions(std::move(lasting))),
      sealer_(lasting_.seal_keys), options_(std::move(options)),
      challenges_(parts_.load()->settings.limits.challenges_per_minute),
      sign_ins_(parts_.load()->settings.limits.sign_ins_per_minute),
      refreshes_(parts_.load()->settings.limits.refreshes_per_minute),
      sessions_(parts_.load()->settings.limits.sessions_per_minute),
      evidence_(parts_.load()->settings.limits.evidence_per_minute),
      generation_(lasting_.sessions) {}

void App::replace(std::shared_ptr<const Parts> parts) {
    challenges_.set(parts->settings.limits.challenges_per_minute);
    sign_ins_.set(parts->settings.limits.sign_ins_per_minute);
    refreshes_.set(parts->settings.limits.refreshes_per_minute);
    sessions_.set(parts->settings.limits.sessions_per_minute);
    evidence_.set(parts->settings.limits.evidence_per_minute);
    parts_.store(std::move(parts));
}

std::size_t App::body_limit(Side side, std::string_view method, std::string_view path) {
    const auto *route = Routes::at(side, path);
    // What is refused for its path or method is read, so that its sender hears of that.
    return route == nullptr || !Routes::has_method(*route, method) ? Routes::small : route->body;
}

const std::string &App::Call::id() const {
    if (made_id.empty()) made_id = new_request_id();
    return made_id;
}

const std::string &App::Call::prefix() const {
    if (made_prefix.empty()) made_prefix = prefix_of(address);
    return made_prefix;
}

HttpResponse App::handle(const HttpRequest &request) noexcept try {
    auto parts = parts_.load();
    auto address = parts->proxies.client_of(request);
    const Call call{request, std::move(parts), std::move(address), options_.now()};
    const auto *route = Routes::at(request.side, request.path);
    auto response = route == nullptr ? problem(404, "not_found", "There is no such path",
                                               "docs/daemon.md lists the paths of this listener")
                                     : answer(call, *route);
    if (response.status >= 400) name_request(response, call.id());
    counters_.request(route == nullptr ? "none" : route->path, response.status);
    if (!response.cause.empty())
        options_.log("request " + call.id() + ": " + request.path + ": " +
                     std::to_string(response.status) + ": " + json::quote(response.cause));
    return response;
} catch (const std::bad_alloc &) {
    return without_memory();
} catch (const std::exception &error) {
    return broken(request, error.what());
} catch (...) {
    return broken(request, "an exception of another kind");
}

HttpResponse App::broken(const HttpRequest &request, std::string_view what) noexcept try {
    const auto id = new_request_id();
    if (options_.log)
        options_.log("request " + id + ": " + request.path + ": 500: " + json::quote(what));
    auto response = problem(500, "internal", "The daemon has a fault",
                            "try again; if it happens again, tell who runs the service");
    name_request(response, id);
    return response;
} catch (...) {
    return {500, {}, {}, {}};
}

HttpResponse App::preflight(const Call &call, std::string_view method) const {
    HttpResponse response{204, {}, {}, {{"Allow", std::string{method} + ", OPTIONS"}}};
    allow_origin(call, response);
    response.headers.emplace_back("Access-Control-Allow-Methods", std::string{method});
    response.headers.emplace_back("Access-Control-Allow-Headers", "authorization, content-type");
    response.headers.emplace_back("Access-Control-Max-Age", "600");
    return response;
}

HttpResponse App::answer(const Call &call, const Route &route) {
    const auto &request = call.request;
    if (request.method == "OPTIONS") return preflight(call, route.method);
    if (!Routes::has_method(route, request.method)) {
        const std::string method{route.method};
        auto response = problem(405, "method", "This path has another method", "use " + method);
        response.headers.emplace_back("Allow", method + ", OPTIONS");
        return response;
    }
    HttpResponse response;
    if (route.method == "POST" && !is_json(request))
        response = problem(415, "content_type", "The body must be JSON",
                           "send Content-Type: application/json");
    else if (route.method == "POST" && request.has_header("origin") &&
             !call.parts->knows_origin(request.header("origin").value_or("")))
        response = problem(403, "origin", "Pages of this origin may not ask",
                           "list the origin at the client's `origins` in walletauthd.toml");
    else
        response = (this->*route.function)(call);
    if (route.is_open) allow_origin(call, response);
    return response;
}

namespace {

/// The words of docs/wire-format.md.
std::string accept_json(std::uint32_t accept) {
    std::string out;
    for (const auto &[bit, word] :
         {std::pair{WA_ACCEPT_DERIVED, "derived"}, std::pair{WA_ACCEPT_CHAIN_STATE, "chain_state"},
          std::pair{WA_ACCEPT_COUNTERFACTUAL, "counterfactual"}}) {
        if ((accept & bit) == 0) continue;
        out.append(out.empty() ? "[\"" : ",\"").append(word).append("\"");
    }
    return out + ']';
}

} // namespace

HttpResponse App::verify(const Call &call) {
    // A request names no client, so what may prove an account is the word for all of them.
    const auto accept = call.parts->settings.accept;
    if (accept == WA_ACCEPT_DERIVED)
        return json_response(verify_json(call.parts->verifier, call.request.body).json);
    const std::string service = R"({"accept":)" + accept_json(accept) + '}';
    const auto source = nodes_for_request(call, call.request.body);
    const auto answer = source == nullptr
                            ? verify_json(call.parts->verifier, call.request.body, service)
                            : verify_json(call.parts->verifier, call.request.body, service, *source,
                                          Deadline::clock::now() + evidence_time);
    return json_response(answer.json);
}

HttpResponse App::account(const Call &call) {
    return json_response(account_json(call.parts->verifier, call.request.body).json);
}

HttpResponse App::schemes(const Call &call) {
    auto all = describe_json(call.parts->verifier.plugins());
    return json_response(call.request.side == Side::internal ? std::move(all) : without_files(all));
}

HttpResponse App::description(const Call &) { return json_response(std::string{openapi()}); }

HttpResponse App::health(const Call &) {
    return {200, "text/plain", "ok\n", {{"Cache-Control", "no-store"}}};
}

HttpResponse App::ready(const Call &call) {
    if (auto failure = store_check_.failure(*lasting_.store, call.now); !failure.empty())
        return store_problem(std::move(failure));
    return {200, "text/plain", "ready\n", {{"Cache-Control", "no-store"}}};
}

HttpResponse App::metrics(const Call &) {
    return {200,
            "text/plain; version=0.0.4",
            counters_.text(options_.connections()) + options_.more_metrics(),
            {}};
}

} // namespace walletauth::daemon
