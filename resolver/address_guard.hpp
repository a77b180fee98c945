// SPDX-License-Identifier: Apache-2.0
// Which addresses a request may go to, seen after the name was resolved and before the connection:
// a name may lead anywhere (DNS rebinding, metadata services). Internal.
#pragma once

#include <sys/socket.h>

#include <cstdint>

namespace walletauth::resolver {

enum class AddressKind : std::uint8_t {
    global,    ///< anybody's
    local,     ///< loopback, private, unique-local, shared (100.64/10), or an IPv4 address in IPv6
    forbidden, ///< link-local, multicast, "this network", documentation, reserved: never a node
    unix_path  ///< AF_UNIX
};

/// By the registries of special-purpose addresses (RFC 6890, IANA). Addresses of other families are
/// forbidden. IPv4 within IPv6 (::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48, 2002::/16, ::/96) is
/// local, or forbidden if the IPv4 address is.
[[nodiscard]] AddressKind address_kind(const sockaddr *address, socklen_t size) noexcept;

/// What the operator said of an endpoint.
struct AddressPolicy {
    bool allows_local = false;
    bool allows_global = true; ///< false for plain http: what is read and written is open to all
    bool allows_unix = false;
};

[[nodiscard]] bool is_allowed(AddressKind kind, const AddressPolicy &policy) noexcept;

} // namespace walletauth::resolver
