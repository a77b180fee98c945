// SPDX-License-Identifier: Apache-2.0
// A signature whose bytes are changed: docs/abi.md, signature-exact and signature-unique.
#include "brood.hpp"
#include "numbers.hpp"

#include <algorithm>
#include <functional>

namespace walletauth::cli::breed {
namespace {

constexpr std::uint64_t longest = 4096; // what a vector is worth

struct Signature {
    Brood &brood;
    const Positive &positive;
    const Spelling &spelling;

    void add(std::string kind, const Bytes &bytes, Expectation expect, std::string why) const {
        brood.add("signature-" + std::move(kind),
                  positive.draft.with("signature", spelling.json(bytes)), expect, std::move(why));
    }
    [[nodiscard]] Bytes changed(const std::function<void(Bytes &)> &change) const {
        auto bytes = spelling.bytes;
        change(bytes);
        return bytes;
    }
    [[nodiscard]] Number number_at(std::size_t at) const {
        Number made;
        std::copy_n(spelling.bytes.begin() + static_cast<std::ptrdiff_t>(at), made.size(),
                    made.begin());
        return made;
    }
    [[nodiscard]] Bytes with_number(std::size_t at, const Number &number) const {
        return changed([&](Bytes &bytes) {
            std::ranges::copy(number, bytes.begin() + static_cast<std::ptrdiff_t>(at));
        });
    }
};

bool is_recoverable(Shape shape) {
    return shape == Shape::compact || shape == Shape::v_last || shape == Shape::v_first;
}

/// Sizes that no signature of the scheme has.
void sizes(const Signature &it) {
    const auto &bytes = it.spelling.bytes;
    const auto size = [&](std::string kind, Bytes changed, std::string why) {
        // Whether 64 or 65 bytes are a signature, with the parity elsewhere, is the chain's choice.
        const bool is_open =
            it.positive.shape != Shape::ed25519 && (changed.size() == 64 || changed.size() == 65);
        if (is_open || it.brood.herd().shows_size(it.positive, changed.size())) return;
        it.add(std::move(kind), changed, malformed_signature, std::move(why));
    };
    const auto cut = [&](std::size_t count) {
        return Bytes(bytes.begin(), bytes.end() - static_cast<std::ptrdiff_t>(count));
    };
    size("cut", cut(1), "its last byte is missing");
    size("cut-two", cut(2), "its last two bytes are missing");
    size("cut-front", Bytes(bytes.begin() + 1, bytes.end()), "its first byte is missing");
    size("half", Bytes(bytes.begin(), bytes.begin() + 32), "its first half alone");
    size("one-byte", {bytes.front()}, "one byte");
    size("extended", it.changed([](Bytes &b) { b.push_back(0); }), "a byte 0 behind it");
    size("extended-two", it.changed([](Bytes &b) { b.insert(b.end(), 2, 0); }),
         "two bytes 0 behind it");
    size("extended-front", it.changed([](Bytes &b) { b.insert(b.begin(), 0); }),
         "a byte 0 before it");
    size("doubled", it.changed([&](Bytes &b) { b.insert(b.end(), bytes.begin(), bytes.end()); }),
         "twice");
}

/// Bits and halves; the size stays.
void contents(const Signature &it, Expectation expect) {
    const auto r = it.positive.r_at();
    const auto s = r + 32;
    const auto flip = [&](std::string kind, std::size_t at, std::uint8_t bits, std::string why) {
        it.add(std::move(kind), it.changed([&](Bytes &b) { b[at] ^= bits; }), expect,
               std::move(why));
    };
    flip("first-byte", r, 0xff, "the first byte of r turned");
    flip("flip-r", r + 15, 0x10, "a bit of r turned");
    flip("r-last-bit", r + 31, 0x01, "the last bit of r turned");
    flip("flip-s", s + 15, 0x10, "a bit of s turned");
    flip("s-first-bit", s, 0x01, "a bit of the first byte of s turned");
    flip("last-byte", s + 31, 0xff, "the last byte of s turned");
    it.add("swapped", it.changed([&](Bytes &b) {
        const auto from = b.begin() + static_cast<std::ptrdiff_t>(r);
        std::rotate(from, from + 32, from + 64);
    }),
           expect, "s, r");
    it.add("reversed", it.changed([&](Bytes &b) {
        const auto from = b.begin() + static_cast<std::ptrdiff_t>(r);
        std::reverse(from, from + 32);
        std::reverse(from + 32, from + 64);
    }),
           expect, "r and s in the other order of bytes");
}

/// plugin.h: what is out of its ranges is WA_REJECTED_SIGNATURE.
void ranges(const Signature &it) {
    const auto r = it.positive.r_at();
    const bool ed25519 = it.positive.shape == Shape::ed25519;
    it.add("r-zero", it.with_number(r, Number{}), rejected_signature, "r = 0");
    it.add("s-zero", it.with_number(r + 32, Number{}), rejected_signature, "s = 0");
    it.add("zeros", it.changed([&](Bytes &b) {
        std::fill_n(b.begin() + static_cast<std::ptrdiff_t>(r), 64, 0);
    }),
           rejected_signature, "r = 0 and s = 0");
    if (ed25519) return;
    it.add("r-order", it.with_number(r, secp256k1_order), rejected_signature, "r = n");
    if (it.positive.shape == Shape::compact) return; // s shares its bits with the parity
    it.add("s-order", it.with_number(r + 32, secp256k1_order), rejected_signature, "s = n");
}

bool is_high_s(const Positive &positive) {
    if (!positive.signature || positive.compat || positive.shape < Shape::pair ||
        positive.shape == Shape::compact) {
        return false;
    }
    return positive.signature->bytes[positive.r_at() + 32] >= 0x80; // n / 2 begins with 7f
}

/// What anybody makes of a signature. A chain that takes both has a vector that says so.
void twins(const Signature &it) {
    const auto s = it.positive.r_at() + 32;
    if (it.positive.compat) return;
    if (it.positive.shape == Shape::ed25519) {
        auto reversed = it.changed([&](Bytes &b) { std::reverse(b.begin() + 32, b.end()); });
        Number big;
        std::copy_n(reversed.begin() + 32, 32, big.begin());
        auto sum = plus(big, ed25519_order);
        std::ranges::reverse(sum);
        it.add("s-plus-order", it.with_number(32, sum), rejected_signature,
               "S + L (RFC 8032, 5.1.7)");
        return;
    }
    const bool takes_both =
        std::ranges::any_of(it.brood.herd().positives(), [&](const Positive &other) {
            return it.positive.is_of_same_scheme(other) && is_high_s(other);
        });
    if (takes_both) return;
    const auto n_minus_s = it.with_number(s, minus(secp256k1_order, it.number_at(s)));
    const auto expect = it.positive.shape == Shape::compact ? rejected : rejected_signature;
    it.add("n-minus-s", n_minus_s, expect, "n - s");
    if (it.positive.shape != Shape::v_last) return;
    auto other = n_minus_s;
    other.back() ^= other.back() < 2 ? 1 : 7; // 27 and 28 differ in three bits
    it.add("n-minus-s-other-v", other, expect, "n - s with the other recovery id: the same key");
}

/// Another recovery id is another key's, or none.
void recovery(const Signature &it) {
    const auto shape = it.positive.shape;
    const auto &bytes = it.spelling.bytes;
    const auto put = [&](std::string kind, std::size_t at, std::uint8_t value, Expectation expect,
                         std::string why) {
        it.add(std::move(kind), it.changed([&](Bytes &b) { b[at] = value; }), expect,
               std::move(why));
    };
    if (shape == Shape::compact)
        return put("other-parity", 32, bytes[32] ^ 0x80, rejected, "the other parity");
    if (shape == Shape::v_first) {
        const std::uint8_t v = bytes[0];
        put("other-v", 0, static_cast<std::uint8_t>(((v - 27) ^ 1) + 27), rejected,
            "the other parity");
        return put("v-255", 0, 0xff, malformed_signature, "no header");
    }
    const std::uint8_t v = bytes.back();
    put("other-v", 64, v < 2 ? v ^ 1 : v ^ 7, rejected, "the other parity");
    put("v-plus-2", 64, static_cast<std::uint8_t>(v + 2), rejected,
        "r + n, where there is no such point");
    put("v-128", 64, 128, rejected_signature, "no recovery id");
    put("v-31", 64, 31, rejected_signature, "no recovery id");
    put("v-255", 64, 255, rejected_signature, "no recovery id");
}

} // namespace

void breed_signature_bytes(Brood &brood) {
    const auto &positive = brood.positive();
    const auto &scheme = *positive.scheme;
    // Where the chain's own contracts read signatures, they alone know what none is.
    if (positive.shape != Shape::opaque || !positive.has(WA_SCHEME_MAY_NEED_EVIDENCE)) {
        brood.add("signature-raw-empty", positive.draft.with("signature", raw_json({})),
                  malformed_signature, "no bytes");
    }
    if (scheme.max_signature_size < longest) {
        brood.add(
            "signature-too-long",
            positive.draft.with("signature", raw_json(Bytes(scheme.max_signature_size + 1, 1))),
            malformed_signature, "a byte more than the scheme's limit");
    }
    if (positive.shape == Shape::opaque) return;
    const Signature it{brood, positive, *positive.signature};
    sizes(it);
    contents(it, is_recoverable(positive.shape) ? rejected : rejected_signature);
    ranges(it);
    twins(it);
    if (is_recoverable(positive.shape)) recovery(it);
}

} // namespace walletauth::cli::breed
