// SPDX-License-Identifier: Apache-2.0
#include <walletauth/request/text_form.hpp>

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/byte_array.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/notation_fault.hpp>

#include <optional>
#include <utility>

namespace walletauth {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEFabcdef";
constexpr std::string_view base58_digits =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view base64_digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/=";

using Decoded = std::optional<std::vector<std::uint8_t>>;

template <class Expected>
Decoded value_of(Expected decoded) {
    return decoded ? Decoded{std::move(*decoded)} : std::nullopt;
}

Decoded decode(std::string_view text, Coding coding, std::size_t max_size) {
    switch (coding) {
    case Coding::hex:
        return text.size() <= 2 * max_size ? value_of(decode_hex(text)) : std::nullopt;
    case Coding::hex_0x:
        return text.starts_with("0x") ? decode(text.substr(2), Coding::hex, max_size)
                                      : std::nullopt;
    case Coding::base58:
        return value_of(decode_base58(text, std::min(base58_max_text(max_size), max_base58_text)));
    case Coding::base64:
        return text.size() <= (max_size + 2) / 3 * 4 ? value_of(decode_base64(text)) : std::nullopt;
    case Coding::byte_array:
        return value_of(decode_byte_array(text, max_size));
    case Coding::none:
        break;
    }
    return std::nullopt;
}

std::string_view digits_of(Coding coding) noexcept {
    switch (coding) {
    case Coding::hex:
    case Coding::hex_0x:
        return hex_digits;
    case Coding::base58:
        return base58_digits;
    case Coding::base64:
        return base64_digits;
    case Coding::byte_array:
        return "0123456789[], \t\r\n";
    case Coding::none:
        break;
    }
    return "";
}

bool reads(const TextForm &form, Coding coding) noexcept {
    return std::ranges::find(form.codings, coding) != form.codings.end();
}

/// `64`, `33 or 65`.
std::string sizes_of(const TextForm &form) {
    std::string list;
    for (const auto size : form.sizes) {
        if (size != 0) list.append(list.empty() ? "" : " or ").append(std::to_string(size));
    }
    return list;
}

/// `hex`, `base64 or hex`.
std::string codings_of(const TextForm &form) {
    std::string list;
    for (const auto coding : form.codings) {
        if (coding != Coding::none)
            list.append(list.empty() ? "" : " or ").append(coding_name(coding));
    }
    return list;
}

/// The first character that stands in no text of the form; text.size() if there is none.
std::size_t find_odd_character(std::string_view text, const TextForm &form) noexcept {
    const bool is_array = text.starts_with('[') && reads(form, Coding::byte_array);
    const bool has_prefix = text.starts_with("0x") && reads(form, Coding::hex_0x);
    for (std::size_t at = has_prefix ? 2 : 0; at < text.size(); ++at) {
        const bool is_digit = std::ranges::any_of(form.codings, [&](Coding coding) {
            return (coding == Coding::byte_array) == is_array &&
                   digits_of(coding).contains(text[at]);
        });
        if (!is_digit) return at;
    }
    return text.size();
}

/// Why `text` is none of the form's.
std::unexpected<Refusal> explain(std::string_view text, const TextForm &form, std::uint32_t status,
                                 std::string_view what) {
    const auto expected = codings_of(form);
    if (text.empty()) return refuse(status, what, " is empty, expected ", expected);
    const bool has_prefix = text.starts_with("0x") || text.starts_with("0X");
    if (has_prefix && !(text.starts_with("0x") && reads(form, Coding::hex_0x))) {
        return refuse(status, what, " begins with ", text.substr(0, 2), ", expected ", expected);
    }
    if (const auto odd = find_odd_character(text, form); odd != text.size()) {
        return refuse(status, what, " has ", character_name(text[odd]).view(), " at ", odd,
                      ", expected ", expected);
    }
    // More than any size, to say what was found. The smallest alphabet that fits was meant.
    constexpr std::size_t max_explained = 1024;
    constexpr std::array by_alphabet{Coding::hex_0x, Coding::hex, Coding::base58, Coding::base64,
                                     Coding::byte_array};
    for (const auto coding : by_alphabet) {
        if (!reads(form, coding)) continue;
        const auto bytes = decode(text, coding, max_explained);
        if (!bytes) continue;
        return refuse(status, what, " has ", bytes->size(), " bytes as ", coding_name(coding),
                      ", expected ", sizes_of(form));
    }
    return refuse(status, what, " of ", text.size(), " characters is no ", expected, " of ",
                  sizes_of(form), " bytes");
}

} // namespace

std::string_view coding_name(Coding coding) noexcept {
    switch (coding) {
    case Coding::hex:
        return "hex";
    case Coding::hex_0x:
        return "hex with 0x";
    case Coding::base58:
        return "base58";
    case Coding::base64:
        return "base64";
    case Coding::byte_array:
        return "a JSON array";
    case Coding::none:
        break;
    }
    return "no coding";
}

std::vector<Reading> read_codings(std::string_view text, std::span<const Coding> codings,
                                  std::size_t max_size) {
    std::vector<Reading> readings;
    for (const auto coding : codings) {
        auto bytes = decode(text, coding, max_size);
        if (!bytes || bytes->empty() || bytes->size() > max_size) continue;
        readings.push_back({coding_name(coding), std::move(*bytes)});
    }
    return readings;
}

Result<std::vector<std::uint8_t>> parse_bytes(std::string_view text, const TextForm &form,
                                              std::uint32_t status, std::string_view what) {
    auto readings = read_codings(text, form.codings, std::ranges::max(form.sizes));
    std::erase_if(readings,
                  [&](const Reading &reading) { return !form.has_size(reading.bytes.size()); });
    if (readings.size() == 1) return std::move(readings.front().bytes);
    if (readings.empty()) return explain(text, form, status, what);
    return refuse(status, what, " has ", readings.front().bytes.size(), " bytes as ",
                  readings.front().notation, " and ", readings.back().bytes.size(), " as ",
                  readings.back().notation);
}

Result<std::string> format_bytes(std::span<const std::uint8_t> bytes, const TextForm &form,
                                 std::uint32_t status, std::string_view what) {
    if (!form.has_size(bytes.size())) {
        return refuse(status, what, " has ", bytes.size(), " bytes, expected ", sizes_of(form));
    }
    switch (form.codings.front()) {
    case Coding::hex_0x:
        return "0x" + encode_hex(bytes);
    case Coding::base58:
        return encode_base58(bytes);
    case Coding::base64:
        return encode_base64(bytes);
    case Coding::byte_array: {
        std::string text = "[";
        for (const auto byte : bytes)
            text.append(text.size() == 1 ? "" : ",").append(std::to_string(byte));
        return text + ']';
    }
    case Coding::hex:
    case Coding::none:
        break;
    }
    return encode_hex(bytes);
}

} // namespace walletauth
