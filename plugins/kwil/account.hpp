// SPDX-License-Identifier: Apache-2.0
// Identities of kwil-db's own authenticators: a key in lower-case hex.
#pragma once

#include <walletauth/interface.hpp>

#include <string>
#include <string_view>

namespace walletauth::kwil {

/// 64 digits of an ed25519 key, or 66 of a compressed secp256k1 key.
class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;
};

/// A claim that is no identity is WA_MALFORMED_ACCOUNT.
[[nodiscard]] Result<void> check_claim(const wa_request &request);

/// The key that is given, or the one that the claim is; `size` bytes, or WA_MALFORMED_PUBLIC_KEY.
[[nodiscard]] Result<std::vector<std::uint8_t>> key_of(const wa_request &request, std::size_t size);

} // namespace walletauth::kwil
