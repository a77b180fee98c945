// SPDX-License-Identifier: Apache-2.0
#include "address_guard.hpp"

#include <netinet/in.h>

#include <array>
#include <cstring>
#include <span>

namespace walletauth::resolver {
namespace {

struct Block4 {
    std::uint32_t address;
    int bits;
    AddressKind kind;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return a << 24 | b << 16 | c << 8;
}

// Metadata services of clouds hand out credentials. Most are link-local; these are not.
constexpr std::array blocks4{
    Block4{v4(100, 100, 100) | 200, 32, AddressKind::forbidden}, // Alibaba Cloud's
    Block4{v4(168, 63, 129) | 16, 32, AddressKind::forbidden},   // Azure's
    Block4{v4(0, 0, 0), 8, AddressKind::forbidden},              // this network
    Block4{v4(10, 0, 0), 8, AddressKind::local},                 // RFC 1918
    Block4{v4(100, 64, 0), 10, AddressKind::local},              // RFC 6598
    Block4{v4(127, 0, 0), 8, AddressKind::local},                // loopback
    Block4{v4(169, 254, 0), 16, AddressKind::forbidden},         // link-local, metadata services
    Block4{v4(172, 16, 0), 12, AddressKind::local},              // RFC 1918
    Block4{v4(192, 0, 0), 24, AddressKind::forbidden},           // IETF protocol assignments
    Block4{v4(192, 0, 2), 24, AddressKind::forbidden},           // documentation
    Block4{v4(192, 88, 99), 24, AddressKind::forbidden},         // 6to4 relays, RFC 7526
    Block4{v4(192, 168, 0), 16, AddressKind::local},             // RFC 1918
    Block4{v4(198, 18, 0), 15, AddressKind::local},              // benchmarks
    Block4{v4(198, 51, 100), 24, AddressKind::forbidden},        // documentation
    Block4{v4(203, 0, 113), 24, AddressKind::forbidden},         // documentation
    Block4{v4(224, 0, 0), 3, AddressKind::forbidden},            // multicast and reserved
};

AddressKind kind4(std::uint32_t address) noexcept {
    for (const auto &block : blocks4) {
        if ((address ^ block.address) >> (32 - block.bits) == 0) return block.kind;
    }
    return AddressKind::global;
}

using Bytes6 = std::array<std::uint8_t, 16>;

bool begins(const Bytes6 &address, std::initializer_list<std::uint8_t> bytes) noexcept {
    std::size_t i = 0;
    for (const auto byte : bytes) {
        if (address[i++] != byte) return false;
    }
    return true;
}

std::uint32_t v4_at(const Bytes6 &address, std::size_t offset) noexcept {
    return std::uint32_t{address[offset]} << 24 | std::uint32_t{address[offset + 1]} << 16 |
           std::uint32_t{address[offset + 2]} << 8 | address[offset + 3];
}

AddressKind embedded(const Bytes6 &address, std::size_t offset) noexcept {
    return kind4(v4_at(address, offset)) == AddressKind::forbidden ? AddressKind::forbidden
                                                                   : AddressKind::local;
}

AddressKind kind6(const Bytes6 &address) noexcept {
    constexpr Bytes6 loopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    if (address == loopback) return AddressKind::local;
    if (begins(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) return embedded(address, 12);
    if (begins(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) return embedded(address, 12);
    if (begins(address, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
        return embedded(address, 12);
    if (begins(address, {0, 0x64, 0xff, 0x9b, 0, 1})) return embedded(address, 12);
    if (begins(address, {0x20, 0x02})) return embedded(address, 2);
    if (begins(address, {0xfd, 0x00, 0x0e, 0xc2})) return AddressKind::forbidden; // AWS's
    if (begins(address, {0xfd, 0x20, 0x00, 0xce})) return AddressKind::forbidden; // Google Cloud's
    if ((address[0] & 0xfe) == 0xfc) return AddressKind::local; // unique-local, RFC 4193
    const bool is_global = (address[0] & 0xe0) == 0x20;         // 2000::/3, all that IANA gave out
    if (!is_global) return AddressKind::forbidden;              // fe80::/10, ff00::/8, 100::/64
    if (begins(address, {0x20, 0x01, 0x0d, 0xb8})) return AddressKind::forbidden; // documentation
    if (begins(address, {0x3f, 0xff}) && address[2] < 0x10) return AddressKind::forbidden;
    // 2001::/23: Teredo, benchmarks and other protocol assignments.
    if (begins(address, {0x20, 0x01}) && address[2] < 0x02) return AddressKind::forbidden;
    return AddressKind::global;
}

} // namespace

AddressKind address_kind(const sockaddr *address, socklen_t size) noexcept {
    if (address == nullptr || size < sizeof(sa_family_t)) return AddressKind::forbidden;
    if (address->sa_family == AF_UNIX) return AddressKind::unix_path;
    if (address->sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
        sockaddr_in in{};
        std::memcpy(&in, address, sizeof in);
        return kind4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
        sockaddr_in6 in{};
        std::memcpy(&in, address, sizeof in);
        Bytes6 bytes{};
        std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
        return kind6(bytes);
    }
    return AddressKind::forbidden;
}

bool is_allowed(AddressKind kind, const AddressPolicy &policy) noexcept {
    switch (kind) {
    case AddressKind::global:
        return policy.allows_global;
    case AddressKind::local:
        return policy.allows_local;
    case AddressKind::unix_path:
        return policy.allows_unix;
    case AddressKind::forbidden:
        return false;
    }
    return false;
}

} // namespace walletauth::resolver
