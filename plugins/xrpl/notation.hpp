// SPDX-License-Identifier: Apache-2.0
// How signatures and keys are written: hex of either case, as ripple-keypairs writes and reads it.
#pragma once

#include "key.hpp"
#include "signin_blob.hpp"

#include <walletauth/request/notation.hpp>

namespace walletauth::xrpl {

[[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(std::string_view text,
                                                                std::size_t max_size);
template <std::size_t max_size>
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature_of(std::string_view text) {
    return parse_signature(text, max_size);
}
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(std::string_view text);
/// In upper case, as ripple-keypairs.
[[nodiscard]] Result<std::string> format_public_key(std::span<const std::uint8_t> public_key);

inline constexpr Notation message_notation{&parse_signature_of<max_signature_size>,
                                           &parse_public_key, &format_public_key};
inline constexpr Notation signin_notation{&parse_signature_of<max_blob_size>, &parse_public_key,
                                          &format_public_key};

} // namespace walletauth::xrpl
