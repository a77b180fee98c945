// SPDX-License-Identifier: Apache-2.0
#include "secp256k1_key.hpp"

#include <secp256k1.h>

namespace walletauth::kwil {

Result<std::array<std::uint8_t, 33>> compress_key(std::span<const std::uint8_t> bytes,
                                                  KeyForms forms) noexcept {
    const bool compressed = bytes.size() == 33 && (bytes[0] == 2 || bytes[0] == 3);
    const bool uncompressed = bytes.size() == 65 && bytes[0] == 4;
    const bool hybrid =
        forms == KeyForms::hybrid_too && bytes.size() == 65 && (bytes[0] == 6 || bytes[0] == 7);
    if (!compressed && !uncompressed && !hybrid) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", bytes.size(),
                      " bytes, expected 33 (02 or 03) or 65 (04)");
    }
    secp256k1_pubkey key;
    if (secp256k1_ec_pubkey_parse(secp256k1_context_static, &key, bytes.data(), bytes.size()) !=
        1) {
        return refuse(WA_REJECTED_SIGNER, "public key is no point of the curve");
    }
    std::array<std::uint8_t, 33> out{};
    std::size_t size = out.size();
    secp256k1_ec_pubkey_serialize(secp256k1_context_static, out.data(), &size, &key,
                                  SECP256K1_EC_COMPRESSED);
    return out;
}

} // namespace walletauth::kwil
