// SPDX-License-Identifier: Apache-2.0
/// Bytes as wallets write them: in which codings, and how many. Keys and signatures of most chains
/// are read by a form alone (notation.hpp); a chain with a notation of its own reads by functions.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

enum class Coding : std::uint8_t {
    none,       ///< an unused place in a list
    hex,        ///< digits of either case (written in lower case), without 0x
    hex_0x,     ///< the same behind 0x
    base58,     ///< Bitcoin's alphabet, no checksum
    base64,     ///< the standard alphabet, padded
    byte_array, ///< a JSON array of numbers, as JavaScript prints a Uint8Array
};

/// "hex", "hex with 0x", "base58", "base64" or "a JSON array", for the details of refusals.
[[nodiscard]] std::string_view coding_name(Coding coding) noexcept;

/// Base58 costs time squared: a longer text is not read. 16 KiB, which take 2 ms, still are.
inline constexpr std::size_t max_base58_text = std::size_t{24} * 1024;

/// What a text spells in one coding.
struct Reading {
    std::string_view notation; ///< coding_name
    std::vector<std::uint8_t> bytes;
};

/// Every one of `codings`, in their order, in which `text` is well-formed and gives 1 to `max_size`
/// bytes. Each refuses by the text's size first, so that no long text costs work.
[[nodiscard]] std::vector<Reading> read_codings(std::string_view text,
                                                std::span<const Coding> codings,
                                                std::size_t max_size);

namespace detail {
/// Adds what is missing to the unused places of a list; what has no place does not compile.
template <class T, std::size_t size>
consteval void add_missing(std::array<T, size> &to, const std::array<T, size> &from) {
    for (const T &item : from) {
        if (item == T{} || std::ranges::find(to, item) != to.end()) continue;
        *std::ranges::find(to, T{}) = item;
    }
}

/// Whether a text can be bytes of the form in two codings as a rule: each hex text is also base64,
/// and many a base64 text without padding is also base58. parse_bytes would refuse such texts.
template <class Sizes, class Codings>
consteval bool collides(const Sizes &sizes, const Codings &codings) {
    const auto has = [&](Coding coding) {
        return std::ranges::find(codings, coding) != codings.end();
    };
    const auto has_size = [&](std::size_t size) {
        return std::ranges::find(sizes, size) != sizes.end();
    };
    for (const std::size_t size : sizes) {
        if (size == 0) continue;
        if (has(Coding::hex) && has(Coding::base64) && size % 2 == 0 && has_size(size / 2 * 3))
            return true;
        if (!has(Coding::base58) || !has(Coding::base64) || size % 3 != 0) continue;
        for (const std::size_t other : sizes) {
            const std::size_t text = size / 3 * 4;
            if (other != 0 && text >= other && text <= (other * 1366 + 999) / 1000) return true;
        }
    }
    return false;
}
} // namespace detail

/// Which bytes, and how they are written. Made of the forms below.
struct TextForm {
    std::array<std::size_t, 4> sizes{}; ///< of the bytes; 0 is an unused place
    std::array<Coding, 5> codings{};    ///< that are read; bytes are written in the first

    [[nodiscard]] constexpr bool has_size(std::size_t size) const noexcept {
        return size != 0 && std::ranges::find(sizes, size) != sizes.end();
    }
};

/// Both forms: bytes of all their sizes, each size in all their codings. It does not compile where
/// a text of one coding is also one of another: write a function that tells them apart.
[[nodiscard]] consteval TextForm operator|(TextForm a, const TextForm &b) {
    detail::add_missing(a.sizes, b.sizes);
    detail::add_missing(a.codings, b.codings);
    if (detail::collides(a.sizes, a.codings)) throw "a text of this form can be read in two ways";
    return a;
}

/// Forms of bytes of these sizes: `forms::hex<64>`, `forms::base64<64> | forms::hex<64>`,
/// `forms::hex_0x<33, 65> | forms::hex<33, 65>`.
namespace forms {
template <std::size_t... sizes>
inline constexpr TextForm hex{{sizes...}, {Coding::hex}};
template <std::size_t... sizes>
inline constexpr TextForm hex_0x{{sizes...}, {Coding::hex_0x}};
template <std::size_t... sizes>
inline constexpr TextForm base58{{sizes...}, {Coding::base58}};
template <std::size_t... sizes>
inline constexpr TextForm base64{{sizes...}, {Coding::base64}};
template <std::size_t... sizes>
inline constexpr TextForm byte_array{{sizes...}, {Coding::byte_array}};
} // namespace forms

/// The bytes that `text` spells in exactly one coding of `form`, of one of its sizes. Otherwise a
/// refusal of `status` that calls the text `what` and says what is wrong with it: the character
/// that does not belong, or the size found. Linear; base58 is quadratic up to the largest size.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_bytes(std::string_view text,
                                                            const TextForm &form,
                                                            std::uint32_t status,
                                                            std::string_view what);

/// The text that parse_bytes reads back, in the first coding; `status` for another size.
[[nodiscard]] Result<std::string> format_bytes(std::span<const std::uint8_t> bytes,
                                               const TextForm &form, std::uint32_t status,
                                               std::string_view what);

} // namespace walletauth
