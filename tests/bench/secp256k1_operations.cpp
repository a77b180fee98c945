// SPDX-License-Identifier: Apache-2.0
// ECDSA over secp256k1: verification with a key of 33 bytes, and the recovery of the key. Each call
// begins with the bytes of the key and of the signature.
#include "operation.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/hex.hpp>

#include <secp256k1_recovery.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace walletauth::bench {
namespace {

struct Signed {
    std::array<std::uint8_t, 32> message{};
    Hash256 digest{};
    std::array<std::uint8_t, 64> signature{}; ///< s is low
    std::array<std::uint8_t, 33> key{};
    std::array<std::uint8_t, 65> whole_key{}; ///< 04, x, y
    int recovery_id = 0;
    Signed();
};

Signed::Signed() {
    message.fill('m');
    digest = sha256(message);
    struct Destroy {
        void operator()(secp256k1_context *it) const { secp256k1_context_destroy(it); }
    };
    const std::unique_ptr<secp256k1_context, Destroy> context{
        secp256k1_context_create(SECP256K1_CONTEXT_SIGN)};
    const std::array<std::uint8_t, 32> secret{1};
    secp256k1_ecdsa_recoverable_signature made;
    secp256k1_pubkey point;
    if (secp256k1_ecdsa_sign_recoverable(context.get(), &made, digest.data(), secret.data(),
                                         nullptr, nullptr) != 1 ||
        secp256k1_ec_pubkey_create(context.get(), &point, secret.data()) != 1) {
        throw std::runtime_error("libsecp256k1 does not sign");
    }
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context.get(), signature.data(),
                                                            &recovery_id, &made);
    std::size_t size = key.size();
    secp256k1_ec_pubkey_serialize(context.get(), key.data(), &size, &point,
                                  SECP256K1_EC_COMPRESSED);
    size = whole_key.size();
    secp256k1_ec_pubkey_serialize(context.get(), whole_key.data(), &size, &point,
                                  SECP256K1_EC_UNCOMPRESSED);
}

bool verify(const Signed &it) {
    const auto key = Secp256k1Key::parse(it.key, Rule::strict);
    return key && secp256k1_verify(it.signature, it.digest, *key, Rule::strict);
}

bool verify_bare(const Signed &it) {
    const auto *context = secp256k1_context_static;
    secp256k1_pubkey point;
    secp256k1_ecdsa_signature parsed;
    return secp256k1_ec_pubkey_parse(context, &point, it.key.data(), it.key.size()) == 1 &&
           secp256k1_ecdsa_signature_parse_compact(context, &parsed, it.signature.data()) == 1 &&
           secp256k1_ecdsa_verify(context, &parsed, it.digest.data(), &point) == 1;
}

bool recover(const Signed &it) {
    const auto key = Secp256k1Key::recover(it.signature, it.digest, it.recovery_id, Rule::strict);
    return key && key->compressed() == it.key;
}

bool recover_bare(const Signed &it) {
    const auto *context = secp256k1_context_static;
    secp256k1_ecdsa_recoverable_signature parsed;
    secp256k1_pubkey point;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(context, &parsed, it.signature.data(),
                                                            it.recovery_id) != 1 ||
        secp256k1_ecdsa_recover(context, &point, &parsed, it.digest.data()) != 1) {
        return false;
    }
    std::array<std::uint8_t, 33> key{};
    std::size_t size = key.size();
    return secp256k1_ec_pubkey_serialize(context, key.data(), &size, &point,
                                         SECP256K1_EC_COMPRESSED) == 1 &&
           key == it.key;
}

} // namespace

std::vector<Operation> secp256k1_operations() {
    static const Signed it;
    const auto inputs = inputs_of({{"key", encode_hex(it.key)},
                                   {"whole_key", encode_hex(it.whole_key)},
                                   {"message", encode_hex(it.message)},
                                   {"digest", encode_hex(it.digest)},
                                   {"signature", encode_hex(it.signature)},
                                   {"recovery_id", std::to_string(it.recovery_id)}});
    return {{"secp256k1, verification",
             inputs,
             {{"walletauth", [] { return verify(it); }},
              {"libsecp256k1 " WALLETAUTH_SECP256K1_VERSION, [] { return verify_bare(it); }}}},
            {"secp256k1, recovery",
             inputs,
             {{"walletauth", [] { return recover(it); }},
              {"libsecp256k1 " WALLETAUTH_SECP256K1_VERSION, [] { return recover_bare(it); }}}}};
}

} // namespace walletauth::bench
