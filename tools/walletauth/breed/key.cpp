// SPDX-License-Identifier: Apache-2.0
// Another key than the one that signed, and texts that are no key: docs/abi.md, key-exact.
#include "brood.hpp"
#include "numbers.hpp"

#include <algorithm>

namespace walletauth::cli::breed {
namespace {

constexpr std::uint64_t longest = 4096;

bool has_key_size(const wa_scheme &scheme, std::size_t size) {
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        if (scheme.keys[i]->size == size) return true;
    }
    return false;
}

bool has_key_type(const wa_scheme &scheme, std::string_view type, std::size_t size) {
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        if (scheme.keys[i]->size == size &&
            std::string_view{scheme.keys[i]->type.data, scheme.keys[i]->type.size}.starts_with(
                type)) {
            return true;
        }
    }
    return false;
}

/// plugin.h and docs/abi.md, limits: a key of a size that no key type has.
void sizes(Brood &brood) {
    const auto &positive = brood.positive();
    const auto &scheme = *positive.scheme;
    const auto add = [&](std::string kind, const Bytes &bytes, std::string why) {
        if (has_key_size(scheme, bytes.size())) return;
        brood.add("key-" + std::move(kind), positive.draft.with("public_key", raw_json(bytes)),
                  malformed_key, std::move(why));
    };
    add("raw-empty", {}, "no bytes");
    add("one-byte", {2}, "one byte");
    if (scheme.max_public_key_size < longest)
        add("too-long", Bytes(scheme.max_public_key_size + 1, 2),
            "a byte more than the scheme's limit");
    if (!positive.key || !has_key_size(scheme, positive.key->bytes.size())) return;
    auto bytes = positive.key->bytes;
    add("cut", Bytes(bytes.begin(), bytes.end() - 1), "its last byte is missing");
    add("cut-front", Bytes(bytes.begin() + 1, bytes.end()), "its first byte is missing");
    auto longer = bytes;
    longer.push_back(0);
    add("extended", longer, "a byte 0 behind it");
    bytes.insert(bytes.begin(), 0);
    add("extended-front", bytes, "a byte 0 before it");
}

/// Keys that are as well formed as the one that signed.
void others(Brood &brood) {
    const auto &positive = brood.positive();
    const auto add = [&](std::string kind, const Bytes &bytes, std::string why) {
        brood.add("key-" + std::move(kind),
                  positive.draft.with("public_key", positive.key->json(bytes)), rejected,
                  std::move(why));
    };
    if (!positive.key) return;
    auto bytes = positive.key->bytes;
    const auto size = bytes.size();
    if (has_key_type(*positive.scheme, "ed25519", size) && size == 32) {
        bytes[0] ^= 1;
        add("flip", bytes, "its first bit turned");
        bytes[0] ^= 1;
        bytes[31] ^= 0x80;
        add("negated", bytes, "the sign of x turned");
    }
    if (!has_key_type(*positive.scheme, "secp256k1", size)) return;
    if (size == 33) {
        bytes[0] ^= 1;
        add("negated", bytes, "the other y");
    } else if (size == 64 || size == 65) {
        Number y;
        std::copy_n(bytes.end() - 32, 32, y.begin());
        std::ranges::copy(minus(secp256k1_prime, y), bytes.end() - 32);
        add("negated", bytes, "the other y");
    }
}

void of_another(Brood &brood) {
    const auto &positive = brood.positive();
    for (const auto &other : brood.herd().positives()) {
        if (!positive.is_of_same_scheme(other) || !other.key || other.address == positive.address ||
            other.address.empty() || positive.address.empty()) {
            continue;
        }
        if (positive.key && positive.key->bytes.size() != other.key->bytes.size()) continue;
        // One key may own several accounts.
        if (positive.key && positive.key->bytes == other.key->bytes) continue;
        brood.add("key-of-another",
                  positive.draft.with("public_key",
                                      std::string{other.request.find("public_key")->source()}),
                  rejected, "the key of " + other.id);
        return;
    }
}

void texts(Brood &brood) {
    const auto &positive = brood.positive();
    const auto add = [&](std::string kind, std::string_view text, std::string why) {
        brood.add("key-" + std::move(kind), positive.draft.with("public_key", json::quote(text)),
                  malformed_key, std::move(why));
    };
    add("empty", "", "an empty text");
    const auto limit = positive.scheme->max_public_key_text_size;
    if (limit < longest)
        add("text-too-long", std::string(limit + 1, '1'),
            "a character more than the scheme's limit");
    const auto key = positive.request.find("public_key");
    if (!key || key->kind() != json::Kind::string || key->text().empty()) return;
    const std::string text{key->text()};
    for (const auto &frame : frames)
        add(std::string{frame.name}, framed(frame, text), "nothing is skipped");
    add("full-width", text.substr(0, text.size() - 1) + "\xef\xbc\x91",
        "a digit that is not ASCII");
    if (text.starts_with("0x")) add("prefix-upper", "0X" + text.substr(2), "0X is no prefix");
    if (text.starts_with("0x")) add("prefix-twice", "0x" + text, "one prefix");
}

} // namespace

void breed_key(Brood &brood) {
    sizes(brood);
    // Another key may be one of the account's by now: whether that is asked, rejected or not
    // supported is the plugin's to say.
    if (!brood.positive().has(WA_SCHEME_KEYS_ROTATE)) {
        others(brood);
        of_another(brood);
    }
    texts(brood);
}

} // namespace walletauth::cli::breed
