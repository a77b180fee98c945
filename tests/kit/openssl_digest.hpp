// SPDX-License-Identifier: Apache-2.0
// Hashes by OpenSSL, to compare with: another implementation.
#pragma once

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

namespace walletauth_test {

/// `name` as EVP_MD_fetch knows it, such as "SHA512-256". RIPEMD-160 is in the default provider
/// since OpenSSL 3.0.7.
inline std::vector<std::uint8_t> openssl_digest(const char *name,
                                                std::span<const std::uint8_t> data) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> hash{};
    std::size_t size = 0;
    if (EVP_Q_digest(nullptr, name, nullptr, data.data(), data.size(), hash.data(), &size) != 1) {
        throw std::runtime_error("OpenSSL has not this hash");
    }
    return {hash.begin(), hash.begin() + static_cast<std::ptrdiff_t>(size)};
}

} // namespace walletauth_test
