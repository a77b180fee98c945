// SPDX-License-Identifier: Apache-2.0
#include <walletauth/hash/sha2.hpp>

#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_hash_sha512.h>

namespace walletauth {

// libsodium's functions can't fail: the status that they return is always 0.
Hash256 sha256(HashPieces pieces) noexcept {
    crypto_hash_sha256_state state;
    Hash256 hash;
    crypto_hash_sha256_init(&state);
    for (const auto piece : pieces)
        crypto_hash_sha256_update(&state, piece.data(), piece.size());
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

Hash256 sha256(std::span<const std::uint8_t> data) noexcept { return sha256({data}); }

Hash256 double_sha256(HashPieces pieces) noexcept { return sha256(sha256(pieces)); }

Hash256 double_sha256(std::span<const std::uint8_t> data) noexcept { return double_sha256({data}); }

Hash512 sha512(HashPieces pieces) noexcept {
    crypto_hash_sha512_state state;
    Hash512 hash;
    crypto_hash_sha512_init(&state);
    for (const auto piece : pieces)
        crypto_hash_sha512_update(&state, piece.data(), piece.size());
    crypto_hash_sha512_final(&state, hash.data());
    return hash;
}

Hash512 sha512(std::span<const std::uint8_t> data) noexcept { return sha512({data}); }

} // namespace walletauth
