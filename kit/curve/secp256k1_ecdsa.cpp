// SPDX-License-Identifier: Apache-2.0
#include "secp256k1_context.hpp"

#include <cstring>

namespace walletauth {
namespace {

using secp256k1::context;
using Number = std::span<const std::uint8_t, 32>;

constexpr std::array<std::uint8_t, 32> zero{};
// SEC 2, section 2.4.1.
constexpr std::array<std::uint8_t, 32> order{
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe,
    0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41};
// Rounded down.
constexpr std::array<std::uint8_t, 32> half_order{
    0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0};

// Big-endian numbers are in the order of their bytes.
int compare(Number a, Number b) noexcept { return std::memcmp(a.data(), b.data(), a.size()); }

secp256k1_ecdsa_signature to_low_s(Secp256k1Signature checked) noexcept {
    secp256k1_ecdsa_signature parsed;
    (void)secp256k1_ecdsa_signature_parse_compact(context(), &parsed, checked.data());
    (void)secp256k1_ecdsa_signature_normalize(context(), &parsed, &parsed);
    return parsed;
}

} // namespace

bool secp256k1_is_low_s(Secp256k1Signature signature) noexcept {
    return compare(signature.last<32>(), half_order) <= 0;
}

Secp256k1Result<void> secp256k1_check(Secp256k1Signature signature, Rule rule) noexcept {
    const auto r = signature.first<32>();
    const auto s = signature.last<32>();
    if (compare(r, order) >= 0) return std::unexpected(Secp256k1Fault::r_overflow);
    if (compare(s, order) >= 0) return std::unexpected(Secp256k1Fault::s_overflow);
    if (rule == Rule::strict && !secp256k1_is_low_s(signature)) {
        return std::unexpected(Secp256k1Fault::s_high);
    }
    if (compare(r, zero) == 0) return std::unexpected(Secp256k1Fault::r_zero);
    if (compare(s, zero) == 0) return std::unexpected(Secp256k1Fault::s_zero);
    return {};
}

Secp256k1Result<std::array<std::uint8_t, 64>> secp256k1_to_low_s(
    Secp256k1Signature signature) noexcept {
    if (auto good = secp256k1_check(signature, Rule::compat); !good) {
        return std::unexpected(good.error());
    }
    const auto low = to_low_s(signature);
    std::array<std::uint8_t, 64> bytes{};
    secp256k1_ecdsa_signature_serialize_compact(context(), bytes.data(), &low);
    return bytes;
}

Secp256k1Result<void> secp256k1_verify(Secp256k1Signature signature, Secp256k1Digest digest,
                                       const Secp256k1Key &key, Rule rule) noexcept {
    if (auto good = secp256k1_check(signature, rule); !good) return good;
    // libsecp256k1 itself refuses what is not low.
    const auto low = to_low_s(signature);
    secp256k1_pubkey point;
    if (!secp256k1::to_point(key, point) ||
        secp256k1_ecdsa_verify(context(), &low, digest.data(), &point) != 1) {
        return std::unexpected(Secp256k1Fault::mismatch);
    }
    return {};
}

} // namespace walletauth
