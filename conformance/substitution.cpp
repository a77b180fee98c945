// SPDX-License-Identifier: Apache-2.0
#include "substitution.hpp"

#include "curve.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/text/hex.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace walletauth::conformance {
namespace {

constexpr std::size_t width = 32; // of a coordinate and of a scalar

Integer read(std::span<const std::uint8_t> bytes) {
    Integer value;
    boost::multiprecision::import_bits(value, bytes.begin(), bytes.end(), 8, true);
    return value;
}

std::array<std::uint8_t, width> written(const Integer &value) {
    std::array<std::uint8_t, width> bytes{};
    Integer rest = value;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
        *byte = static_cast<std::uint8_t>(Integer{rest & 0xff});
        rest >>= 8;
    }
    return bytes;
}

bool is_odd(const Integer &value) { return (value & 1) != 0; }

/// 33 bytes from 02 or 03, 65 from 04 (SEC 1, section 2.3.3), x and y alone, or x alone.
std::optional<Point> read_key(const Curve &curve, std::span<const std::uint8_t> key) {
    if (key.size() == width) return curve.lift(read(key), false);
    if (key.size() == width + 1) return curve.lift(read(key.subspan(1)), key[0] == 3);
    if (key.size() != 2 * width && key.size() != 2 * width + 1) return std::nullopt;
    const auto both = key.last(2 * width);
    const Point point{read(both.first(width)), read(both.last(width)), false};
    return curve.has(point) ? std::optional{point} : std::nullopt;
}

std::optional<Bytes> write_key(const Point &point, std::size_t size) {
    const auto x = written(point.x);
    const auto y = written(point.y);
    Bytes key;
    if (size == width + 1) key.push_back(is_odd(point.y) ? 3 : 2);
    if (size == 2 * width + 1) key.push_back(4);
    key.insert(key.end(), x.begin(), x.end());
    if (size >= 2 * width) key.insert(key.end(), y.begin(), y.end());
    return key.size() == size ? std::optional{key} : std::nullopt;
}

/// Where r and s stand, and what they are.
struct Place32 {
    std::optional<std::size_t> offset; ///< nothing: the signature is DER
    Integer r;
    Integer s;
};

std::vector<Place32> places(const Curve &curve, const Bytes &signature) {
    std::vector<Place32> found;
    const auto add = [&](std::optional<std::size_t> offset, std::span<const std::uint8_t> both) {
        Integer s = read(both.last(width));
        // EIP-2098 has the parity of R in the highest bit of s, which a low s leaves free.
        if (s >= curve.order()) s -= Integer{1} << 255;
        const Integer r = read(both.first(width));
        if (r > 0 && r < curve.order() && s > 0 && s < curve.order() && curve.lift(r, false)) {
            found.push_back({offset, r, s});
        }
    };
    if (const auto der = secp256k1_parse_der(signature)) {
        add(std::nullopt, *der);
        return found;
    }
    const auto size = signature.size();
    if (size == 2 * width || size == 2 * width + 1) {
        add(0, std::span{signature}.first(2 * width));
        return found;
    }
    // Wrapped, r and s begin at a multiple of their size, or they end where the signature does.
    constexpr std::size_t most = 16;
    for (std::size_t i = 0; i < most && i * width + 2 * width <= size; ++i)
        add(i * width, std::span{signature}.subspan(i * width, 2 * width));
    for (const std::size_t behind : {0U, 1U}) {
        if (size < 2 * width + behind) continue;
        const auto offset = size - 2 * width - behind;
        if (offset % width != 0) add(offset, std::span{signature}.subspan(offset, 2 * width));
    }
    return found;
}

void append_der(Bytes &der, const Integer &value) {
    const auto bytes = written(value);
    const auto *first = std::ranges::find_if(bytes, [](auto byte) { return byte != 0; });
    Bytes digits(first, bytes.end());
    if (digits.empty() || digits[0] >= 0x80) digits.insert(digits.begin(), 0);
    der.push_back(2);
    der.push_back(static_cast<std::uint8_t>(digits.size()));
    der.insert(der.end(), digits.begin(), digits.end());
}

/// v for the other parity of R in the same way of counting: from 0, from 27, or from 31.
std::uint8_t with_parity(std::uint8_t v, bool odd) {
    const auto base = v < 4 ? 0 : v >= 27 && v < 31 ? 27 : v >= 31 && v < 35 ? 31 : v & 0xfe;
    return static_cast<std::uint8_t>(base + (odd ? 1 : 0));
}

/// The signature with other r and s, in each way to say which R is meant.
std::vector<Bytes> write_signatures(const Bytes &from, const Place32 &place, const Integer &r,
                                    const Integer &s, bool odd) {
    if (!place.offset) {
        Bytes inner;
        append_der(inner, r);
        append_der(inner, s);
        Bytes der{0x30, static_cast<std::uint8_t>(inner.size())};
        der.insert(der.end(), inner.begin(), inner.end());
        return {der};
    }
    Bytes plain = from;
    const auto at = plain.begin() + static_cast<std::ptrdiff_t>(*place.offset);
    std::ranges::copy(written(r), at);
    std::ranges::copy(written(s), at + width);
    const auto end = *place.offset + 2 * width;
    if (end + 1 == from.size()) plain.back() = with_parity(from.back(), odd);
    std::vector<Bytes> all{plain};
    if (end == from.size() && odd) {
        plain[*place.offset + width] |= 0x80;
        all.push_back(plain);
    }
    return all;
}

Integer random_below(Random &random, unsigned bits) {
    Integer value = 0;
    for (unsigned i = 0; i < bits; i += 32)
        value = (value << 32) | (random() & 0xffffffff);
    return (value & ((Integer{1} << bits) - 1)) | 1;
}

struct Made {
    Point key;
    Integer r;
    Integer s;
    bool odd = false; ///< R' has an odd y
};

/// `digest` is e G.
std::optional<Made> make(const Curve &curve, const Point &digest, Random &random) {
    Made made;
    const auto point = curve.product(random_below(random, 250), curve.generator());
    made.r = curve.reduced(point.x);
    made.odd = is_odd(point.y);
    // Some verifiers demand a low s, others an inverse of s below 2^251.
    do {
        made.s = curve.inverse(random_below(random, 250));
    } while (made.s > curve.order() / 2);
    const auto difference = curve.sum(curve.product(made.s, point), curve.negative(digest));
    made.key = curve.product(curve.inverse(made.r), difference);
    if (made.key.at_infinity || point.x >= curve.order()) return std::nullopt;
    return made;
}

/// All of one place and one R.
void add_substitutes(std::vector<Substitute> &all, const wa_scheme &scheme, const Curve &curve,
                     const Bytes &signature, const Place32 &place, const Made &made) {
    for (const auto &bytes : write_signatures(signature, place, made.r, made.s, made.odd)) {
        for (std::size_t i = 0; i < scheme.key_count; ++i) {
            const auto &info = *scheme.keys[i];
            if (Curve::of(view(info.type)) != &curve) continue;
            auto key = write_key(made.key, info.size);
            if (!key) continue;
            all.push_back({"the key " + encode_hex(*key) + " and the signature " +
                               encode_hex(bytes) + ", made by whoever has the signature",
                           std::move(*key), bytes});
        }
    }
}

const Curve *curve_of(const wa_scheme &scheme, std::size_t key_size) {
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        if (scheme.keys[i]->size != key_size) continue;
        if (const auto *curve = Curve::of(view(scheme.keys[i]->type))) return curve;
    }
    return nullptr;
}

} // namespace

bool has_key_type(const wa_scheme &scheme, std::size_t size, std::string_view part) {
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        const auto &info = *scheme.keys[i];
        if (info.size == size && view(info.type).contains(part)) return true;
    }
    return false;
}

std::vector<Substitute> ecdsa_substitutes(const wa_scheme &scheme, const Bytes &key,
                                          const Bytes &signature, Random &random) {
    std::vector<Substitute> all;
    const auto *curve = curve_of(scheme, key.size());
    const auto point = curve == nullptr ? std::nullopt : read_key(*curve, key);
    if (!point) return all;
    for (const auto &place : places(*curve, signature)) {
        for (const bool odd : {false, true}) {
            const auto r = *curve->lift(place.r, odd);
            const auto digest = curve->sum(curve->product(place.s, r),
                                           curve->negative(curve->product(place.r, *point)));
            if (const auto made = make(*curve, digest, random))
                add_substitutes(all, scheme, *curve, signature, place, *made);
        }
    }
    return all;
}

std::vector<Substitute> ed25519_substitutes() {
    // "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko), table 6: the points of small
    // order, and their encodings that are not canonical. Little endian.
    constexpr std::string_view encodings[]{
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};
    constexpr std::size_t canonical = 8; // the first of them
    std::vector<Substitute> all;
    for (const auto key : encodings) {
        for (const auto r : std::span{encodings}.first(canonical)) {
            auto signature = *decode_hex(r);
            signature.resize(2 * width, 0);
            all.push_back({"the key " + std::string{key} + " of small order, R " + std::string{r} +
                               " and S 0, which anybody can make",
                           *decode_hex(key), std::move(signature)});
        }
    }
    return all;
}

Bytes framed_as(const Bytes &like, const Bytes &key) {
    if (like.size() <= key.size()) return key;
    Bytes framed{like.begin(), like.end() - static_cast<std::ptrdiff_t>(key.size())};
    framed.insert(framed.end(), key.begin(), key.end());
    return framed;
}

std::vector<Substitute> other_recovery_ids(const Bytes &signature) {
    std::vector<Substitute> all;
    const auto parity = [](unsigned v) -> std::optional<bool> {
        if (v < 4) return (v & 1) != 0;
        if (v >= 27 && v < 35) return (v & 1) == 0;
        return std::nullopt;
    };
    if (signature.size() != 2 * width + 1) return all;
    const auto own = parity(signature.back());
    for (unsigned v = 0; own && v < 256; ++v) {
        const auto other = parity(v);
        if (other == own) continue;
        if (!other && v >= 4) continue; // how it counts is not known: bits of v are another check's
        auto changed = signature;
        changed.back() = static_cast<std::uint8_t>(v);
        all.push_back(
            {"v " + std::to_string(v) + " in the place of " + std::to_string(signature.back()),
             {},
             std::move(changed)});
    }
    return all;
}

} // namespace walletauth::conformance
