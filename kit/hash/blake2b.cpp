// SPDX-License-Identifier: Apache-2.0
#include <walletauth/hash/blake2b.hpp>

#include <sodium/crypto_generichash_blake2b.h>

namespace walletauth {

using Kind = Blake2bError::Kind;

static_assert(crypto_generichash_blake2b_BYTES_MAX == blake2b_max_size);
static_assert(crypto_generichash_blake2b_KEYBYTES_MAX == blake2b_max_key_size);
static_assert(crypto_generichash_blake2b_SALTBYTES == sizeof Blake2bOptions::salt);
static_assert(crypto_generichash_blake2b_PERSONALBYTES == sizeof Blake2bOptions::personal);

// libsodium names minima, 16 bytes of a result and of a key, that it does not demand.
std::expected<void, Blake2bError> blake2b_into(HashPieces pieces, std::span<std::uint8_t> out,
                                               const Blake2bOptions &options) noexcept {
    if (out.empty() || out.size() > blake2b_max_size) {
        return std::unexpected(Blake2bError{Kind::bad_size, out.size()});
    }
    if (options.key.size() > blake2b_max_key_size) {
        return std::unexpected(Blake2bError{Kind::long_key, options.key.size()});
    }
    // With these sizes libsodium's functions can't fail.
    crypto_generichash_blake2b_state state;
    crypto_generichash_blake2b_init_salt_personal(&state, options.key.data(), options.key.size(),
                                                  out.size(), options.salt.data(),
                                                  options.personal.data());
    for (const auto piece : pieces)
        crypto_generichash_blake2b_update(&state, piece.data(), piece.size());
    crypto_generichash_blake2b_final(&state, out.data(), out.size());
    return {};
}

} // namespace walletauth
