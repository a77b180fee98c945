// SPDX-License-Identifier: Apache-2.0
#include "problem.hpp"

#include "random.hpp"

#include <walletauth/text/json.hpp>

#include <sodium.h>

#include <algorithm>
#include <array>

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
        return "This chain, scheme, form or account is not accepted here";
    case 429:
        return "Too many requests";
    case 503:
        return "It could not be found out now";
    default:
        return "The service has a fault";
    }
}

/// What a stranger reads of a failure that is the service's own: what happened, and what to do.
std::string_view words_of(const signin::Refusal &refusal) noexcept {
    if (!refusal.retry_ticket.empty())
        return "the nodes of this chain did not answer: send the same request with retry_ticket";
    if (refusal.check == "store")
        return "the service's store did not answer: wait, then ask for a new challenge";
    if (refusal.check == "evidence")
        return "the nodes of this chain did not answer: wait, then send the request again";
    return "the service could not do its part: try again later; its operator finds the reason by "
           "`instance` in the log";
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
    const bool is_own = status >= 500;
    auto body = begin(status, refusal.code, title_of(status),
                      is_own ? words_of(refusal) : std::string_view{refusal.detail});
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
    if (is_own) out.cause = refusal.detail;
    return out;
}

HttpResponse store_problem(std::string cause) {
    auto out = problem(503, "store_unavailable", title_of(503),
                       "the service's store did not answer: wait, then send the request again");
    out.headers.emplace_back("Retry-After", "2");
    out.cause = std::move(cause);
    return out;
}

void name_request(HttpResponse &response, std::string_view id) {
    if (response.content_type != "application/problem+json" || response.body.empty()) return;
    response.body.pop_back();
    response.body.append(R"(,"instance":"urn:uuid:)").append(id).append("\"}");
}

std::string new_request_id() {
    std::array<std::uint8_t, 16> bytes{};
    random_bytes(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40); // version 4
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    const std::string_view text{hex.data(), 32};
    std::string out;
    out.reserve(36);
    for (const auto &[from, size] : {std::pair{0, 8}, {8, 4}, {12, 4}, {16, 4}, {20, 12}})
        out.append(out.empty() ? "" : "-").append(text.substr(from, size));
    return out;
}

} // namespace walletauth::daemon
