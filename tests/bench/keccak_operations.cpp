// SPDX-License-Identifier: Apache-2.0
// Keccak-256 of a short text and of eight blocks.
#include "operation.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/text/hex.hpp>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <utility>

namespace walletauth::bench {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// The same permutation and block size as Keccak-256; only the padding differs.
bool by_openssl(const Bytes &message) {
    static EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA3-256", nullptr);
    static EVP_MD_CTX *const context = EVP_MD_CTX_new();
    std::array<unsigned char, 32> hash{};
    return EVP_DigestInit_ex2(context, algorithm, nullptr) == 1 &&
           EVP_DigestUpdate(context, message.data(), message.size()) == 1 &&
           EVP_DigestFinal_ex(context, hash.data(), nullptr) == 1;
}

Operation hash_of(std::string_view size, Bytes bytes) {
    const auto digest = keccak256(bytes); // each peer must come to the same
    auto inputs = inputs_of({{"message", encode_hex(bytes)}, {"digest", encode_hex(digest)}});
    const auto message = std::make_shared<const Bytes>(std::move(bytes));
    return {"Keccak-256, " + std::string{size} + " bytes",
            std::move(inputs),
            {{"walletauth", [message, digest] { return keccak256(*message) == digest; }},
             {std::string{"OpenSSL "} + OpenSSL_version(OPENSSL_VERSION_STRING) + ", SHA3-256",
              [message] { return by_openssl(*message); }}}};
}

} // namespace

std::vector<Operation> keccak_operations() {
    return {hash_of("100", Bytes(100, 0x5a)), hash_of("1,088", Bytes(1088, 0x5a))};
}

} // namespace walletauth::bench
