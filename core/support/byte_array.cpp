// SPDX-License-Identifier: Apache-2.0
#include "byte_array.hpp"

#include "json.hpp"
#include "text.hpp"

namespace walletauth {

std::expected<std::vector<std::uint8_t>, ByteArrayError> decode_byte_array(std::string_view json,
                                                                           std::size_t max_size) {
    using Kind = ByteArrayError::Kind;
    // JSON may have white space around it; around a notation it is never skipped.
    if (!json.starts_with('[') || !json.ends_with(']')) {
        return std::unexpected(ByteArrayError{Kind::no_array, 0});
    }
    // One value more than may be there, so that a longer array is told from a broken one.
    const json::Limits limits{.max_size = json.size(), .max_depth = 1, .max_nodes = max_size + 2};
    const auto document = json::Document::parse(json, limits);
    if (!document) {
        const bool is_long = document.error().reason.starts_with("too many values");
        return std::unexpected(ByteArrayError{is_long ? Kind::too_long : Kind::no_array, 0});
    }
    const auto array = document->root();
    if (array.size() > max_size) {
        return std::unexpected(ByteArrayError{Kind::too_long, 0});
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(array.size());
    for (std::size_t i = 0; i < array.size(); ++i) {
        const auto item = array.at(i);
        const auto number =
            item.kind() == json::Kind::number ? parse_decimal_u64(item.text()) : std::nullopt;
        if (!number || *number > 0xff) {
            return std::unexpected(ByteArrayError{Kind::bad_item, i});
        }
        bytes.push_back(static_cast<std::uint8_t>(*number));
    }
    return bytes;
}

} // namespace walletauth
