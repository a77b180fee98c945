// SPDX-License-Identifier: Apache-2.0
// Solana accounts: base58 of 32 bytes. Only bytes that are a good Ed25519 key can sign; an address
// of a program, off the curve, is an account all the same.
#pragma once

#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace walletauth::solana {

using Key = std::array<std::uint8_t, 32>;
using AccountText = InlineText<WA_ACCOUNT_CAPACITY>;

constexpr std::size_t max_account_text = 44; // base58 of 32 bytes: 32 to 44 characters
constexpr std::size_t max_key_text = 512;    // a JSON array with a space after each comma

/// The 32 bytes that `text` spells; WA_MALFORMED_ACCOUNT.
[[nodiscard]] Result<Key> read_account(std::string_view text) noexcept;
/// The one spelling.
[[nodiscard]] AccountText format_account(std::span<const std::uint8_t, 32> key);

/// WA_UNSUPPORTED_CHAIN unless `chain` is "solana:" and 32 base58 characters (CAIP-30: the head of
/// the genesis hash).
[[nodiscard]] Result<void> check_chain(std::string_view chain) noexcept;

/// WA_REJECTED_SIGNER if nobody can sign for these bytes: no canonical point, or one of small
/// order, for which anybody can.
[[nodiscard]] Result<void> check_can_sign(std::span<const std::uint8_t, 32> key) noexcept;

/// Who is said to have signed.
struct Claim {
    Key key;
    AccountText account;
    bool agrees; ///< account and public key, where both are given, are the same
};

/// The claim of a request whose chain and sizes are checked; WA_MALFORMED_ACCOUNT.
[[nodiscard]] Result<Claim> read_claim(const wa_request &request);

/// WA_REJECTED_SIGNER unless the claim agrees with itself. Apart from read_claim, because what is
/// malformed elsewhere comes first.
[[nodiscard]] Result<void> check_agrees(const Claim &claim) noexcept;

/// What `key`'s signature of a message proves.
[[nodiscard]] Proof proof_of(const Claim &claim) noexcept;

/// Accounts of the namespace solana.
class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;
};

} // namespace walletauth::solana
