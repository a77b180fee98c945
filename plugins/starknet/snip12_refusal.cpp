// SPDX-License-Identifier: Apache-2.0
#include "snip12_refusal.hpp"

#include <walletauth/text/json_excerpt.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::starknet::snip12 {
namespace {

constexpr std::string_view found = ": found ";
constexpr std::size_t max_path = 44;
constexpr std::string_view wanted = ", expected ";

} // namespace

std::string shorten_path(std::string path, std::size_t max_path) {
    const std::size_t head = std::min<std::size_t>(14, max_path * 2 / 5);
    if (path.size() <= max_path) return path;
    return path.substr(0, head) + "..." + path.substr(path.size() - (max_path - head - 3));
}

std::string path_of(const json::Value &value) { return shorten_path(value.path()); }

std::string shorten_name(std::string_view text) { return printable_ascii(text, 32); }

std::string quoted(std::string_view text) { return '"' + shorten_name(text) + '"'; }

std::string shown(const json::Value &value) { return json::excerpt(value.source(), 24); }

std::unexpected<Refusal> refuse_name(const json::Value &where, std::string_view before,
                                     std::string_view name, std::string_view after) {
    constexpr std::size_t least = 10;
    constexpr std::size_t most = 32;
    const std::size_t words = before.size() + after.size() + 5; // ": ", " " and the quotes
    const std::size_t room = WA_DETAIL_CAPACITY - words;
    const auto path = shorten_path(where.path(), std::min(max_path, room - least));
    const auto shown = printable_ascii(name, std::min(most, room - path.size()));
    return malformed(path + ": " + std::string{before} + " \"" + shown + '"' + std::string{after});
}

std::unexpected<Refusal> refuse_value(const json::Value &value, std::string_view expectation) {
    constexpr std::size_t least = 12;
    const std::size_t room = WA_DETAIL_CAPACITY - found.size() - wanted.size() - expectation.size();
    const auto path = shorten_path(value.path(), std::min(max_path, room - least));
    const auto shown = json::excerpt(value.source(), room - path.size());
    return malformed(path + std::string{found} + shown + std::string{wanted} +
                     std::string{expectation});
}

} // namespace walletauth::starknet::snip12
