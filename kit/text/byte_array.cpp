// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/byte_array.hpp>

#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth {
namespace {

using Kind = ByteArrayError::Kind;

// RFC 8259, section 2.
std::string_view without_white_space(std::string_view text) noexcept {
    constexpr std::string_view white_space = " \t\n\r";
    const auto begin = text.find_first_not_of(white_space);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(white_space) - begin + 1);
}

} // namespace

// The commas are enough to go by: whatever else stands between two of them is no number.
std::expected<std::vector<std::uint8_t>, ByteArrayError> decode_byte_array(std::string_view json,
                                                                           std::size_t max_size) {
    // JSON may have white space around it; around a notation it is never skipped.
    if (json.size() < 2 || !json.starts_with('[') || !json.ends_with(']')) {
        return std::unexpected(ByteArrayError{Kind::no_array, 0});
    }
    std::vector<std::uint8_t> bytes;
    std::string_view rest = json.substr(1, json.size() - 2);
    if (without_white_space(rest).empty()) {
        return bytes;
    }
    bytes.reserve(std::min(max_size, rest.size() / 2 + 1));
    for (bool more = true; more;) {
        if (bytes.size() == max_size) {
            return std::unexpected(ByteArrayError{Kind::too_long, 0});
        }
        const auto comma = rest.find(',');
        const auto number = parse_decimal_u64(without_white_space(rest.substr(0, comma)));
        if (!number || *number > 0xff) {
            return std::unexpected(ByteArrayError{Kind::bad_item, bytes.size()});
        }
        bytes.push_back(static_cast<std::uint8_t>(*number));
        more = comma != std::string_view::npos;
        if (more) {
            rest.remove_prefix(comma + 1);
        }
    }
    return bytes;
}

} // namespace walletauth
