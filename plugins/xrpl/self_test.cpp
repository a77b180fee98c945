// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "account.hpp"
#include "key.hpp"

#include <walletauth/curve/ed25519_known_answers.hpp>
#include <walletauth/curve/secp256k1_known_answers.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::xrpl {
namespace {

// The key of "masterpassphrase", which held all XRP at first (xrpl.org, "Accounts", special
// addresses).
bool derives_genesis() {
    const auto key =
        decode_hex("0330e7fc9d56bb25d6893ba3f317ae5bcf33b3291bd63db32654a313222f7fd020");
    return key && address_of_key(*key) == "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh";
}

// FIPS 180-4's example "abc", its first half.
bool hashes_as_published() {
    return encode_hex(sha512_half({as_bytes("abc")})) ==
           "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a";
}

constexpr KnownFact facts[]{
    {"genesis account", &derives_genesis},       {"SHA-512Half", &hashes_as_published},
    {"secp256k1", &secp256k1_verifies_as_known}, {"secp256k1 keys", &secp256k1_reads_keys_as_known},
    {"RFC 8032", &ed25519_verifies_as_known},    {"small order", &ed25519_tells_small_order}};

} // namespace

Result<void> self_test() { return check_known_answers(facts); }

} // namespace walletauth::xrpl
