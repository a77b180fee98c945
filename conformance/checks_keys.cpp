// SPDX-License-Identifier: Apache-2.0
// Keys that no vector has: what derive_account and verify say of them is the same.
#include "check.hpp"
#include "curve.hpp"

#include <walletauth/text/hex.hpp>

namespace walletauth::conformance {
namespace {

Bytes random_bytes(Random &random, std::size_t size) {
    Bytes bytes(size);
    for (auto &byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    return bytes;
}

Integer integer_of(std::span<const std::uint8_t> bytes) {
    Integer value;
    boost::multiprecision::import_bits(value, bytes.begin(), bytes.end(), 8, true);
    return value;
}

/// Big-endian, all of the bytes.
void write_number(Integer value, std::span<std::uint8_t> bytes) {
    for (std::size_t i = bytes.size(); i-- > 0; value >>= 8)
        bytes[i] = static_cast<std::uint8_t>(Integer{value & 0xff});
}

/// A key of this type, with a point of the curve or without: of SEC 1's forms, or coordinates
/// alone. Of types that are not known here, random bytes; nothing if no key can be off the curve.
std::optional<Bytes> random_key(const wa_key_info &info, bool on_curve, Random &random) {
    constexpr std::size_t width = 32;
    const auto *curve = Curve::of(view(info.type));
    const bool tagged = info.size == width + 1 || info.size == 2 * width + 1;
    const bool known = tagged || info.size == width || info.size == 2 * width;
    if (curve == nullptr || !known)
        return on_curve ? std::optional{random_bytes(random, info.size)} : std::nullopt;
    for (;;) {
        Bytes x = random_bytes(random, width);
        x[0] &= 0x03; // below the primes of all curves that are known here
        const bool odd = (random() & 1) != 0;
        const auto point = curve->lift(integer_of(x), odd);
        const bool both = info.size >= 2 * width;
        if (on_curve != point.has_value() && !(both && !on_curve)) continue;
        Bytes key;
        if (tagged) key.push_back(both ? 4 : odd ? 3 : 2);
        key.insert(key.end(), x.begin(), x.end());
        if (!both) return key;
        Bytes y = random_bytes(random, width);
        y[0] &= 0x03;
        if (on_curve) write_number(point->y, y);
        key.insert(key.end(), y.begin(), y.end());
        return key;
    }
}

Result<std::string> derive(Context &context, const Case &base, const Bytes &key,
                           const std::string &call) {
    const Asked asked(base.question);
    const auto parameters =
        context.parameters_of(asked.request(), {WA_ROLE_PROOF, WA_ROLE_EXPECTED});
    context.step(base.id, call);
    return context.subject.adapter().derive_account(base.question.chain, base.question.scheme, key,
                                                    parameters);
}

/// A key that derives an account can be read by verify, and has not signed.
void check_derived(Context &context, const Case &base, const Bytes &key,
                   const std::string &account) {
    Question question = base.question;
    question.public_key = key;
    question.account = account;
    const auto call = "verify with the random key " + encode_hex(key) + " and its account";
    context.step(base.id, call);
    const auto answer = ask(context.plugin(), question);
    if (answer.valid()) {
        context.fail("key-exact", base.id, call, "anything but valid", answer.text());
    } else if (answer.status() == WA_MALFORMED_PUBLIC_KEY) {
        context.fail("accounts", base.id, call,
                     "no malformed (public_key): derive_account gives " + account, answer.text());
    }
}

/// The same point with or without its y (SEC 1, section 2.3.3), if the scheme has keys of that
/// size.
std::optional<Bytes> other_form(const wa_scheme &scheme, const Bytes &key) {
    constexpr std::size_t width = 32;
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        const auto &info = *scheme.keys[i];
        const auto *curve = Curve::of(view(info.type));
        if (curve == nullptr || info.size == key.size()) continue;
        if (key.size() == width + 1 && info.size == 2 * width + 1) {
            const auto point =
                curve->lift(integer_of(std::span{key}.subspan(1)), (key[0] & 1) != 0);
            if (!point) return std::nullopt;
            Bytes whole(info.size);
            whole[0] = 4;
            std::copy_n(key.begin() + 1, width, whole.begin() + 1);
            write_number(point->y, std::span{whole}.last(width));
            return whole;
        }
        if (key.size() == 2 * width + 1 && info.size == width + 1) {
            Bytes half(key.begin(), key.begin() + width + 1);
            half[0] = static_cast<std::uint8_t>(2 + (key.back() & 1));
            return half;
        }
    }
    return std::nullopt;
}

/// One key has one form in verdicts, however it was given: services compare keys.
void check_forms(Context &context) {
    for (const auto &base : context.valid_sample(context.budget(8))) {
        context.step(base.id, "verify");
        const auto proven = ask(context.plugin(), base.question);
        const Bytes key(proven.public_key().begin(), proven.public_key().end());
        Question question = base.question;
        for (const auto &form : {std::optional{key}, other_form(*context.scheme, key)}) {
            if (!form || form->empty()) continue;
            question.public_key = *form;
            const auto call = "verify with its key as " + encode_hex(*form);
            context.step(base.id, call);
            const auto answer = ask(context.plugin(), question);
            if (!answer.valid() || std::ranges::equal(answer.public_key(), key)) continue;
            context.fail("key-exact", base.id, call, "the key in the one form " + encode_hex(key),
                         encode_hex(answer.public_key()));
        }
    }
}

/// A key that is stated must have signed, also where the chain says that the account did: random
/// keys, beside what is valid without one.
std::size_t check_stated(Context &context) {
    constexpr std::size_t most = 24;
    std::size_t count = 0;
    for (const auto &base : context.cases()) {
        if (!base.said_valid || !base.question.public_key.empty()) continue;
        if (base.question.account.empty() || count == most) continue;
        context.step(base.id, "verify");
        if (!ask(context.plugin(), base.question).valid()) continue;
        for (std::size_t i = 0; i < context.scheme->key_count; ++i) {
            const auto key = random_key(*context.scheme->keys[i], true, context.random);
            if (!key) continue;
            ++count;
            Question question = base.question;
            question.public_key = *key;
            const auto call = "verify with the random key " + encode_hex(*key);
            context.step(base.id, call);
            const auto answer = ask(context.plugin(), question);
            if (!answer.valid()) continue;
            context.fail("key-exact", base.id, call, "anything but valid: this key has not signed",
                         answer.text());
        }
    }
    return count;
}

} // namespace

void check_keys(Context &context) {
    std::size_t on = 0;
    std::size_t off = 0;
    for (const auto &base : context.valid_sample(context.budget(4))) {
        for (std::size_t i = 0; i < context.scheme->key_count; ++i) {
            const auto &info = *context.scheme->keys[i];
            for (int times = 0; times < 24; ++times) {
                const bool on_curve = times % 3 != 0;
                const auto key = random_key(info, on_curve, context.random);
                if (!key) continue;
                const auto call = std::string{"derive_account of the "} +
                                  (on_curve ? "random key " : "key off the curve ") +
                                  encode_hex(*key);
                const auto account = derive(context, base, *key, call);
                ++(on_curve ? on : off);
                if (!account) continue;
                if (on_curve) {
                    check_derived(context, base, *key, *account);
                } else {
                    context.fail("accounts", base.id, call, "a refusal: it is no key", *account);
                }
            }
        }
    }
    check_forms(context);
    const auto stated = check_stated(context);
    if (on + off + stated != 0)
        context.note(std::to_string(on) + " keys, " + std::to_string(off) + " off their curve, " +
                     std::to_string(stated) + " stated beside an account");
}

} // namespace walletauth::conformance
