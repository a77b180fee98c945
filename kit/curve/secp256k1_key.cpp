// SPDX-License-Identifier: Apache-2.0
#include "secp256k1_context.hpp"

#include <secp256k1_recovery.h>

namespace walletauth {
namespace {

using secp256k1::context;

bool has_known_form(std::span<const std::uint8_t> bytes, Rule rule) noexcept {
    if (bytes.size() == 33) return bytes[0] == 2 || bytes[0] == 3;
    if (bytes.size() != 65) return false;
    // libsecp256k1 reads the hybrid form, too, and compares its parity.
    return bytes[0] == 4 || (rule == Rule::compat && (bytes[0] == 6 || bytes[0] == 7));
}

std::array<std::uint8_t, 65> encode(const secp256k1_pubkey &point) noexcept {
    std::array<std::uint8_t, 65> bytes{};
    std::size_t size = bytes.size();
    secp256k1_ec_pubkey_serialize(context(), bytes.data(), &size, &point,
                                  SECP256K1_EC_UNCOMPRESSED);
    return bytes;
}

} // namespace

Secp256k1Result<Secp256k1Key> Secp256k1Key::parse(std::span<const std::uint8_t> bytes,
                                                  Rule rule) noexcept {
    if (!has_known_form(bytes, rule)) return std::unexpected(Secp256k1Fault::key_form);
    secp256k1_pubkey point;
    if (secp256k1_ec_pubkey_parse(context(), &point, bytes.data(), bytes.size()) != 1) {
        return std::unexpected(Secp256k1Fault::key_off_curve);
    }
    return Secp256k1Key{encode(point)};
}

Secp256k1Result<Secp256k1Key> Secp256k1Key::lift_x(std::span<const std::uint8_t, 32> x) noexcept {
    std::array<std::uint8_t, 33> even{2};
    std::ranges::copy(x, even.begin() + 1);
    return parse(even, Rule::strict);
}

Secp256k1Result<Secp256k1Key> Secp256k1Key::recover(Secp256k1Signature signature,
                                                    Secp256k1Digest digest, int recovery_id,
                                                    Rule rule) noexcept {
    // libsecp256k1 ends the process over another id.
    if (recovery_id < 0 || recovery_id > 3) return std::unexpected(Secp256k1Fault::recovery_id);
    if (auto good = secp256k1_check(signature, rule); !good) return std::unexpected(good.error());
    secp256k1_ecdsa_recoverable_signature parsed;
    secp256k1_pubkey point;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(context(), &parsed, signature.data(),
                                                            recovery_id) != 1 ||
        secp256k1_ecdsa_recover(context(), &point, &parsed, digest.data()) != 1) {
        return std::unexpected(Secp256k1Fault::no_key);
    }
    return Secp256k1Key{encode(point)};
}

Secp256k1Result<Secp256k1Key> Secp256k1Key::tweaked(
    std::span<const std::uint8_t, 32> tweak) const noexcept {
    secp256k1_pubkey point;
    if (!secp256k1::to_point(*this, point) ||
        secp256k1_ec_pubkey_tweak_add(context(), &point, tweak.data()) != 1) {
        return std::unexpected(Secp256k1Fault::bad_tweak);
    }
    return Secp256k1Key{encode(point)};
}

} // namespace walletauth
