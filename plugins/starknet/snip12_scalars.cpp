// SPDX-License-Identifier: Apache-2.0
#include "snip12_scalars.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>
#include <optional>

namespace walletauth::starknet::snip12 {
namespace {

constexpr std::uint64_t max_exact = (std::uint64_t{1} << 53) - 1; // of JavaScript's numbers

bool is_digits(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_hex_digits(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

bool is_number_text(std::string_view text) noexcept {
    return is_digits(text) || (text.starts_with("0x") && is_hex_digits(text.substr(2)));
}

/// Texts that BigInt() of JavaScript reads as a number but other SDKs do not: blanks around it or
/// nothing else, a sign, 0X, 0b and 0o.
bool is_number_to_some(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return !text.empty();
    const auto core = text.substr(first, text.find_last_not_of(' ') - first + 1);
    if (is_number_text(core)) return core.size() != text.size();
    if (core.front() == '-' || core.front() == '+') return is_digits(core.substr(1));
    const auto prefix = core.substr(0, 2);
    const auto digits = core.substr(prefix.size());
    const auto all_of = [&](std::string_view set) {
        return !digits.empty() && digits.find_first_not_of(set) == std::string_view::npos;
    };
    return (prefix == "0X" && is_hex_digits(digits)) ||
           ((prefix == "0b" || prefix == "0B") && all_of("01")) ||
           ((prefix == "0o" || prefix == "0O") && all_of("01234567"));
}

/// starknet.js writes control characters with one digit and refuses all but ASCII
/// (plugins/starknet/snip12.md).
Result<void> check_plain(const json::Value &value) {
    const bool plain =
        std::ranges::all_of(value.text(), [](char c) { return c >= 0x20 && c <= 0x7e; });
    if (plain) return {};
    return expected(value, "printable ASCII only");
}

/// Of decimal or 0x digits, with as many zeros before them as one likes.
std::optional<Felt> number_of(std::string_view text) {
    const bool is_hex = !is_digits(text);
    auto digits = text.substr(is_hex ? 2 : 0);
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return is_hex ? Felt::from_hex("0x" + std::string{digits}) : Felt::from_decimal(digits);
}

/// Not negative: a bare JSON number within 2^53 - 1, or a text of decimal or 0x digits.
Result<Felt> encode_number(const json::Value &value, std::string_view type) {
    if (value.kind() == json::Kind::number) {
        // The digits decide: no fraction, exponent, minus zero, which JavaScript reads as others.
        const auto number = parse_decimal_u64(value.text());
        if (number && *number <= max_exact) return Felt{*number};
        return expected(value, "an integer from 0 to 2^53 - 1, or a text, for ", type);
    }
    if (value.kind() != json::Kind::string || !is_number_text(value.text())) {
        return expected(value, "a decimal or 0x number for ", type);
    }
    const auto number = number_of(value.text());
    if (number) return *number;
    return expected(value, "less than the prime for ", type);
}

/// starknet.js and starknet.py hash a bool of revision 0 as they hash its number.
Result<Felt> encode_boolean(const json::Value &value, bool may_be_number) {
    if (value.kind() == json::Kind::boolean) return Felt{std::uint64_t{value.is_true()}};
    if (!may_be_number) return expected(value, "true or false for bool");
    const auto number = encode_number(value, "bool");
    if (number && *number == Felt{std::uint64_t{1}}) return number;
    if (number && number->is_zero()) return number;
    return expected(value, "true, false, 1 or 0 for bool");
}

Result<Felt> encode_u128(const json::Value &value, std::string_view type) {
    const auto number = encode_number(value, type);
    if (!number) return number;
    const auto words = number->words();
    if (words[2] == 0 && words[3] == 0) return number;
    return expected(value, "less than 2^128 for ", type);
}

/// Negative numbers count down from the prime.
Result<Felt> encode_i128(const json::Value &value, std::string_view type) {
    const bool has_text = value.kind() == json::Kind::number || value.kind() == json::Kind::string;
    const bool negative = has_text && value.text().starts_with('-');
    std::optional<Felt> number;
    if (!negative) {
        const auto positive = encode_number(value, type);
        if (!positive) return positive;
        number = *positive;
    } else if (const auto digits = value.text().substr(1); value.kind() == json::Kind::string) {
        if (is_digits(digits)) number = Felt::from_decimal(digits);
    } else if (const auto small = parse_decimal_u64(digits); small && *small <= max_exact) {
        number = Felt{*small};
    }
    if (!number || (negative && number->is_zero())) {
        return expected(value, "an integer for ", type);
    }
    constexpr auto half = std::uint64_t{1} << 63;
    const auto words = number->words();
    const bool fits = words[2] == 0 && words[3] == 0 &&
                      (words[1] < half || (negative && words[1] == half && words[0] == 0));
    if (fits) return negative ? Felt{} - *number : *number;
    return expected(value, "-2^127 to 2^127 - 1 for ", type);
}

/// starknet.js, prepareSelector: hex is the selector itself, any other text a function's name.
Result<Felt> encode_selector(const json::Value &value) {
    if (value.kind() != json::Kind::string) {
        return expected(value, "a text for selector");
    }
    const auto text = value.text();
    if (text.starts_with("0x") && is_number_text(text)) return encode_number(value, "selector");
    if (auto good = check_plain(value); !good) return std::unexpected(good.error());
    const bool hex_to_some =
        text == "0x" || text == "0X" || (text.starts_with("0X") && is_hex_digits(text.substr(2)));
    if (!hex_to_some) return starknet_keccak(text);
    return expected(value, "a name or 0x and digits");
}

} // namespace

Result<Felt> encode_felt(const json::Value &value) {
    if (value.kind() != json::Kind::string || is_number_text(value.text())) {
        return encode_number(value, "felt");
    }
    if (auto good = check_plain(value); !good) return std::unexpected(good.error());
    if (is_number_to_some(value.text())) {
        return malformed(path_of(value), ": found ", shown(value),
                         ", which only some wallets read as a number");
    }
    if (const auto felt = Felt::from_short_string(value.text())) return *felt;
    return malformed(path_of(value), ": found ", value.text().size(),
                     " characters, expected 31 at most");
}

/// A Cairo ByteArray, serialised: the count of full words, the words, the rest and its size.
Result<std::vector<Felt>> byte_array_elements(const json::Value &value) {
    if (value.kind() != json::Kind::string) {
        return expected(value, "a text for string");
    }
    if (auto good = check_plain(value); !good) return std::unexpected(good.error());
    constexpr std::size_t word_size = 31;
    const auto text = value.text();
    const auto full = text.size() / word_size;
    std::vector<Felt> elements{Felt{std::uint64_t{full}}};
    for (std::size_t i = 0; i <= full; ++i) {
        const auto word = Felt::from_short_string(text.substr(i * word_size, word_size));
        elements.push_back(word.value_or(Felt{})); // 31 bytes always fit
    }
    elements.emplace_back(std::uint64_t{text.size() % word_size});
    return elements;
}

Result<Felt> encode_scalar(const Type &type, const json::Value &value) {
    switch (type.base) {
    case Base::felt:
        return encode_felt(value);
    case Base::u128:
        return encode_u128(value, type.text);
    case Base::i128:
        return encode_i128(value, type.text);
    case Base::address:
        return encode_number(value, type.text);
    case Base::selector:
        return encode_selector(value);
    case Base::boolean:
    case Base::boolean_or_number:
        return encode_boolean(value, type.base == Base::boolean_or_number);
    case Base::byte_array:
    case Base::merkletree:
    case Base::structure:
    case Base::enumeration:
        break;
    }
    return expected(value, quoted(type.text));
}

} // namespace walletauth::starknet::snip12
