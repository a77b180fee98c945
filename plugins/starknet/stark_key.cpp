// SPDX-License-Identifier: Apache-2.0
#include "stark_key.hpp"

#include "curve_constants.hpp"
#include "felt_text.hpp"

#include <walletauth/text/hex.hpp>

namespace walletauth::starknet {
namespace {

template <class... Parts>
std::unexpected<Refusal> malformed(const Parts &...parts) {
    return refuse(WA_MALFORMED_PUBLIC_KEY, parts...);
}

Result<Felt> read_coordinate(std::string_view digits) {
    std::array<std::uint8_t, 32> bytes{};
    if (!decode_hex_into(digits, bytes)) return malformed("public key is no hex");
    const auto felt = Felt::from_bytes(bytes);
    if (felt) return *felt;
    return malformed("public key has a coordinate that is not below the prime");
}

/// The x of a point; the parity of y in 02 and 03 says nothing more than x does.
Result<Felt> read_compressed(std::string_view digits) {
    if (!digits.starts_with("02") && !digits.starts_with("03")) {
        return malformed("public key of 33 bytes begins with ", excerpt(digits.substr(0, 2)),
                         ", expected 02 or 03");
    }
    return read_coordinate(digits.substr(2));
}

Result<Felt> read_uncompressed(std::string_view digits) {
    if (!digits.starts_with("04")) {
        return malformed("public key of 65 bytes begins with ", excerpt(digits.substr(0, 2)),
                         ", expected 04");
    }
    const auto x = read_coordinate(digits.substr(2, 64));
    if (!x) return x;
    const auto y = read_coordinate(digits.substr(66));
    if (!y) return y;
    if (*y * *y == *x * *x * *x + *x + curve_beta) return *x;
    return malformed("public key of 65 bytes is no point of the Stark curve");
}

} // namespace

Result<Felt> read_stark_key(std::span<const std::uint8_t> bytes) noexcept {
    if (bytes.size() != 32) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "key has ", bytes.size(), " bytes, expected 32");
    }
    const auto key = Felt::from_bytes(bytes.first<32>());
    if (!key) return refuse(WA_MALFORMED_PUBLIC_KEY, "key is not below the field's prime");
    return *key;
}

Result<Felt> parse_stark_key(std::string_view text) {
    const auto digits = text.starts_with("0x") ? text.substr(2) : std::string_view{};
    if (digits.size() == 66) return read_compressed(digits);
    if (digits.size() == 130) return read_uncompressed(digits);
    return read_named_felt(WA_MALFORMED_PUBLIC_KEY, "public key", text);
}

} // namespace walletauth::starknet
