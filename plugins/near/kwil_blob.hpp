// SPDX-License-Identifier: Apache-2.0
// The signature of kwil-db's nep413 authenticator: the signed payload travels with it.
#pragma once

#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace walletauth::near {

/// u16 length, as many bytes of payload, 64 bytes of signature.
inline constexpr std::size_t max_kwil_blob_size = 2 + 65535 + 64;

struct KwilBlob {
    std::uint32_t tag = 0;
    std::string_view message;
    std::span<const std::uint8_t> nonce; ///< 32 bytes
    std::string_view recipient;
    std::uint8_t option = 0; ///< as written: 0, 1, or anything
    std::string_view callback_url;
    std::size_t trailing = 0;                ///< bytes of the payload behind its end
    std::span<const std::uint8_t> signature; ///< 64 bytes
};

/// Views into `bytes`. Lengths are checked; what the fields say is not. WA_MALFORMED_SIGNATURE.
[[nodiscard]] Result<KwilBlob> read_kwil_blob(std::span<const std::uint8_t> bytes) noexcept;

} // namespace walletauth::near
