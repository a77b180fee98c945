// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/bech32.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace walletauth {
namespace {

using Kind = Bech32Error::Kind;

constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::uint8_t no_digit = 0xff;

consteval std::array<std::uint8_t, 128> digit_values() {
    std::array<std::uint8_t, 128> values{};
    values.fill(no_digit);
    for (std::uint8_t i = 0; i < 32; ++i)
        values[static_cast<std::uint8_t>(alphabet[i])] = i;
    return values;
}

constexpr auto values = digit_values();

bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_visible(char c) noexcept { return c > ' ' && c <= '~'; }
char lower(char c) noexcept { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::uint32_t final_value(Bech32Kind kind) noexcept {
    return kind == Bech32Kind::bech32 ? 1 : 0x2bc830a3;
}

// BIP-173, bech32_polymod: the remainder of the digits so far, times x, plus the next one.
class Checksum {
  public:
    void add(std::uint32_t digit) noexcept {
        constexpr std::array<std::uint32_t, 5> generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
                                                            0x3d4233dd, 0x2a1462b3};
        const std::uint32_t top = value_ >> 25;
        value_ = (value_ & 0x1ffffff) << 5 ^ digit;
        for (std::size_t i = 0; i < generator.size(); ++i)
            value_ ^= (top >> i & 1) != 0 ? generator[i] : 0;
    }

    // bech32_hrp_expand
    void add_prefix(std::string_view prefix) noexcept {
        for (const char c : prefix)
            add(static_cast<std::uint8_t>(c) >> 5);
        add(0);
        for (const char c : prefix)
            add(static_cast<std::uint8_t>(c) & 31);
    }

    [[nodiscard]] std::uint32_t value() const noexcept { return value_; }

  private:
    std::uint32_t value_ = 1;
};

std::optional<Bech32Error> find_bad_character(std::string_view text) noexcept {
    bool has_upper = false;
    bool has_lower = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_visible(text[i])) return Bech32Error{Kind::bad_character, i};
        has_upper = has_upper || is_upper(text[i]);
        has_lower = has_lower || is_lower(text[i]);
        if (has_upper && has_lower) return Bech32Error{Kind::mixed_case, i};
    }
    return std::nullopt;
}

std::optional<Bech32Error> check_to_write(std::string_view prefix,
                                          std::span<const std::uint8_t> digits,
                                          std::size_t max_text) noexcept {
    if (prefix.empty() || prefix.size() > bech32_max_prefix) {
        return Bech32Error{Kind::bad_prefix, prefix.size()};
    }
    const auto size = prefix.size() + 1 + digits.size() + bech32_checksum_size;
    if (size > max_text) return Bech32Error{Kind::too_long, size};
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        if (!is_visible(prefix[i]) || is_upper(prefix[i])) {
            return Bech32Error{Kind::bad_character, i};
        }
    }
    const auto bad = std::ranges::find_if(digits, [](std::uint8_t digit) { return digit > 31; });
    if (bad == digits.end()) return std::nullopt;
    return Bech32Error{Kind::bad_digit, static_cast<std::size_t>(bad - digits.begin())};
}

} // namespace

std::expected<Bech32, Bech32Error> decode_bech32(std::string_view text, std::size_t max_text) {
    const auto fail = [](Kind kind, std::size_t index) {
        return std::unexpected(Bech32Error{kind, index});
    };
    if (text.size() > max_text) return fail(Kind::too_long, text.size());
    if (const auto error = find_bad_character(text)) return std::unexpected(*error);
    const auto separator = text.rfind('1');
    if (separator == std::string_view::npos) return fail(Kind::no_separator, text.size());
    if (separator == 0 || separator > bech32_max_prefix) return fail(Kind::bad_prefix, separator);
    const auto digits = text.substr(separator + 1);
    if (digits.size() < bech32_checksum_size) return fail(Kind::too_short, digits.size());

    Bech32 read{Bech32Kind::bech32, std::string{text.substr(0, separator)}, {}};
    std::ranges::transform(read.prefix, read.prefix.begin(), lower);
    Checksum checksum;
    checksum.add_prefix(read.prefix);
    read.digits.reserve(digits.size());
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto value = values[static_cast<std::uint8_t>(lower(digits[i]))];
        if (value == no_digit) return fail(Kind::bad_digit, separator + 1 + i);
        checksum.add(value);
        read.digits.push_back(value);
    }
    if (checksum.value() == final_value(Bech32Kind::bech32m)) {
        read.kind = Bech32Kind::bech32m;
    } else if (checksum.value() != final_value(Bech32Kind::bech32)) {
        return fail(Kind::bad_checksum, text.size() - bech32_checksum_size);
    }
    read.digits.resize(digits.size() - bech32_checksum_size);
    return read;
}

std::expected<std::string, Bech32Error> encode_bech32(Bech32Kind kind, std::string_view prefix,
                                                      std::span<const std::uint8_t> digits,
                                                      std::size_t max_text) {
    if (const auto error = check_to_write(prefix, digits, max_text)) {
        return std::unexpected(*error);
    }
    std::string text{prefix};
    text.reserve(prefix.size() + 1 + digits.size() + bech32_checksum_size);
    text += '1';
    Checksum checksum;
    checksum.add_prefix(prefix);
    for (const auto digit : digits) {
        checksum.add(digit);
        text += alphabet[digit];
    }
    for (std::size_t i = 0; i < bech32_checksum_size; ++i)
        checksum.add(0);
    const auto value = checksum.value() ^ final_value(kind);
    for (std::size_t i = bech32_checksum_size; i-- > 0;)
        text += alphabet[value >> (5 * i) & 31];
    return text;
}

std::expected<std::vector<std::uint8_t>, Bech32Error> bech32_bytes(
    std::span<const std::uint8_t> digits) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(digits.size() * 5 / 8);
    std::uint32_t bits = 0;
    unsigned bit_count = 0; // of the last digits, in no byte yet
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (digits[i] > 31) return std::unexpected(Bech32Error{Kind::bad_digit, i});
        bits = bits << 5 | digits[i];
        bit_count += 5;
        if (bit_count >= 8) {
            bit_count -= 8;
            bytes.push_back(static_cast<std::uint8_t>(bits >> bit_count));
        }
    }
    if (bit_count >= 5) return std::unexpected(Bech32Error{Kind::extra_digit, digits.size() - 1});
    if ((bits & ((1U << bit_count) - 1)) != 0) {
        return std::unexpected(Bech32Error{Kind::trailing_bits, digits.size() - 1});
    }
    return bytes;
}

std::vector<std::uint8_t> bech32_digits(std::span<const std::uint8_t> bytes) {
    std::vector<std::uint8_t> digits;
    digits.reserve((bytes.size() * 8 + 4) / 5);
    std::uint32_t bits = 0;
    unsigned bit_count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        bit_count += 8;
        for (; bit_count >= 5; bit_count -= 5)
            digits.push_back(static_cast<std::uint8_t>(bits >> (bit_count - 5) & 31));
    }
    if (bit_count > 0) digits.push_back(static_cast<std::uint8_t>(bits << (5 - bit_count) & 31));
    return digits;
}

} // namespace walletauth
