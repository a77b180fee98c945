// SPDX-License-Identifier: Apache-2.0
// What the schemes of this plugin share: texts of keys and signatures, what a request holds.
#pragma once

#include "key.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::near {

class NearVerifier : public SignatureVerifier {
  public:
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const override;

  protected:
    constexpr ~NearVerifier() = default;
};

/// A claim that is no account id is WA_MALFORMED_ACCOUNT.
[[nodiscard]] Result<void> check_claim(const wa_request &request) noexcept;

/// The key that is given, or the one that an implicit id is. The claim is an account id.
[[nodiscard]] Result<Key> key_of(const wa_request &request) noexcept;

} // namespace walletauth::near
