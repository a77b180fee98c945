// SPDX-License-Identifier: Apache-2.0
#include "sixteen_bytes.hpp"

#include <walletauth/text/plain_json.hpp>

namespace walletauth::json {
std::size_t plain_size(std::string_view text) noexcept {
    return size_before(text, [](SixteenBytes bytes) {
        return bytes.are_control_or_not_ascii() | bytes.are('"') | bytes.are('\\');
    });
}

std::optional<std::string_view> PlainReader::take_string() noexcept {
    if (!left_.starts_with('"')) return std::nullopt;
    const auto text = left_.substr(1, plain_size(left_.substr(1)));
    const auto behind = left_.substr(1 + text.size());
    if (!behind.starts_with('"')) return std::nullopt;
    left_ = behind.substr(1);
    return text;
}

std::optional<std::string_view> PlainReader::take_integer() noexcept {
    const std::size_t sign = left_.starts_with('-') ? 1 : 0;
    std::size_t size = sign;
    while (size < left_.size() && left_[size] >= '0' && left_[size] <= '9')
        ++size;
    const auto digits = left_.substr(sign, size - sign);
    if (digits.empty() || (digits.starts_with('0') && (digits.size() > 1 || sign == 1))) {
        return std::nullopt;
    }
    const auto text = left_.substr(0, size);
    left_.remove_prefix(size);
    return text;
}

std::optional<std::string_view> PlainReader::take_texts() noexcept {
    PlainReader inside{left_};
    if (!inside.take("[")) return std::nullopt;
    for (bool first = true; !inside.take("]"); first = false) {
        if (!first && !inside.take(",")) return std::nullopt;
        if (!inside.take_string()) return std::nullopt;
    }
    const auto array = left_.substr(0, left_.size() - inside.left_.size());
    left_ = inside.left_;
    return array;
}

} // namespace walletauth::json
