// SPDX-License-Identifier: Apache-2.0
#include "token_problems.hpp"

#include "problem.hpp"

namespace walletauth::daemon {

HttpResponse token_problem(std::string_view code, std::string_view why) {
    auto response = problem(401, code, "Nobody is signed in by this token", why);
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

HttpResponse foreign_token() {
    return token_problem(
        "token", "it is not of this daemon, of another client, or of before a loss of the store: "
                 "name the client that it was given to, or sign in anew");
}

HttpResponse problem_of(const Standing &standing) {
    using Kind = Standing::Kind;
    switch (standing.kind) {
    case Kind::stolen:
        return token_problem("refresh_reused",
                             "the token was replaced long ago, so two use one session, "
                             "which has ended for both: sign in anew");
    case Kind::revoked:
        return token_problem("session_ended", "its session was ended: sign in anew");
    case Kind::stale:
        return foreign_token();
    default:
        return store_problem(standing.detail);
    }
}

bool ends_session(const signin::Refusal &refusal) noexcept {
    return WA_STATUS_CLASS(refusal.status) == WA_CLASS_REJECTED && refusal.check == "signature";
}

std::string_view name_of(Standing::Kind kind) noexcept {
    using Kind = Standing::Kind;
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

} // namespace walletauth::daemon
