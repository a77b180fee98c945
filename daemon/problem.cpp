// SPDX-License-Identifier: Apache-2.0
#include "problem.hpp"

#include <walletauth/text/json.hpp>

#include <algorithm>

namespace walletauth::daemon {
namespace {

std::string begin(int status, std::string_view code, std::string_view title,
                  std::string_view detail) {
    std::string out = R"({"type":"urn:walletauth:problem:)";
    out.append(code).append(R"(","title":)").append(json::quote(title));
    out.append(R"(,"status":)").append(std::to_string(status));
    out.append(R"(,"code":")").append(code).append("\"");
    if (!detail.empty()) out.append(R"(,"detail":)").append(json::quote(detail));
    return out;
}

std::string_view title_of(int status) noexcept {
    switch (status) {
    case 400:
        return "The request is not well formed";
    case 401:
        return "Nobody has signed in";
    case 403:
        return "This client or page may not do this";
    case 422:
        return "This chain, scheme or form is not accepted here";
    case 429:
        return "Too many requests";
    case 503:
        return "It could not be found out now";
    default:
        return "The service has a fault";
    }
}

} // namespace

HttpResponse problem(int status, std::string_view code, std::string_view title,
                     std::string_view detail) {
    return {status,
            "application/problem+json",
            begin(status, code, title, detail) + '}',
            {{"Cache-Control", "no-store"}}};
}

HttpResponse problem_of(const signin::Refusal &refusal) {
    const int status = signin::http_status(refusal);
    auto body = begin(status, refusal.code, title_of(status), refusal.detail);
    body.append(R"(,"check":)").append(json::quote(refusal.check));
    HttpResponse out{status, "application/problem+json", {}, {{"Cache-Control", "no-store"}}};
    if (status == 503 || status == 429) {
        const auto seconds = std::max<std::int64_t>(1, refusal.retry_after.count());
        out.headers.emplace_back("Retry-After", std::to_string(seconds));
    }
    if (!refusal.retry_ticket.empty())
        body.append(R"(,"retry_ticket":)").append(json::quote(refusal.retry_ticket));
    if (refusal.needs_challenge) body.append(R"(,"next":"challenge")");
    out.body = std::move(body) + '}';
    return out;
}

} // namespace walletauth::daemon
