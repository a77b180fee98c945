// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include <walletauth/curve/ed25519_known_answers.hpp>
#include <walletauth/curve/secp256k1_known_answers.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::kwil {
namespace {

// FIPS 180-4's example "abc".
bool hashes_as_published() {
    return encode_hex(sha256(as_bytes("abc"))) ==
           "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
}

constexpr KnownFact facts[]{{"RFC 8032", &ed25519_verifies_as_known},
                            {"small order", &ed25519_tells_small_order},
                            {"SHA-256", &hashes_as_published},
                            {"secp256k1", &secp256k1_verifies_as_known},
                            {"secp256k1 keys", &secp256k1_reads_keys_as_known}};

} // namespace

Result<void> self_test() { return check_known_answers(facts); }

} // namespace walletauth::kwil
