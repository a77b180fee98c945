// SPDX-License-Identifier: Apache-2.0
#include <walletauth/curve/secp256k1.hpp>

namespace walletauth {
namespace {

using Bytes = std::span<const std::uint8_t>;

/// Takes an INTEGER off the front of `rest`: its magnitude, without the zero that keeps it
/// positive. No length in more than one byte fits into 72 bytes.
Secp256k1Result<Bytes> take_integer(Bytes &rest) noexcept {
    constexpr std::uint8_t integer = 0x02;
    if (rest.size() < 2 || rest[0] != integer || rest[1] == 0 || rest[1] > rest.size() - 2) {
        return std::unexpected(Secp256k1Fault::der_layout);
    }
    const auto value = rest.subspan(2, rest[1]);
    rest = rest.subspan(2 + value.size());
    if ((value[0] & 0x80) != 0) return std::unexpected(Secp256k1Fault::der_negative);
    if (value[0] != 0 || value.size() == 1) return value;
    if ((value[1] & 0x80) == 0) return std::unexpected(Secp256k1Fault::der_padding);
    return value.subspan(1);
}

} // namespace

Secp256k1Result<std::array<std::uint8_t, 64>> secp256k1_parse_der(Bytes der) noexcept {
    constexpr std::uint8_t sequence = 0x30;
    if (der.size() < 8 || der.size() > 72) return std::unexpected(Secp256k1Fault::der_size);
    if (der[0] != sequence || der[1] != der.size() - 2) {
        return std::unexpected(Secp256k1Fault::der_layout);
    }
    auto rest = der.subspan(2);
    const auto r = take_integer(rest);
    if (!r) return std::unexpected(r.error());
    const auto s = take_integer(rest);
    if (!s) return std::unexpected(s.error());
    if (!rest.empty()) return std::unexpected(Secp256k1Fault::der_layout);
    if (r->size() > 32) return std::unexpected(Secp256k1Fault::r_overflow);
    if (s->size() > 32) return std::unexpected(Secp256k1Fault::s_overflow);
    std::array<std::uint8_t, 64> signature{};
    std::ranges::copy_backward(*r, signature.begin() + 32);
    std::ranges::copy_backward(*s, signature.end());
    return signature;
}

} // namespace walletauth
