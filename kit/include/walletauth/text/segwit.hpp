// SPDX-License-Identifier: Apache-2.0
/// Segregated witness addresses (BIP-173 and BIP-350, sections on addresses): Bech32 of a witness
/// version and a witness program. Version 0 is written in Bech32 and has 20 bytes (a hash of a key)
/// or 32 (of a script); versions 1 to 16 are written in Bech32m and have 2 to 40 bytes.
///
/// All functions are linear in at most 90 characters. Safe from any thread: there is no state.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/text/bech32.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

struct SegwitAddress {
    std::uint8_t version;              // 0 to 16
    std::vector<std::uint8_t> program; // 2 to 40 bytes
};

struct SegwitError {
    enum class Kind : std::uint8_t {
        bad_bech32,   // no Bech32, or its digits are no bytes: see `cause`; index: the cause's, in
                      // the address
        other_prefix, // index: 0
        no_version,   // no digit but the checksum; index: where it should be
        bad_version,  // above 16; index: where, or the version to be written
        wrong_kind,   // Bech32m for version 0, or Bech32 for another; index: where the checksum is
        bad_size,     // no program of this version has this size; index: its size
    };

    Kind kind;
    std::size_t index;
    std::optional<Bech32Error::Kind> cause = std::nullopt; // of bad_bech32
};

/// What `address` says, in either case. Its prefix must be `prefix`, in lower case: "bc", "tb".
[[nodiscard]] std::expected<SegwitAddress, SegwitError> decode_segwit(std::string_view prefix,
                                                                      std::string_view address);

/// The lower-case address. Errors: bad_version, bad_size, and bad_bech32 where `prefix` is none.
[[nodiscard]] std::expected<std::string, SegwitError> encode_segwit(
    std::string_view prefix, std::uint8_t version, std::span<const std::uint8_t> program);

} // namespace walletauth
