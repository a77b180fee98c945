// SPDX-License-Identifier: Apache-2.0
// Signatures that need no key: second ones, and those of keys with which anybody signs. Only what
// strictness can demand of a key type: ECDSA over secp256k1 has s and n - s, Ed25519 has S and S +
// L. The Stark curve's contracts accept both s and n - s, and signers of P-256 produce both:
// nothing is demanded there.
#include "check.hpp"
#include "substitution.hpp"

#include <walletauth/text/hex.hpp>

#include <algorithm>
#include <optional>

namespace walletauth::conformance {
namespace {

using Scalar = std::array<std::uint8_t, 32>;

Scalar scalar(std::string_view hex) {
    Scalar value{};
    (void)decode_hex_into(hex, value);
    return value;
}

/// SEC 2, section 2.4.1: the order of secp256k1. Big endian.
const Scalar &order_n() {
    static const Scalar n =
        scalar("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    return n;
}
/// RFC 8032, section 5.1: the order L of edwards25519. Big endian.
const Scalar &order_l() {
    static const Scalar l =
        scalar("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
    return l;
}

Scalar minus(const Scalar &a, const Scalar &b) { // a >= b, big endian
    Scalar out{};
    int borrow = 0;
    for (std::size_t i = 32; i-- > 0;) {
        const int digit = a[i] - b[i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        out[i] = static_cast<std::uint8_t>(digit);
    }
    return out;
}

std::optional<Scalar> plus(const Scalar &a, const Scalar &b) { // nothing beyond 256 bits
    Scalar out{};
    unsigned carry = 0;
    for (std::size_t i = 32; i-- > 0;) {
        const unsigned digit = a[i] + b[i] + carry;
        carry = digit >> 8;
        out[i] = static_cast<std::uint8_t>(digit);
    }
    return carry == 0 ? std::optional{out} : std::nullopt;
}

Scalar at(const Bytes &bytes, std::size_t offset) {
    Scalar value{};
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), 32, value.begin());
    return value;
}
void put(Bytes &bytes, std::size_t offset, const Scalar &value) {
    std::ranges::copy(value, bytes.begin() + static_cast<std::ptrdiff_t>(offset));
}

struct Twin {
    std::string what;
    Bytes signature;
};

/// n - s, with every way to write that the other point is meant: the last byte's lowest bit (v of
/// 0, 1, 2^...), 27 for 28, and the highest bit of s (EIP-2098).
void add_negated(std::vector<Twin> &twins, const Bytes &from, std::size_t offset) {
    const std::string where = " at byte " + std::to_string(offset);
    for (const bool compact : {false, true}) {
        Scalar s = at(from, offset);
        const bool bit = (s[0] & 0x80) != 0;
        if (compact) s[0] &= 0x7f;
        if (std::ranges::all_of(s, [](auto byte) { return byte == 0; }) || s >= order_n()) continue;
        Scalar negated = minus(order_n(), s);
        if (compact && (negated[0] & 0x80) != 0) continue;
        if (compact && !bit) negated[0] |= 0x80;
        Bytes changed = from;
        put(changed, offset, negated);
        twins.push_back({"verify with s" + where + " as n - s", changed});
        if (offset + 32 < changed.size()) {
            Bytes flipped = changed;
            flipped.back() ^= 1;
            twins.push_back({"verify with s" + where + " as n - s and the other v", flipped});
            flipped.back() = static_cast<std::uint8_t>(from.back() == 27 ? 28 : 27);
            twins.push_back(
                {"verify with s" + where + " as n - s and the other v of 27 and 28", flipped});
        }
    }
}

void add_plus_l(std::vector<Twin> &twins, const Bytes &from, std::size_t offset) {
    Scalar value = at(from, offset);
    std::ranges::reverse(value); // Ed25519 is little endian
    for (int times = 1; times <= 15; ++times) {
        const auto sum = plus(value, order_l());
        if (!sum) return;
        value = *sum;
        Scalar little = value;
        std::ranges::reverse(little);
        Bytes changed = from;
        put(changed, offset, little);
        twins.push_back({"verify with S at byte " + std::to_string(offset) + " as S + " +
                             std::to_string(times) + " L",
                         std::move(changed)});
        if (times == 1 && from.size() != 64) return; // where S stands is not known: one is enough
    }
}

bool has_key(const wa_scheme &scheme, std::string_view part) {
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        if (view(scheme.keys[i]->type).contains(part)) return true;
    }
    return false;
}

/// Where a scheme wraps the signature, every offset is tried: elsewhere it is but another change.
std::vector<Twin> twins_of(bool ecdsa, bool ed25519, const Bytes &signature) {
    const bool plain = signature.size() == 64 || signature.size() == 65;
    std::vector<Twin> twins;
    for (std::size_t offset = plain ? 32 : 0; offset + 32 <= signature.size(); ++offset) {
        if (plain && offset != 32) break;
        if (ecdsa) add_negated(twins, signature, offset);
        if (ed25519) add_plus_l(twins, signature, offset);
    }
    for (const std::uint8_t fill : {0x00, 0xff}) {
        twins.push_back(
            {"verify with all bytes of the signature alike", Bytes(signature.size(), fill)});
    }
    return twins;
}

/// Vectors may say that their scheme takes both halves (kwil-db does not ask for low s): by a valid
/// one whose second signature is that of another valid one.
bool vectors_take_both(const Context &context) {
    return std::ranges::any_of(context.cases(), [&](const Case &each) {
        if (!each.said_valid || each.question.flags != 0) return false;
        return std::ranges::any_of(
            twins_of(true, false, each.question.signature), [&](const Twin &twin) {
                Question question = each.question;
                question.signature = twin.signature;
                return question != each.question && context.said_valid(question);
            });
    });
}

/// Ed25519 keys A of order 1 and 2 with S = 0 and R of the same group: R = -k A holds for half of
/// the messages at least, so whoever takes such a key takes everybody.
std::vector<Question> signed_by_anybody(const Question &from) {
    std::vector<Question> questions;
    if (from.signature.size() != 64) return questions;
    Bytes identity(32, 0);
    identity[0] = 1;
    Bytes order_two(32, 0xff); // (0, -1)
    order_two[0] = 0xec;
    order_two[31] = 0x7f;
    for (const auto &key : {identity, order_two}) {
        for (const auto &r : {identity, order_two}) {
            Question question = from;
            question.public_key = framed_as(from.public_key, key);
            question.account.clear();
            question.signature = r;
            question.signature.resize(64, 0);
            questions.push_back(std::move(question));
        }
    }
    return questions;
}

} // namespace

void check_malleability(Context &context) {
    const bool of_secp256k1 = has_key(*context.scheme, "secp256k1");
    const bool both_halves = of_secp256k1 && vectors_take_both(context);
    const bool ecdsa = of_secp256k1 && !both_halves;
    const bool ed25519 = has_key(*context.scheme, "ed25519");
    if (!ecdsa && !ed25519) {
        return context.skip(both_halves ? "vectors say that the scheme takes s and n - s"
                                        : "its key types promise no single signature");
    }
    std::size_t count = 0;
    const auto expect_not_valid = [&](const std::string &id, const std::string &call,
                                      const Question &question) {
        ++count;
        context.step(id, call);
        const auto answer = ask(context.plugin(), question);
        if (!answer.valid() || context.said_valid(question)) return;
        context.fail("signature-unique", id, call, "anything but valid", answer.text());
    };
    for (const auto &each : context.valid_sample(context.budget(200))) {
        for (const auto &twin : twins_of(ecdsa, ed25519, each.question.signature)) {
            Question question = each.question;
            question.signature = twin.signature;
            expect_not_valid(each.id, twin.what, question);
        }
        if (!ed25519) continue;
        for (const auto &question : signed_by_anybody(each.question))
            expect_not_valid(each.id, "verify with a key of small order, S = 0", question);
    }
    if (count != 0) context.note(std::to_string(count) + " second signatures");
}

} // namespace walletauth::conformance
