// SPDX-License-Identifier: Apache-2.0
// Who asks: addresses behind proxies, and how they are counted. Internal.
#pragma once

#include "http.hpp"

#include <walletauth/cxx23.hpp>

#include <array>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::daemon {

/// An IP address as 16 bytes: IPv4 as ::ffff:a.b.c.d.
using Address = std::array<std::uint8_t, 16>;

/// The proxies whose X-Forwarded-For is believed: addresses, networks such as 10.0.0.0/8, and
/// "unix" for whoever comes by a Unix socket.
class TrustedProxies {
  public:
    [[nodiscard]] static std::expected<TrustedProxies, std::string> parse(
        const std::vector<std::string> &texts);

    /// The address of the client: the last of X-Forwarded-For that is no proxy of ours, or the
    /// peer. What a client itself writes into the header stands before that, and is never looked
    /// at.
    [[nodiscard]] std::string client_of(const HttpRequest &request) const;

  private:
    struct Network {
        Address address{};
        int bits = 128;
    };
    [[nodiscard]] bool is_proxy(std::string_view address) const;

    std::vector<Network> networks_;
    bool unix_ = false;
};

/// What is counted as one client: /24 of IPv4, /56 of IPv6, such as "192.0.2.0/24". What is no
/// address counts as itself.
[[nodiscard]] std::string prefix_of(std::string_view address);

} // namespace walletauth::daemon
