// SPDX-License-Identifier: Apache-2.0
#include <walletauth/hash/base58check.hpp>

#include <walletauth/hash/sha2.hpp>

#include <algorithm>

namespace walletauth {
namespace {

using Kind = Base58CheckError::Kind;
constexpr auto checksum_size = base58check_checksum_size;

Base58CheckError from(const Base58Error &error) noexcept {
    const bool is_long = error.kind == Base58Error::Kind::too_long;
    return {is_long ? Kind::too_long : Kind::bad_digit, error.index};
}

} // namespace

std::expected<std::vector<std::uint8_t>, Base58CheckError> decode_base58check(
    std::string_view text, std::size_t max_text, const Base58Alphabet &alphabet) {
    auto bytes = decode_base58(text, max_text, alphabet);
    if (!bytes) return std::unexpected(from(bytes.error()));
    if (bytes->size() < checksum_size) {
        return std::unexpected(Base58CheckError{Kind::too_short, bytes->size()});
    }
    const auto payload_size = bytes->size() - checksum_size;
    const auto payload = std::span{*bytes}.first(payload_size);
    const auto hash = double_sha256(payload);
    if (!std::ranges::equal(std::span{*bytes}.subspan(payload_size),
                            std::span{hash}.first<checksum_size>())) {
        return std::unexpected(Base58CheckError{Kind::bad_checksum, payload_size});
    }
    bytes->resize(payload_size);
    return std::move(*bytes);
}

std::string encode_base58check(std::span<const std::uint8_t> payload,
                               const Base58Alphabet &alphabet) {
    const auto hash = double_sha256(payload);
    std::vector<std::uint8_t> bytes(payload.begin(), payload.end());
    bytes.insert(bytes.end(), hash.begin(), hash.begin() + checksum_size);
    return encode_base58(bytes, alphabet);
}

} // namespace walletauth
