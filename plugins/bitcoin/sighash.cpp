// SPDX-License-Identifier: Apache-2.0
#include "sighash.hpp"

#include "tagged_hash.hpp"

#include <walletauth/hash/sha2.hpp>

#include <array>
#include <initializer_list>

namespace walletauth::bitcoin {
namespace {

using Number = std::array<std::uint8_t, 4>;

/// Little-endian.
constexpr Number number(std::uint32_t value) noexcept {
    return {static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(value >> 8),
            static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 24)};
}

constexpr Number zero{};
constexpr std::array<std::uint8_t, 8> no_value{};
constexpr std::array<std::uint8_t, 1> one{1};
constexpr Number sighash_all = number(1);
/// Value 0, one byte of script, OP_RETURN.
constexpr std::array<std::uint8_t, 10> output{0, 0, 0, 0, 0, 0, 0, 0, 1, 0x6a};

/// A script is shorter than 253 bytes, so its length is one byte.
std::array<std::uint8_t, 1> size_of(const Script &script) noexcept {
    return {static_cast<std::uint8_t>(script.size())};
}

} // namespace

Hash256 message_hash(std::span<const std::uint8_t> message) noexcept {
    return tagged_hash(message_tag, message);
}

Hash256 to_spend_id(const Hash256 &message_hash, const Script &script) noexcept {
    constexpr Hash256 no_transaction{};
    constexpr Number no_output = number(0xffffffff);
    constexpr std::array<std::uint8_t, 3> script_head{34, 0, 32}; // 34 bytes: OP_0, push of 32
    return double_sha256({zero, one, no_transaction, no_output, script_head, message_hash, zero,
                          one, no_value, size_of(script), script.span(), zero});
}

Hash256 legacy_sighash(const ToSign &to_sign, const Script &script) noexcept {
    return double_sha256({number(to_sign.version), one, to_sign.to_spend_id, zero, size_of(script),
                          script.span(), number(to_sign.sequence), one, output,
                          number(to_sign.lock_time), sighash_all});
}

Hash256 segwit_sighash(const ToSign &to_sign, const Script &script) noexcept {
    const auto sequence = number(to_sign.sequence);
    return double_sha256({number(to_sign.version), double_sha256({to_sign.to_spend_id, zero}),
                          double_sha256(sequence), to_sign.to_spend_id, zero, size_of(script),
                          script.span(), no_value, sequence, double_sha256(output),
                          number(to_sign.lock_time), sighash_all});
}

Hash256 taproot_sighash(const ToSign &to_sign, const Script &script, std::uint8_t type) noexcept {
    const std::array<std::uint8_t, 2> epoch_and_type{0, type};
    constexpr std::array<std::uint8_t, 1> key_path{0};
    return sha256({sighash_tag, sighash_tag, epoch_and_type, number(to_sign.version),
                   number(to_sign.lock_time), sha256({to_sign.to_spend_id, zero}), sha256(no_value),
                   sha256({size_of(script), script.span()}), sha256(number(to_sign.sequence)),
                   sha256(output), key_path, zero});
}

} // namespace walletauth::bitcoin
