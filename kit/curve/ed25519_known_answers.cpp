// SPDX-License-Identifier: Apache-2.0
#include <walletauth/curve/ed25519_known_answers.hpp>

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/text/hex.hpp>

#include <array>

namespace walletauth {

bool ed25519_verifies_as_known() {
    const auto key = decode_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const auto signature =
        decode_hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                   "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    if (!key || !signature) return false;
    constexpr std::array<std::uint8_t, 1> message{0x72};
    constexpr std::array<std::uint8_t, 1> other{0x73};
    const auto verifies = [&](std::span<const std::uint8_t> bytes, Rule rule) {
        return ed25519_verify(Ed25519Signature{*signature}, bytes, Ed25519Key{*key}, rule);
    };
    return verifies(message, Rule::strict) && verifies(message, Rule::compat) &&
           !verifies(other, Rule::strict) && !verifies(other, Rule::compat);
}

bool ed25519_tells_small_order() {
    constexpr std::array<std::uint8_t, 32> identity{1};
    constexpr std::array<std::uint8_t, 64> signature_of_all{1};
    return !ed25519_verify(signature_of_all, identity, identity, Rule::strict) &&
           ed25519_verify(signature_of_all, identity, identity, Rule::compat);
}

} // namespace walletauth
