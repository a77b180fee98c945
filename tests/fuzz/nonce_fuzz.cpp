// SPDX-License-Identifier: Apache-2.0
// What of a sign-in is text of the user's before any plugin reads it: nonces, origins of URIs, key
// files, and what a service is told as JSON.
#include "input.hpp"

#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/nonce.hpp>
#include <walletauth/signin/policy.hpp>
#include <walletauth/signin/wire.hpp>

#include <string>

namespace {

using namespace walletauth::signin;
using walletauth::fuzz::Input;
using walletauth::fuzz::require;

void text_to_parts(std::string_view text) {
    const auto nonce = read_nonce(text);
    if (!nonce) return;
    require(write_nonce(*nonce) == text, "a nonce has one spelling");
    require(nonce->key_id <= max_key_id && nonce->issued_at <= max_nonce_seconds &&
                nonce->random <= max_nonce_random,
            "parts are within their limits");
}

Nonce nonce_of(Input &input) {
    Nonce nonce;
    const auto numbers = input.array<16>();
    nonce.key_id = numbers[0] & max_key_id;
    for (int i = 1; i < 5; ++i)
        nonce.issued_at =
            (nonce.issued_at << 8 | numbers[static_cast<std::size_t>(i)]) & max_nonce_seconds;
    for (int i = 5; i < 11; ++i)
        nonce.random =
            (nonce.random << 8 | numbers[static_cast<std::size_t>(i)]) & max_nonce_random;
    nonce.mac = input.array<10>();
    return nonce;
}

void parts_to_text(Input input) {
    const auto nonce = nonce_of(input);
    require(read_nonce(write_nonce(nonce)) == nonce, "what is written is read");
}

/// Two bindings that differ have different MACs, wherever a text is cut in two.
void bindings(Input input) {
    const NonceKey key{};
    const auto cut = input.below(16);
    const auto text = input.text();
    const auto at = std::min(cut, text.size());
    Binding one, other;
    one.issuer = text.substr(0, at);
    one.domain = text.substr(at);
    other.issuer = text;
    const auto same = one.issuer == other.issuer && one.domain == other.domain;
    require((nonce_mac(key, {}, one) == nonce_mac(key, {}, other)) == same,
            "the MAC covers where a field ends");
    one = {}, other = {};
    one.statement = text;
    require(nonce_mac(key, {}, one) != nonce_mac(key, {}, other), "absent is not empty");
}

/// As accept() does it: the MAC of what a text has, for the binding that it was issued for.
bool is_ours(const NonceKey &key, std::string_view text, const Binding &binding) {
    const auto nonce = read_nonce(text);
    return nonce && nonce_mac(key, *nonce, binding) == nonce->mac;
}

/// A nonce of ours is good, and none with another character in one place.
void changes(Input input) {
    const NonceKey key{};
    auto nonce = nonce_of(input);
    const auto place = input.below(nonce_size);
    const char character = "abcdefghijklmnopqrstuvwxyz234567"[input.below(32)];
    Binding binding;
    binding.statement = input.text();
    nonce.mac = nonce_mac(key, nonce, binding);
    auto text = write_nonce(nonce);
    require(is_ours(key, text, binding), "a nonce of ours is good");
    if (text[place] == character) return;
    text[place] = character;
    require(!is_ours(key, text, binding), "a changed nonce is refused");
}

void origins(std::string_view text) {
    const auto origin = origin_of(text);
    if (origin.empty()) return;
    require(text.starts_with(origin), "an origin is where its URI begins");
    require(origin_of(origin) == origin, "an origin has itself");
    require(origin.size() == text.size() ||
                std::string_view{"/?#"}.find(text[origin.size()]) != std::string_view::npos,
            "an origin ends where its authority does");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    text_to_parts(text);
    parts_to_text(Input{{data, size}});
    bindings(Input{{data, size}});
    changes(Input{{data, size}});
    origins(text);
    if (const auto ring = KeyRing::parse(text)) {
        require(ring->find(ring->signer_id()) != nullptr, "a ring has the key that signs");
    } else {
        require(walletauth::fuzz::is_printable(ring.error()), "why not is printable");
    }
    if (const auto config = read_config(text); !config) {
        require(walletauth::fuzz::is_printable(config.error()), "why not is printable");
    }
    return 0;
}
