// SPDX-License-Identifier: Apache-2.0
// POST /v1/challenge, POST /v1/sign-in.
#include "admission.hpp"
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

constexpr std::string_view challenge_cookie = "__Host-wa_challenge";
constexpr std::size_t cookie_size = 22; // 128 bits in base64url

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

} // namespace

HttpResponse App::challenge(const Call &call) {
    const auto admitted = admit(call, challenges_, "code_challenge");
    if (!admitted) return admitted.error();
    const auto &[client, body, from_page] = *admitted;
    // A cookie that lives is used again: a second tab must not void the first one's challenge.
    std::string cookie;
    if (from_page && body.own.empty()) {
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
    wait_for_store();
    const auto source = nodes_for(call);
    const auto session =
        signin::sign_in_by_json(client->sign_in, body.rest, admitted->context(cookie.value_or("")),
                                call.now, source.get(), Deadline::clock::now() + evidence_time);
    const auto outcome = session ? std::string_view{"signed_in"} : session.error().code;
    counters_.sign_in(body.client, outcome);
    audit(call, {"sign_in", body.client, outcome, session ? &*session : nullptr});
    if (!session) return problem_of(session.error());
    auto response = begin_session(call, body, *session);
    if (cookie && session->may_set_cookie)
        response.headers.emplace_back(
            "Set-Cookie", set_cookie("", std::chrono::seconds{0})); // rotated: the next is new
    forward_signed_in(call, *client->settings, body.rest, *session, response);
    return response;
}

} // namespace walletauth::daemon
