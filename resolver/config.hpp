// SPDX-License-Identifier: Apache-2.0
// The operator's file of endpoints, read and checked (docs/resolver.md, "The file"). Internal.
#pragma once

#include "address_guard.hpp"
#include "secret_text.hpp"

#include <walletauth/chain_nodes.hpp>
#include <walletauth/resolver.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::resolver {

struct EndpointConfig {
    std::string name;
    std::string operator_name; ///< one vote each
    SecretText url;
    std::vector<SecretText> headers; ///< "Name: value"
    std::string ca_file;             ///< empty: the system's
    std::string socket;              ///< of AF_UNIX; empty: the URL's host
    AddressPolicy addresses;
    bool is_verified = false;
    bool is_by_number = false;   ///< takes no block hashes
    double requests_per_s = 100; ///< and as many at once
    std::uint32_t max_in_flight = 32;
};

struct ChainConfig {
    std::string chain;
    const ChainNodes *nodes = nullptr;
    PinDepth pin;
    std::uint32_t quorum = 1;
    std::chrono::milliseconds pin_ttl{};
    std::chrono::seconds max_age{}; ///< 0: any
    std::uint32_t max_waiting = 256;
    bool shows_height = true;
    std::vector<EndpointConfig> endpoints;
};

struct Config {
    std::vector<ChainConfig> chains; ///< sorted
    std::uint32_t client_per_minute = 10;
    std::uint32_t global_per_s = 0; ///< 0: no limit but the endpoints'
};

/// Everything is read, URL files and all; nothing is asked.
[[nodiscard]] std::expected<Config, ResolverError> read_config(
    std::string_view text, const std::string &file, std::span<const ChainNodes *const> chains);

/// "finalized", "safe", "latest" or "latest-N", N from 1 to 1024.
[[nodiscard]] std::expected<PinDepth, std::string> read_pin_depth(std::string_view text);

} // namespace walletauth::resolver
