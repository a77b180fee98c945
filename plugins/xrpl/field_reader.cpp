// SPDX-License-Identifier: Apache-2.0
#include "field_reader.hpp"

namespace walletauth::xrpl {
namespace {

// xrpl.org, "Serialization Format", "Length Prefixing".
constexpr std::size_t last_short = 192;
constexpr std::size_t last_middle = 240;
constexpr std::size_t last_long = 254;
constexpr std::size_t first_middle_length = 193;
constexpr std::size_t first_long_length = 12481;

} // namespace

std::optional<FieldId> FieldReader::take_field() noexcept {
    const auto head = take(1);
    if (!head) return std::nullopt;
    FieldId id{.type = std::uint32_t{(*head)[0]} >> 4, .code = std::uint32_t{(*head)[0]} & 15U};
    for (auto *part : {&id.type, &id.code}) {
        if (*part != 0) continue;
        const auto byte = take(1);
        if (!byte || (*byte)[0] < 16) return std::nullopt;
        *part = (*byte)[0];
    }
    return id;
}

std::optional<std::size_t> FieldReader::take_length() noexcept {
    const auto head = take(1);
    if (!head) return std::nullopt;
    const std::size_t first = (*head)[0];
    if (first <= last_short) return first;
    if (first <= last_middle) {
        const auto rest = take(1);
        if (!rest) return std::nullopt;
        return first_middle_length + (first - last_short - 1) * 256 + (*rest)[0];
    }
    const auto rest = first <= last_long ? take(2) : std::nullopt;
    if (!rest) return std::nullopt;
    return first_long_length + (first - last_middle - 1) * 65536 + std::size_t{(*rest)[0]} * 256 +
           (*rest)[1];
}

std::optional<std::span<const std::uint8_t>> FieldReader::take_variable() noexcept {
    const auto size = take_length();
    return size ? take(*size) : std::nullopt;
}

} // namespace walletauth::xrpl
