// SPDX-License-Identifier: Apache-2.0
// What of a channel a nonce is bound to. Internal.
#pragma once

#include <walletauth/signin/sign_in.hpp>

#include <expected>
#include <optional>
#include <string>

namespace walletauth::signin {

/// Whether the channel's value is that of a challenge or that of its answer.
enum class Side : std::uint8_t { challenge, answer };

/// The bound text: nothing for `none`. The refusal says what the channel lacks.
[[nodiscard]] std::expected<std::optional<std::string>, Refusal> bound_channel(
    const Config &config, const Channel &channel, Side side);

} // namespace walletauth::signin
