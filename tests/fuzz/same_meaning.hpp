// SPDX-License-Identifier: Apache-2.0
// Which changes of a signed request leave its meaning as it was: all that are known.
#pragma once

#include <walletauth/verifier.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace walletauth::fuzz {

using Bytes = std::span<const std::uint8_t>;

/// A request with the service's part; changes of either make another question.
struct Question : Request {
    Service service;
};

/// Typed data is text that is hashed by what it means: white space, the case of hex and the like.
/// The slow encoders judge: to the plugins' own, a member that they forget to hash would mean
/// nothing.
[[nodiscard]] bool is_same_message(const Question &request, std::string_view address, Bytes other);

/// With a key of small order anybody signs everything; `compat` lets such keys pass, as its clients
/// do (docs/ed25519.md).
[[nodiscard]] bool is_anybodys_key(const Question &request, Bytes key);

/// Whether what stands at this byte of the signature is looked at.
[[nodiscard]] bool is_signature_byte_read(const Question &request, std::size_t index) noexcept;
/// Whether the signature is one without its last byte, too.
[[nodiscard]] bool is_signature_without_last_byte(const Question &request) noexcept;
[[nodiscard]] bool is_key_byte_read(const Question &request, std::size_t index) noexcept;

} // namespace walletauth::fuzz
