// SPDX-License-Identifier: Apache-2.0
// secp256k1 by OpenSSL, the oracle of tests and fuzzers. It takes a high s, reads only DER, and
// takes keys in hybrid form.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <openssl/types.h>

namespace walletauth::openssl {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

struct FreeKey {
    void operator()(EVP_PKEY *key) const noexcept;
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

/// A new key pair by OpenSSL's random numbers.
[[nodiscard]] Key make_key();
/// A public key of SEC 1's forms or the hybrid one; null if it is none.
[[nodiscard]] Key read_key(View bytes);
/// 04, x, y; or 33 bytes.
[[nodiscard]] Bytes uncompressed(const Key &key);
[[nodiscard]] Bytes compressed(const Key &key);

/// DER.
[[nodiscard]] Bytes sign(const Key &key, View digest);
[[nodiscard]] bool verify(const Key &key, View digest, View der);

/// r and s of DER, 32 bytes each; nothing if OpenSSL cannot read it, would write it otherwise, or a
/// number has more than 32 bytes.
[[nodiscard]] std::optional<std::array<std::uint8_t, 64>> read_der(View der);
[[nodiscard]] Bytes write_der(std::span<const std::uint8_t, 64> signature);

/// n - s in the place of s, which must be below n.
[[nodiscard]] std::array<std::uint8_t, 64> twin(std::span<const std::uint8_t, 64> signature);

} // namespace walletauth::openssl
