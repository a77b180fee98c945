// SPDX-License-Identifier: Apache-2.0
/// How the wallets of a chain write signatures and keys. A notation is a value of three functions,
/// and a scheme is composed of one and of what verifies it (scheme_verifier.hpp). Most chains need
/// none of their own:
///
///     constexpr Notation notation = notation_of<forms::base64<64>, forms::hex<32>>;
///
/// and a chain that has one thing of its own replaces that:
///
///     constexpr Notation notation = [] {
///         auto it = notation_of<forms::hex<65>, forms::hex<33>>;
///         it.parse_signature = &parse_der;
///         return it;
///     }();
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>
#include <walletauth/request/text_form.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// All three must be set. They are called by any thread at once, with texts and keys of the sizes
/// that the scheme's descriptor allows.
struct Notation {
    /// The signature's bytes from any of the chain's own notations; WA_MALFORMED_SIGNATURE.
    Result<std::vector<std::uint8_t>> (*parse_signature)(std::string_view text) = nullptr;
    /// The key's bytes from any of the chain's own notations; WA_MALFORMED_PUBLIC_KEY.
    Result<std::vector<std::uint8_t>> (*parse_public_key)(std::string_view text) = nullptr;
    /// The chain's usual notation of a key; parse_public_key reads it back.
    Result<std::string> (*format_public_key)(std::span<const std::uint8_t> public_key) = nullptr;
};

template <TextForm form>
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature_as(std::string_view text) {
    return parse_bytes(text, form, WA_MALFORMED_SIGNATURE, "signature");
}
template <TextForm form>
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key_as(std::string_view text) {
    return parse_bytes(text, form, WA_MALFORMED_PUBLIC_KEY, "public key");
}
template <TextForm form>
[[nodiscard]] Result<std::string> format_public_key_as(std::span<const std::uint8_t> public_key) {
    return format_bytes(public_key, form, WA_MALFORMED_PUBLIC_KEY, "public key");
}

/// Signatures and keys that are bytes of a form. Whether they are a point or a scalar of the curve
/// is for `verify` to say.
template <TextForm signature, TextForm public_key>
inline constexpr Notation notation_of{&parse_signature_as<signature>,
                                      &parse_public_key_as<public_key>,
                                      &format_public_key_as<public_key>};

} // namespace walletauth
