// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/text/hex.hpp>

#include <array>

namespace walletauth::kwil {

Result<void> self_test() {
    // RFC 8032, section 7.1, test 1.
    const auto key = decode_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const auto signature = decode_hex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    if (!key || !signature ||
        !ed25519_verify(Ed25519Signature{*signature}, {}, Ed25519Key{*key}, Rule::strict) ||
        !ed25519_verify(Ed25519Signature{*signature}, {}, Ed25519Key{*key}, Rule::compat)) {
        return refuse(WA_ERROR_INTERNAL, "self-test failed: RFC 8032");
    }
    // With the identity as the key, R and S = 0 sign everything: strict must refuse what Go
    // accepts.
    constexpr std::array<std::uint8_t, 32> identity{1};
    constexpr std::array<std::uint8_t, 64> forged{1};
    if (ed25519_verify(forged, identity, identity, Rule::strict) ||
        !ed25519_verify(forged, identity, identity, Rule::compat)) {
        return refuse(WA_ERROR_INTERNAL, "self-test failed: small order");
    }
    return {};
}

} // namespace walletauth::kwil
