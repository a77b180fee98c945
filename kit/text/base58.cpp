// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/base58.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace walletauth {
namespace {

using Kind = Base58Error::Kind;

// Encoding takes four bytes and five digits (58^5 < 2^32) in a step, not one as in the usual loop:
// a fraction of its quadratic work.
constexpr std::size_t digits_per_step = 5;
constexpr std::array<std::uint32_t, digits_per_step + 1> powers = {
    1, 58, 58 * 58, 58 * 58 * 58, 11'316'496, 656'356'768};

std::optional<Base58Error> find_bad_digit(std::string_view text,
                                          const Base58Alphabet &alphabet) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (alphabet.value(text[i]) == Base58Alphabet::no_digit) {
            return Base58Error{Kind::bad_digit, i};
        }
    }
    return std::nullopt;
}

std::size_t count_leading(std::string_view text, char digit) noexcept {
    return std::min(text.find_first_not_of(digit), text.size());
}

// The number is worked on in place, in groups of eight bytes counted from its end: ten digits in a
// step and eight bytes in a multiplication are a fortieth of the usual loop's quadratic work.
class Groups {
  public:
    explicit Groups(std::span<std::uint8_t> bytes) noexcept : bytes_(bytes) {}

    // number * factor + addend; false if it does not fit.
    [[nodiscard]] bool multiply_add(std::uint64_t factor, std::uint64_t addend) noexcept {
        std::uint64_t carry = addend;
        for (std::size_t i = 0; i < used_; ++i) {
            if (!step(i, factor, carry)) return false;
        }
        while (carry != 0) {
            if (used_ * group_size >= bytes_.size()) return false;
            if (!step(used_++, 0, carry)) return false;
        }
        return true;
    }

  private:
    __extension__ using Wide = unsigned __int128;
    static constexpr std::size_t group_size = 8;

    // Only the first group of the bytes may be smaller than eight: false if the carry leaves it.
    bool step(std::size_t group, std::uint64_t factor, std::uint64_t &carry) noexcept {
        const std::size_t end = bytes_.size() - group * group_size;
        if (end >= group_size) {
            std::uint8_t *const at = bytes_.data() + end - group_size;
            const Wide wide = static_cast<Wide>(load(at)) * factor + carry;
            store(at, static_cast<std::uint64_t>(wide));
            carry = static_cast<std::uint64_t>(wide >> 64);
            return true;
        }
        Wide wide = carry;
        for (std::size_t i = end; i-- > 0;) {
            wide += static_cast<Wide>(bytes_[i]) * factor;
            bytes_[i] = static_cast<std::uint8_t>(wide);
            wide >>= 8;
        }
        carry = 0;
        return wide == 0;
    }
    static std::uint64_t load(const std::uint8_t *at) noexcept {
        std::uint64_t value;
        std::memcpy(&value, at, sizeof value);
        return std::endian::native == std::endian::little ? std::byteswap(value) : value;
    }
    static void store(std::uint8_t *at, std::uint64_t value) noexcept {
        if (std::endian::native == std::endian::little) value = std::byteswap(value);
        std::memcpy(at, &value, sizeof value);
    }

    std::span<std::uint8_t> bytes_;
    std::size_t used_ = 0; // groups that are not known to be zero
};

// Writes the number of the valid digits `text` to the end of `out`, which is all zero, big-endian;
// returns how many bytes it has, or nothing if it does not fit.
std::optional<std::size_t> decode_number(std::string_view text, std::span<std::uint8_t> out,
                                         const Base58Alphabet &alphabet) noexcept {
    constexpr std::size_t digits_per_group = 10; // 58^10 < 2^64
    Groups number{out};
    while (!text.empty()) {
        const auto digits = text.substr(0, digits_per_group);
        std::uint64_t addend = 0;
        std::uint64_t factor = 1;
        for (const char digit : digits) {
            addend = addend * 58 + alphabet.value(digit);
            factor *= 58;
        }
        if (!number.multiply_add(factor, addend)) {
            return std::nullopt;
        }
        text.remove_prefix(digits.size());
    }
    const auto first = std::ranges::find_if(out, [](std::uint8_t byte) { return byte != 0; });
    return static_cast<std::size_t>(out.end() - first);
}

} // namespace

std::expected<std::vector<std::uint8_t>, Base58Error> decode_base58(
    std::string_view text, std::size_t max_text, const Base58Alphabet &alphabet) {
    if (text.size() > max_text) {
        return std::unexpected(Base58Error{Kind::too_long, text.size()});
    }
    if (const auto error = find_bad_digit(text, alphabet)) {
        return std::unexpected(*error);
    }
    const std::size_t zeros = count_leading(text, alphabet.digit(0));
    const std::string_view number = text.substr(zeros);
    // log(58) / log(256) = 0.73225: the number needs no more than this.
    const std::size_t max_number = (number.size() * 733 + 999) / 1000;
    std::vector<std::uint8_t> bytes(zeros + max_number);
    const std::size_t used =
        decode_number(number, std::span(bytes).subspan(zeros), alphabet).value_or(0);
    bytes.erase(bytes.begin(), bytes.end() - static_cast<std::ptrdiff_t>(zeros + used));
    return bytes;
}

std::expected<std::vector<std::uint8_t>, Base58Error> decode_base58(std::string_view text,
                                                                    std::size_t max_text) {
    return decode_base58(text, max_text, base58_standard);
}

bool decode_base58_into(std::string_view text, std::span<std::uint8_t> out,
                        const Base58Alphabet &alphabet) noexcept {
    if (text.size() > base58_max_text(out.size()) || find_bad_digit(text, alphabet)) {
        return false;
    }
    const std::size_t zeros = count_leading(text, alphabet.digit(0));
    if (zeros > out.size()) {
        return false;
    }
    std::ranges::fill(out, std::uint8_t{0});
    return decode_number(text.substr(zeros), out.subspan(zeros), alphabet) == out.size() - zeros;
}

bool decode_base58_into(std::string_view text, std::span<std::uint8_t> out) noexcept {
    return decode_base58_into(text, out, base58_standard);
}

std::string encode_base58(std::span<const std::uint8_t> bytes, const Base58Alphabet &alphabet) {
    std::size_t zeros = 0;
    while (zeros < bytes.size() && bytes[zeros] == 0) {
        ++zeros;
    }
    // Least significant word first, each holding five digits.
    std::vector<std::uint32_t> words;
    words.reserve(base58_max_text(bytes.size() - zeros) / digits_per_step + 1);
    for (std::span<const std::uint8_t> rest = bytes.subspan(zeros); !rest.empty();) {
        const std::size_t count = std::min<std::size_t>(rest.size(), 4);
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < count; ++i) {
            carry = carry << 8 | rest[i];
        }
        rest = rest.subspan(count);
        for (std::uint32_t &word : words) {
            carry += static_cast<std::uint64_t>(word) << (8 * count);
            word = static_cast<std::uint32_t>(carry % powers[digits_per_step]);
            carry /= powers[digits_per_step];
        }
        for (; carry != 0; carry /= powers[digits_per_step]) {
            words.push_back(static_cast<std::uint32_t>(carry % powers[digits_per_step]));
        }
    }
    std::string text(zeros, alphabet.digit(0));
    text.reserve(zeros + words.size() * digits_per_step);
    for (std::size_t i = words.size(); i-- > 0;) {
        const bool first = i + 1 == words.size();
        for (std::size_t j = digits_per_step; j-- > 0;) {
            const std::uint32_t rest = words[i] / powers[j];
            if (!first || rest != 0) {
                text.push_back(alphabet.digit(rest % 58));
            }
        }
    }
    return text;
}

std::string encode_base58(std::span<const std::uint8_t> bytes) {
    return encode_base58(bytes, base58_standard);
}

} // namespace walletauth
