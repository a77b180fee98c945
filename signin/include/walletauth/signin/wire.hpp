// SPDX-License-Identifier: Apache-2.0
/// Challenges and sign-ins in JSON (docs/wire-format.md): what the C API and the command line use.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/sign_in.hpp>
#include <walletauth/wire.hpp>

#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace walletauth::signin {

/// A Config of its JSON object, at most 64 KiB. The error says which member is wrong.
[[nodiscard]] std::expected<Config, std::string> read_config(std::string_view json);

/// An answer in JSON, and what an HTTP server and an exit code make of it.
struct Answer {
    std::string json; ///< one object, no line feed
    std::uint32_t status = WA_ERROR_INTERNAL;
    int http = 500;
};

/// A challenge for a request object of a user. `context`: what the service knows of the connection,
/// an object of `cookie`, `verifier` and `from_page`; empty: nothing. Never throws. Any thread.
[[nodiscard]] Answer challenge_json(const SignIn &sign_in, std::string_view request,
                                    std::string_view context, Time now) noexcept;

/// Signs in by a request object of a user: one to verify, with `form` and, on demand,
/// `retry_ticket`. At most 4 MiB.
[[nodiscard]] Answer sign_in_json(const SignIn &sign_in, std::string_view request,
                                  std::string_view context, Time now,
                                  EvidenceSource *source = nullptr,
                                  Deadline deadline = Deadline::max()) noexcept;

/// The two as values, for a server that answers in a manner of its own. They may throw
/// std::bad_alloc.
[[nodiscard]] std::expected<Challenge, Refusal> challenge_by_json(const SignIn &sign_in,
                                                                  std::string_view request,
                                                                  const Channel &channel, Time now);
/// `request`: an object of a document that the server has parsed, and `others` the names of the
/// members beside that are the server's own.
[[nodiscard]] std::expected<Session, Refusal> sign_in_by_json(
    const SignIn &sign_in, const json::Value &request, std::span<const std::string_view> others,
    const Channel &channel, Time now, EvidenceSource *source, Deadline deadline,
    EvidenceBudget *budget);
/// SignIn::prove_again for a request object that sign_in_by_json accepted. `is_cookie`: its channel
/// was one that may set a cookie.
[[nodiscard]] std::expected<Session, Refusal> prove_again_by_json(
    const SignIn &sign_in, std::string_view request, bool is_cookie, Time auth_time, Time now,
    EvidenceSource *source = nullptr, Deadline deadline = Deadline::max(),
    EvidenceBudget *budget = nullptr);
/// The object that sign_in_json answers with.
[[nodiscard]] std::string session_json(const Session &session, const PluginSet &plugins);

} // namespace walletauth::signin
