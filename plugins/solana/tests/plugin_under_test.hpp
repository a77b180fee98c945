// SPDX-License-Identifier: Apache-2.0
// The plugin's table, asked with C++ values; and a wallet that signs with libsodium.
#pragma once

#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::solana::testing {

using Octets = std::vector<std::uint8_t>;

constexpr std::string_view mainnet = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";

[[nodiscard]] Octets octets(std::string_view text);
[[nodiscard]] Octets unhex(std::string_view hex);
[[nodiscard]] Octets joined(std::initializer_list<Octets> parts);

struct Param {
    std::string name;
    std::uint32_t kind;
    Octets value;
};

struct Ask {
    std::string scheme = "solana-message";
    std::string account = {};
    Octets message = {};
    Octets signature = {};
    std::vector<Param> params = {};
    Octets public_key = {};
    std::string chain{mainnet};
};

struct Verdict {
    std::uint32_t status = WA_ERROR_INTERNAL;
    std::string account;
    std::uint32_t link = 0;
    Octets public_key;
    std::string detail;
};

/// One call of verify; expects what holds for every verdict, whatever its status.
[[nodiscard]] Verdict verify(const Ask &ask);
/// One call for all of them.
[[nodiscard]] std::vector<Verdict> verify_array(std::span<const Ask> asks);
/// Status only, for EXPECT_EQ with WA_* (which are int).
[[nodiscard]] int status_of(const Ask &ask);

struct Output {
    int status;
    Octets bytes;
    std::string detail;
    [[nodiscard]] std::string text() const { return {bytes.begin(), bytes.end()}; }
};
[[nodiscard]] Output parse_signature(std::string_view scheme, std::string_view text,
                                     std::string_view chain = mainnet);
[[nodiscard]] Output parse_public_key(std::string_view text);
[[nodiscard]] Output format_public_key(const Octets &key);
[[nodiscard]] Output derive_account(const Octets &key, std::string_view chain = mainnet);
[[nodiscard]] Output normalize_account(std::string_view text, std::string_view chain = mainnet);
/// What the text of a request claims, by the sign-in form.
[[nodiscard]] Output read_claims(const Ask &ask, std::string_view form);

/// A key pair from 32 equal seed bytes.
class Wallet {
  public:
    explicit Wallet(std::uint8_t seed);
    [[nodiscard]] const std::string &account() const { return account_; }
    [[nodiscard]] const Octets &key() const { return key_; }
    [[nodiscard]] Octets sign(const Octets &bytes) const;

  private:
    std::array<std::uint8_t, 64> secret_{};
    Octets key_;
    std::string account_;
};

} // namespace walletauth::solana::testing
