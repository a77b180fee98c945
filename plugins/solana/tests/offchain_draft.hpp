// SPDX-License-Identifier: Apache-2.0
// Off-chain envelopes laid out by hand, and requests over them by Alice.
#pragma once

#include "plugin_under_test.hpp"

namespace walletauth::solana::testing::offchain {

inline const Wallet alice(1);
inline const Wallet bob(2);
inline const Octets text = octets("Sign in\nnonce 8f14e45f");
inline const Octets prefix = joined({{0xff}, octets("solana offchain")});
// As Ledger writes it: text, filled with zero bytes.
inline const Octets domain = joined({octets("example.com"), Octets(21)});

inline Octets size_of(const Octets &of) {
    return {static_cast<std::uint8_t>(of.size() & 0xff), static_cast<std::uint8_t>(of.size() >> 8)};
}
inline Octets v0(const Octets &application_domain, std::uint8_t format = 0,
                 const Octets &body = text) {
    return joined({prefix, {0}, application_domain, {format, 1}, alice.key(), size_of(body), body});
}
inline Octets legacy(std::uint8_t format, const Octets &body = text) {
    return joined({prefix, {0, format}, size_of(body), body});
}
inline Octets v1(const Octets &body = text) { return joined({prefix, {1, 1}, alice.key(), body}); }

inline Param envelope(const Octets &bytes) { return {"envelope", WA_PARAMETER_BYTES, bytes}; }
inline Param wants_domain(const Octets &bytes) {
    return {"application_domain", WA_PARAMETER_BYTES, bytes};
}
inline Param layout(std::string_view name) { return {"layout", WA_PARAMETER_TEXT, octets(name)}; }
inline Param format(std::string_view digits) {
    return {"format", WA_PARAMETER_JSON, octets(digits)};
}

// Alice signed `bytes`; the service expects `text`.
inline Ask signed_bytes(const Octets &bytes, std::vector<Param> params = {}) {
    return {.scheme = "solana-offchain",
            .account = alice.account(),
            .message = text,
            .signature = alice.sign(bytes),
            .params = std::move(params)};
}
inline Ask ledger(const Octets &bytes, std::vector<Param> params = {}) {
    auto ask = signed_bytes(bytes, std::move(params));
    ask.signature = joined({{1}, ask.signature, bytes});
    return ask;
}

} // namespace walletauth::solana::testing::offchain
