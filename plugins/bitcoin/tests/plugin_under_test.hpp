// SPDX-License-Identifier: Apache-2.0
// The plugin's table, asked with C++ values as a host asks it.
#pragma once

#include <walletauth/interface.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::bitcoin::testing {

using Octets = std::vector<std::uint8_t>;

inline constexpr std::string_view mainnet = "bip122:000000000019d6689c085ae165831e93";

[[nodiscard]] Octets unhex(std::string_view hex);
[[nodiscard]] Octets octets(std::string_view text);

/// A request as a host gets it: texts of account, key and signature.
struct Ask {
    std::string scheme = "bip322";
    std::string account{};
    std::string message{};
    std::string signature{};
    std::string public_key{};
    std::string address_type{};
    std::string chain{mainnet};
    bool compat = false;
};

struct Answer {
    std::uint32_t status = WA_ERROR_INTERNAL;
    std::string account;
    Octets public_key;
    std::string detail;
};

/// Each text through its parser, then verify. The first refusal is the answer.
[[nodiscard]] Answer answer(const Ask &ask);
[[nodiscard]] int status_of(const Ask &ask);

/// derive_account and normalize_account: the account, or the status of the refusal.
struct Account {
    int status;
    std::string text;
};
[[nodiscard]] Account derive(const Octets &key, std::string_view address_type = {},
                             std::string_view chain = mainnet);
[[nodiscard]] Account normalize(std::string_view account, std::string_view chain = mainnet);

} // namespace walletauth::bitcoin::testing
