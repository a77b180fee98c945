// SPDX-License-Identifier: Apache-2.0
#include "snip12_refusal.hpp"

#include "core/support/text.hpp"

#include <algorithm>

namespace walletauth::starknet::snip12 {
namespace {

constexpr std::string_view found = ": found ";
constexpr std::string_view wanted = ", expected ";

} // namespace

std::string shorten_path(std::string path) {
    constexpr std::size_t max_path = 44;
    constexpr std::size_t head = 14;
    if (path.size() <= max_path) return path;
    return path.substr(0, head) + "..." + path.substr(path.size() - (max_path - head - 3));
}

std::string path_of(const json::Value &value) { return shorten_path(value.path()); }

std::string shorten_name(std::string_view text) { return printable_ascii(text, 32); }

std::string quoted(std::string_view text) { return '"' + shorten_name(text) + '"'; }

std::string shown(const json::Value &value) { return printable_ascii(value.source(), 24); }

std::unexpected<Refusal> refuse_value(const json::Value &value, std::string_view expectation) {
    constexpr std::size_t least = 16;
    const auto path = path_of(value);
    const std::size_t others = path.size() + found.size() + wanted.size() + expectation.size();
    const std::size_t room =
        WA_DETAIL_CAPACITY - std::min<std::size_t>(others, WA_DETAIL_CAPACITY - least);
    return malformed(path, found, printable_ascii(value.source(), room), wanted, expectation);
}

} // namespace walletauth::starknet::snip12
