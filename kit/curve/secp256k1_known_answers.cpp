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

bool secp256k1_tweaks_as_known() {
    const auto internal =
        decode_hex("d6889cb081036e0faefa3a35157ad71086b123b2b144b649798b494c300a961d");
    const auto tweak =
        decode_hex("b86e7be8f39bab32a6f2c0443abbc210f0edac0e2c53d501b36b64437d9c6c70");
    if (!internal || !tweak) return false;
    const auto key = Secp256k1Key::lift_x(std::span{*internal}.first<32>());
    if (!key) return false;
    const auto output = key->tweaked(std::span{*tweak}.first<32>());
    constexpr std::array<std::uint8_t, 32> above_the_order{
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    return output &&
           encode_hex(output->x()) ==
               "53a1f6e454df1aa2776a2814a721372d6258050de330b3c6d10ee8f4e0dda343" &&
           !key->tweaked(above_the_order);
}

bool secp256k1_verifies_bip340_as_known() {
    const auto x = decode_hex("dff1d77f2a671c5f36183726db2341be58feae1da2deced843240f7b502ba659");
    const auto message =
        decode_hex("243f6a8885a308d313198a2e03707344a4093822299f31d0082efa98ec4e6c89");
    const auto signature =
        decode_hex("6896bd60eeae296db48a229ff71dfe071bde413e6d43f917dc8dcf8c78de3341"
                   "8906d11ac976abccb20b091292bff4ea897efcb639ea871cfa95f6de339e4b0a");
    if (!x || !message || !signature) return false;
    const auto key = Secp256k1Key::lift_x(std::span{*x}.first<32>());
    if (!key) return false;
    const auto bytes = std::span<const std::uint8_t>{*signature}.first<64>();
    auto other = *message;
    other[0] ^= 1;
    return secp256k1_verify_bip340(bytes, *message, *key) &&
           !secp256k1_verify_bip340(bytes, other, *key);
}

} // namespace walletauth
