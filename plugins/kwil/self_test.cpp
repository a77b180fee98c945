// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/curve/secp256k1_known_answers.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/hex.hpp>

#include <array>

namespace walletauth::kwil {
namespace {

// RFC 8032, section 7.1, test 1.
bool verifies_rfc_8032() {
    const auto key = decode_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const auto signature = decode_hex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    return key && signature &&
           ed25519_verify(Ed25519Signature{*signature}, {}, Ed25519Key{*key}, Rule::strict) &&
           ed25519_verify(Ed25519Signature{*signature}, {}, Ed25519Key{*key}, Rule::compat);
}

// With the identity as the key, R and S = 0 sign everything: strict must refuse what Go accepts.
bool tells_small_order() {
    constexpr std::array<std::uint8_t, 32> identity{1};
    constexpr std::array<std::uint8_t, 64> forged{1};
    return !ed25519_verify(forged, identity, identity, Rule::strict) &&
           ed25519_verify(forged, identity, identity, Rule::compat);
}

constexpr KnownFact facts[]{{"RFC 8032", &verifies_rfc_8032},
                            {"small order", &tells_small_order},
                            {"secp256k1", &secp256k1_verifies_as_known}};

} // namespace

Result<void> self_test() { return check_known_answers(facts); }

} // namespace walletauth::kwil
