// SPDX-License-Identifier: Apache-2.0
#include <walletauth/curve/secp256k1_known_answers.hpp>

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/text/hex.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace walletauth {
namespace {

struct Published {
    std::array<std::uint8_t, 32> digest{};
    std::array<std::uint8_t, 64> signature{};
    std::array<std::uint8_t, 65> point{};
    std::array<std::uint8_t, 32> high_s{}; ///< n - s

    [[nodiscard]] std::array<std::uint8_t, 64> with_high_s() const noexcept {
        auto twin = signature;
        std::ranges::copy(high_s, twin.begin() + 32);
        return twin;
    }
};

std::optional<Published> published() {
    Published made;
    const auto digest =
        decode_hex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    const auto signature =
        decode_hex("2bd8075039bb40e6e8d53547510ec4f440661f1cbde883e73235cbf6f1d569b9"
                   "771cf1b12c27c73b6e9247a64ab16ea0fdd4b3c58666d58da2032238e94726af");
    const auto point =
        decode_hex("0409e80a4712a5799bf71ffa8c62c4244f22bed39658378eb86fa39a872b4f67d3"
                   "978c0a941b27c7c359d634b53834c278e03e8f52cbe3011f92051e906dccf4cb");
    const auto high_s =
        decode_hex("88e30e4ed3d838c4916db859b54e915dbcda292128e1caae1dcf3c53e6ef1a92");
    if (!digest || !signature || !point || !high_s) return std::nullopt;
    std::ranges::copy(*digest, made.digest.begin());
    std::ranges::copy(*signature, made.signature.begin());
    std::ranges::copy(*point, made.point.begin());
    std::ranges::copy(*high_s, made.high_s.begin());
    return made;
}

} // namespace

bool secp256k1_verifies_as_known() {
    const auto known = published();
    if (!known) return false;
    const auto key = Secp256k1Key::parse(known->point, Rule::strict);
    if (!key) return false;
    auto other = known->digest;
    other[0] ^= 1;
    const auto twin = known->with_high_s();
    const auto verifies = [&](Secp256k1Signature signature, Secp256k1Digest digest, Rule rule) {
        return secp256k1_verify(signature, digest, *key, rule).has_value();
    };
    return verifies(known->signature, known->digest, Rule::strict) &&
           !verifies(known->signature, other, Rule::strict) &&
           verifies(twin, known->digest, Rule::compat) &&
           !verifies(twin, known->digest, Rule::strict);
}

// The bytes are compared, and no keys: a library that writes nothing would make all keys equal.
bool secp256k1_reads_keys_as_known() {
    const auto known = published();
    if (!known) return false;
    const auto key = Secp256k1Key::parse(known->point, Rule::strict);
    if (!key || key->uncompressed() != known->point) return false;
    const auto same = Secp256k1Key::parse(key->compressed(), Rule::strict);
    auto off_curve = known->point;
    off_curve[64] ^= 1;
    return same && same->uncompressed() == known->point &&
           !Secp256k1Key::parse(off_curve, Rule::strict);
}

bool secp256k1_recovers_as_known() {
    const auto known = published();
    if (!known) return false;
    const auto key = Secp256k1Key::recover(known->signature, known->digest, 0, Rule::strict);
    return key && key->uncompressed() == known->point;
}

} // namespace walletauth
