// SPDX-License-Identifier: Apache-2.0
// A wallet of the tests: a secp256k1 key that signs texts as personal_sign (EIP-191) does.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace walletauth::load {

class Wallet {
  public:
    /// The key is a function of the number: the same users in each run.
    explicit Wallet(std::uint64_t number);

    [[nodiscard]] const std::string &address() const noexcept { return address_; } ///< lower case
    [[nodiscard]] std::string sign(std::string_view text) const;

  private:
    std::array<std::uint8_t, 32> key_{};
    std::string address_;
};

/// The recovery of a key from a signature over a digest, by libsecp256k1, `times` times with
/// different signatures: what any verifier pays for the chain of this wallet. CPU seconds of all.
[[nodiscard]] double recover(std::size_t times);

} // namespace walletauth::load
