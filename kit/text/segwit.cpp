// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/segwit.hpp>

namespace walletauth {
namespace {

using Kind = SegwitError::Kind;

constexpr std::uint8_t max_version = 16;

Bech32Kind kind_of(std::uint8_t version) noexcept {
    return version == 0 ? Bech32Kind::bech32 : Bech32Kind::bech32m;
}

bool is_program_size(std::uint8_t version, std::size_t size) noexcept {
    return version == 0 ? size == 20 || size == 32 : size >= 2 && size <= 40;
}

std::unexpected<SegwitError> fail(Kind kind, std::size_t index) noexcept {
    return std::unexpected(SegwitError{kind, index});
}

// `offset` is where the digits that the error counts begin.
std::unexpected<SegwitError> fail(const Bech32Error &cause, std::size_t offset) noexcept {
    return std::unexpected(SegwitError{Kind::bad_bech32, cause.index + offset, cause.kind});
}

} // namespace

std::expected<SegwitAddress, SegwitError> decode_segwit(std::string_view prefix,
                                                        std::string_view address) {
    const auto read = decode_bech32(address);
    if (!read) return fail(read.error(), 0);
    if (read->prefix != prefix) return fail(Kind::other_prefix, 0);
    const auto version_at = prefix.size() + 1;
    if (read->digits.empty()) return fail(Kind::no_version, version_at);
    const auto version = read->digits[0];
    if (version > max_version) return fail(Kind::bad_version, version_at);
    if (read->kind != kind_of(version)) {
        return fail(Kind::wrong_kind, address.size() - bech32_checksum_size);
    }
    auto program = bech32_bytes(std::span{read->digits}.subspan(1));
    if (!program) return fail(program.error(), version_at + 1);
    if (!is_program_size(version, program->size())) return fail(Kind::bad_size, program->size());
    return SegwitAddress{version, std::move(*program)};
}

std::expected<std::string, SegwitError> encode_segwit(std::string_view prefix, std::uint8_t version,
                                                      std::span<const std::uint8_t> program) {
    if (version > max_version) return fail(Kind::bad_version, version);
    if (!is_program_size(version, program.size())) return fail(Kind::bad_size, program.size());
    auto digits = bech32_digits(program);
    digits.insert(digits.begin(), version);
    auto text = encode_bech32(kind_of(version), prefix, digits);
    if (!text) return fail(text.error(), 0);
    return std::move(*text);
}

} // namespace walletauth
