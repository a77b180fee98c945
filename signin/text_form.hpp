// SPDX-License-Identifier: Apache-2.0
// A signed text as its plugin reads and writes it, in this library's words. Internal.
#pragma once

#include "claims.hpp"

#include <walletauth/signin/sign_in.hpp>
#include <walletauth/verifier.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::signin {

struct ReadText {
    std::string json;       ///< the claims, canonical
    Claims claims;          ///< as they are written
    bool has_times = false; ///< the form can carry issued_at and expiration_time
};

/// Which claims a form of a scheme carries, WA_CLAIM_*; nothing if the scheme has no such form.
[[nodiscard]] std::optional<std::uint64_t> form_claims(const SchemeRoute &route,
                                                       std::string_view form);

/// Whether texts of a form with these claims can say when they were issued, and when they expire.
[[nodiscard]] bool has_times(std::uint64_t claims) noexcept;

/// Reads the text of the very request that is verified afterwards, into `text`, which has none yet.
/// `account`: the one that the request claims, bare; empty: none. The text's own stays in the
/// spelling that it has there.
[[nodiscard]] std::optional<Refusal> read_text(const SchemeRoute &route, const Config &config,
                                               const Attempt &attempt, std::string_view account,
                                               ReadText &text);

/// Writes a text with these claims; message, params and wallet of the challenge are filled.
[[nodiscard]] std::expected<Challenge, Refusal> compose_text(const SchemeRoute &route,
                                                             std::string_view chain,
                                                             std::string_view form,
                                                             const Claims &claims);

} // namespace walletauth::signin
