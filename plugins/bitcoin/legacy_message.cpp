// SPDX-License-Identifier: Apache-2.0
#include "legacy_message.hpp"

#include <walletauth/hash/sha2.hpp>

namespace walletauth::bitcoin {
namespace {

/// A length of any size that a message can have, in its shortest form.
InlineArray<std::uint8_t, 9> compact_size(std::uint64_t size) noexcept {
    const auto width = size < 0xfd ? 1 : size < 0x10000 ? 2 : size < 0x100000000 ? 4 : 8;
    InlineArray<std::uint8_t, 9> bytes;
    const auto append = [&bytes](std::uint64_t value) {
        const auto byte = static_cast<std::uint8_t>(value);
        bytes.append_cut(std::span{&byte, 1});
    };
    if (width > 1) append(width == 2 ? 0xfd : width == 4 ? 0xfe : 0xff);
    for (int i = 0; i < width; ++i)
        append(size >> (8 * i));
    return bytes;
}

} // namespace

Hash256 legacy_message_hash(Bytes message) noexcept {
    constexpr std::string_view prefix = "\x18"
                                        "Bitcoin Signed Message:\n";
    return double_sha256({as_bytes(prefix), compact_size(message.size()).span(), message});
}

Result<Secp256k1Key> recover_legacy(std::span<const std::uint8_t, 65> signature, Bytes message,
                                    Rule rule) noexcept {
    const int recovery_id = (signature[0] - first_header) & 3;
    const auto key = Secp256k1Key::recover(signature.last<64>(), legacy_message_hash(message),
                                           recovery_id, rule);
    if (key) return *key;
    return refuse(WA_REJECTED_SIGNATURE, explain(key.error()));
}

} // namespace walletauth::bitcoin
