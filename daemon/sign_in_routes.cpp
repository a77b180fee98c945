// SPDX-License-Identifier: Apache-2.0
// POST /v1/challenge, POST /v1/sign-in.
#include "admission.hpp"
#include "app.hpp"
#include "browser.hpp"
#include "cookies.hpp"
#include "problem.hpp"
#include "server.hpp"

#include <walletauth/signin/wire.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <array>
#include <optional>

namespace walletauth::daemon {
namespace {

constexpr std::string_view challenge_cookie = "__Host-wa_challenge";

} // namespace

HttpResponse App::challenge(const Call &call) {
    const auto admitted = admit(call, challenges_, "code_challenge");
    if (!admitted) return admitted.error();
    const auto &[client, body, from_page] = *admitted;
    // A cookie that lives is used again: a second tab must not void the first one's challenge.
    std::string cookie;
    if (from_page && body.own.empty()) {
        const auto old = cookie_of(call.request, challenge_cookie);
        cookie = old && is_secret(*old) ? std::string{*old} : new_secret();
    }
    const auto made =
        signin::challenge_by_json(client->sign_in, body.rest, admitted->channel(cookie), call.now);
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
        response.headers.emplace_back(
            "Set-Cookie",
            host_cookie(challenge_cookie, cookie, client->settings->sign_in.lifetime));
    return response;
}

HttpResponse App::sign_in(const Call &call) {
    const auto admitted = admit(call, sign_ins_, verifier_member);
    if (!admitted) return admitted.error();
    const auto &[client, body, from_page] = *admitted;
    const auto cookie = cookie_of(call.request, challenge_cookie);
    wait_for_store();
    EvidenceLimits::Turn turn{evidence_, call.prefix(), EvidenceLimits::Use::sign_in};
    const auto source = nodes_for(call, chain_of(body.document.root()), &turn);
    const auto session = signin::sign_in_by_json(
        client->sign_in, body.document.root(), std::array{client_member, verifier_member},
        admitted->channel(cookie.value_or("")), call.now, source.get(),
        Deadline::clock::now() + evidence_time, &turn);
    const auto outcome = session ? std::string_view{"signed_in"} : session.error().code;
    counters_.sign_in(body.client, outcome);
    const auto id = session ? new_secret() : "";
    audit(call, {"sign_in", body.client, outcome, session ? "" : session.error().check,
                 session ? AuditedUser::of(*session, id)
                         : AuditedUser::claimed_in(body.document.root())});
    if (!session) return problem_of(session.error());
    auto response = begin_session(call, body, *session, id);
    if (cookie && session->may_set_cookie)
        response.headers.emplace_back(
            "Set-Cookie",
            host_cookie(challenge_cookie, "", std::chrono::seconds{0})); // rotated: the next is new
    forward_signed_in(call, *client->settings, body.rest, *session, id, response);
    return response;
}

} // namespace walletauth::daemon
