// SPDX-License-Identifier: Apache-2.0
#include "ed25519_schemes.hpp"

#include "account.hpp"
#include "message_rule.hpp"
#include "notation.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::kwil {
namespace {

Result<void> check_size(std::span<const std::uint8_t> signature) {
    if (signature.size() == 64) return {};
    return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(), " bytes, expected 64",
                  other_scheme_of(signature.size()));
}

// `signed_bytes_of` makes what was signed of the message, once that may be one.
template <class Make>
Result<Proof> prove(const wa_request &request, TextTransactions foreign, Make signed_bytes_of) {
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const auto key = key_of(request, 32);
    if (!key) return std::unexpected(key.error());
    const auto signature = view(request.signature);
    if (auto good = check_message(request, check_size(signature), foreign); !good) {
        return std::unexpected(good.error());
    }
    const auto signed_bytes = signed_bytes_of(view(request.message));
    if (!ed25519_verify(Ed25519Signature{signature}, signed_bytes, Ed25519Key{*key},
                        rule_of(request))) {
        return refuse(WA_REJECTED_SIGNATURE, "ed25519 signature does not match");
    }
    Proof proof;
    (void)proof.account.assign(encode_hex(*key));
    (void)proof.public_key.assign(*key);
    return proof;
}

Result<Proof> verify_ed25519(const wa_request &request) {
    return prove(request, TextTransactions::multiversx,
                 [](std::span<const std::uint8_t> message) { return message; });
}

Result<Proof> verify_ed25519_nr(const wa_request &request) {
    return prove(request, TextTransactions::none,
                 [](std::span<const std::uint8_t> message) { return sha256(message); });
}

} // namespace

constexpr SchemeVerifier ed25519_verifier{
    {.verify = &verify_ed25519, .notation = notation<KeyType::ed25519>}};
constexpr SchemeVerifier ed25519_nr_verifier{
    {.verify = &verify_ed25519_nr, .notation = notation<KeyType::ed25519>}};

} // namespace walletauth::kwil
