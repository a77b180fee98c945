// SPDX-License-Identifier: Apache-2.0
// What a refresh token says, before it is sealed. Internal.
#pragma once

#include "families.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// R(n) of a session. It has all that proves the user once more, so no store keeps it.
struct RefreshToken {
    std::string session; ///< id
    std::uint64_t number = 0;
    TokenTimes times{};
    signin::Time auth_time{};
    std::string subject;
    std::string account;    ///< CAIP-10, for audit lines; "" in tokens of earlier versions
    bool is_cookie = false; ///< the sign-in may set a cookie
    std::string request;    ///< JSON: what the user sent to sign in
};

[[nodiscard]] std::string write_refresh_token(const RefreshToken &token);
/// Nothing for a text of another version.
[[nodiscard]] std::optional<RefreshToken> read_refresh_token(std::string_view text);

} // namespace walletauth::daemon
