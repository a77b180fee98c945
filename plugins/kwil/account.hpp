// SPDX-License-Identifier: Apache-2.0
// Identities of kwil-db's own authenticators: a key in lower-case hex.
#pragma once

#include <walletauth/curve/secp256k1.hpp>
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

/// A secp256k1 key of 33 or 65 bytes. compat takes the hybrid form, too, which kwil-db's reader
/// (decred secp256k1) takes and nobody writes. Other sizes and forms are WA_MALFORMED_PUBLIC_KEY, a
/// point off the curve is WA_REJECTED_SIGNER.
[[nodiscard]] Result<Secp256k1Key> read_secp256k1_key(std::span<const std::uint8_t> bytes,
                                                      Rule rule) noexcept;

} // namespace walletauth::kwil
