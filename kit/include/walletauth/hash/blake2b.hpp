// SPDX-License-Identifier: Apache-2.0
/// BLAKE2b (RFC 7693), with a result of 1 to 64 bytes, and on demand with a key, a salt and a
/// personalisation ("BLAKE2: simpler, smaller, fast as MD5", section 2.8).
///
/// A result of another size is another hash, not a part of it. All functions take input of any size
/// and are linear in it. Nothing allocates. They are safe from any thread: there is no state.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/hash/digest.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <tuple>

namespace walletauth {

inline constexpr std::size_t blake2b_max_size = 64;     // bytes of a result
inline constexpr std::size_t blake2b_max_key_size = 64; // bytes

/// 16 bytes. All zero is the same as none.
using Blake2bPersonal = std::array<std::uint8_t, 16>;

/// A literal of at most 16 characters, filled up with zeros:
/// `blake2b_personal("ckb-default-hash")`. A longer one does not compile.
template <std::size_t size>
[[nodiscard]] consteval Blake2bPersonal blake2b_personal(const char (&text)[size]) noexcept {
    static_assert(size - 1 <= std::tuple_size_v<Blake2bPersonal>, "at most 16 characters");
    Blake2bPersonal personal{};
    std::copy_n(text, size - 1, personal.begin());
    return personal;
}

struct Blake2bOptions {
    std::span<const std::uint8_t> key = {}; // at most 64 bytes; empty is none
    std::array<std::uint8_t, 16> salt{};    // all zero is none
    Blake2bPersonal personal{};
};

struct Blake2bError {
    enum class Kind : std::uint8_t {
        bad_size, // the result is to be empty or longer than 64 bytes; index: its size
        long_key, // index: the key's size
    };

    Kind kind;
    std::size_t index;
};

/// Fills `out` with a hash of out.size() bytes, 1 to 64. After an error `out` is unchanged.
[[nodiscard]] std::expected<void, Blake2bError> blake2b_into(
    HashPieces pieces, std::span<std::uint8_t> out, const Blake2bOptions &options = {}) noexcept;

/// Without a key, and of a size that is known when compiling: can't fail. `blake2b<32>(message)`.
template <std::size_t size>
    requires(size >= 1 && size <= blake2b_max_size)
[[nodiscard]] std::array<std::uint8_t, size> blake2b(
    HashPieces pieces, const Blake2bPersonal &personal = {}) noexcept {
    std::array<std::uint8_t, size> out{};
    static_cast<void>(blake2b_into(pieces, out, {.personal = personal}));
    return out;
}
template <std::size_t size>
    requires(size >= 1 && size <= blake2b_max_size)
[[nodiscard]] std::array<std::uint8_t, size> blake2b(
    std::span<const std::uint8_t> data, const Blake2bPersonal &personal = {}) noexcept {
    return blake2b<size>({data}, personal);
}

} // namespace walletauth
