// SPDX-License-Identifier: Apache-2.0
// Ed25519: a key of 32 bytes, a message of 200. Each call begins with the bytes of the key.
#include "operation.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/text/hex.hpp>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <memory>

namespace walletauth::bench {
namespace {

struct Signed {
    std::array<std::uint8_t, 200> message{};
    std::array<std::uint8_t, 32> key{};
    std::array<std::uint8_t, 64> signature{};
    Signed() {
        message.fill('m');
        std::array<std::uint8_t, 64> secret{};
        const std::array<std::uint8_t, 32> seed{1};
        crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
        crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                             secret.data());
    }
};

bool by_sodium(const Signed &it) {
    return crypto_sign_verify_detached(it.signature.data(), it.message.data(), it.message.size(),
                                       it.key.data()) == 0;
}

bool by_openssl(const Signed &it) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, it.key.data(), it.key.size()),
        EVP_PKEY_free};
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free};
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), it.signature.data(), it.signature.size(),
                            it.message.data(), it.message.size()) == 1;
}

} // namespace

std::vector<Operation> ed25519_operations() {
    static const Signed it;
    const auto by = [](Rule rule) {
        return [rule] { return ed25519_verify(it.signature, it.message, it.key, rule); };
    };
    return {{"Ed25519",
             inputs_of({{"key", encode_hex(it.key)},
                        {"message", encode_hex(it.message)},
                        {"signature", encode_hex(it.signature)}}),
             {{"walletauth", by(Rule::strict)},
              {"walletauth, compat", by(Rule::compat)},
              {std::string{"libsodium "} + sodium_version_string(), [] { return by_sodium(it); }},
              {std::string{"OpenSSL "} + OpenSSL_version(OPENSSL_VERSION_STRING),
               [] { return by_openssl(it); }}}}};
}

} // namespace walletauth::bench
