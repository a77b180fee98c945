// SPDX-License-Identifier: Apache-2.0
// secp256k1 against OpenSSL's: the same keys are read, the same DER, and the same signatures are
// valid. `compat` must be OpenSSL's answer without exception. `strict` refuses what is listed in
// the kit's header, the hybrid form and a high s, and nothing else.
//
// The first byte chooses: a key; DER; or a signature over a digest, of which recovery makes a key.
#include "input.hpp"

#include "tests/support/openssl_secp256k1.hpp"

#include <walletauth/curve/secp256k1.hpp>

namespace {

using namespace walletauth;
using fuzz::require;

void check_key(std::span<const std::uint8_t> bytes) {
    const auto key = Secp256k1Key::parse(bytes, Rule::compat);
    if (bytes.size() == 33 || bytes.size() == 65) { // OpenSSL has the point at infinity in 1 byte
        const auto other = openssl::read_key(bytes);
        require(key.has_value() == (other != nullptr), "OpenSSL takes the same keys");
        if (key) {
            require(std::ranges::equal(key->uncompressed(), openssl::uncompressed(other)),
                    "the same point");
        }
    }
    if (!key) return;
    const bool is_hybrid = bytes[0] == 6 || bytes[0] == 7;
    require(Secp256k1Key::parse(bytes, Rule::strict).has_value() == !is_hybrid,
            "strict is as listed");
    require(Secp256k1Key::parse(key->compressed(), Rule::strict) == key, "33 bytes read back");
    require(Secp256k1Key::parse(key->uncompressed(), Rule::strict) == key, "65 bytes read back");
    const auto even = Secp256k1Key::lift_x(key->x());
    require(even && even->compressed()[0] == 2 && std::ranges::equal(even->x(), key->x()),
            "the even point of this x");
}

void check_der(std::span<const std::uint8_t> der) {
    const auto signature = secp256k1_parse_der(der);
    const auto other = openssl::read_der(der);
    require(signature.has_value() == other.has_value(), "OpenSSL reads the same DER");
    require(!signature || *signature == *other, "the same r and s");
}

void check_verification(const std::array<std::uint8_t, 64> &signature,
                        const std::array<std::uint8_t, 32> &digest, const Secp256k1Key &key) {
    const auto other = openssl::read_key(key.uncompressed());
    require(other != nullptr, "OpenSSL takes the key");
    const bool good = openssl::verify(other, digest, openssl::write_der(signature));
    const auto compat = secp256k1_verify(signature, digest, key, Rule::compat);
    const auto strict = secp256k1_verify(signature, digest, key, Rule::strict);
    require(compat.has_value() == good, "compat is OpenSSL's");
    require(strict.has_value() == (good && secp256k1_is_low_s(signature)), "strict is as listed");
    if (!good) return;
    const auto low = secp256k1_to_low_s(signature);
    require(low && secp256k1_verify(*low, digest, key, Rule::strict).has_value(),
            "the low s is the same signature");
}

void check_signature(fuzz::Input &input) {
    auto signature = input.array<64>();
    auto digest = input.array<32>();
    const int id = static_cast<int>(input.below(4));
    const auto at = input.below(96);
    const auto change = input.byte();
    const auto key = Secp256k1Key::recover(signature, digest, id, Rule::compat);
    if (!key) return;
    require(secp256k1_verify(signature, digest, *key, Rule::compat).has_value(),
            "what is recovered has signed");
    check_verification(signature, digest, *key);
    (at < 64 ? signature[at] : digest[at - 64]) ^= change;
    check_verification(signature, digest, *key);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    fuzz::Input input{{data, size}};
    switch (input.below(3)) {
    case 0:
        check_key(input.rest());
        break;
    case 1:
        check_der(input.rest());
        break;
    default:
        check_signature(input);
    }
    return 0;
}
