// SPDX-License-Identifier: Apache-2.0
#include "signature.hpp"

#include "notation.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/text/base58.hpp>

namespace walletauth::solana {
Result<Proof> verify_signature(const Claim &claim, std::span<const std::uint8_t, 64> signature,
                               std::span<const std::uint8_t> signed_bytes) noexcept {
    if (ed25519_verify(signature, signed_bytes, claim.key, Rule::strict)) return proof_of(claim);
    // Only now, because it costs half a verification and a good key is the rule.
    if (auto good = check_can_sign(claim.key); !good) return std::unexpected(good.error());
    return refuse(WA_REJECTED_SIGNATURE, "no signature of this message by ", claim.account.view());
}

Result<std::vector<std::uint8_t>> SolanaVerifier::parse_signature(std::string_view chain,
                                                                  std::string_view,
                                                                  std::string_view text) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    return read_sized(text, signature_size, WA_MALFORMED_SIGNATURE, "signature");
}

Result<std::vector<std::uint8_t>> SolanaVerifier::parse_public_key(std::string_view chain,
                                                                   std::string_view,
                                                                   std::string_view text) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    return read_sized(text, Key{}.size(), WA_MALFORMED_PUBLIC_KEY, "public key");
}

Result<std::string> SolanaVerifier::format_public_key(
    std::string_view chain, std::string_view, std::span<const std::uint8_t> public_key) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    if (public_key.size() != Key{}.size()) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 32");
    }
    return encode_base58(public_key);
}

} // namespace walletauth::solana
