// SPDX-License-Identifier: Apache-2.0
#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth {

Result<void> SchemeVerifier::check_chain(std::string_view chain) const {
    return parts_.check_chain == nullptr ? Result<void>{} : parts_.check_chain(chain);
}

Result<Proof> SchemeVerifier::verify(const wa_request &request) const {
    if (auto known = check_chain(view(request.chain)); !known) {
        return std::unexpected(known.error());
    }
    return parts_.verify(request);
}

Result<std::vector<std::string>> SchemeVerifier::evidence_queries(const wa_request &request) const {
    if (auto known = check_chain(view(request.chain)); !known) {
        return std::unexpected(known.error());
    }
    if (parts_.evidence_queries == nullptr) return SignatureVerifier::evidence_queries(request);
    return parts_.evidence_queries(request);
}

Result<std::vector<std::uint8_t>> SchemeVerifier::parse_signature(std::string_view chain,
                                                                  std::string_view,
                                                                  std::string_view text) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    return parts_.notation.parse_signature(text);
}

Result<std::vector<std::uint8_t>> SchemeVerifier::parse_public_key(std::string_view chain,
                                                                   std::string_view,
                                                                   std::string_view text) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    return parts_.notation.parse_public_key(text);
}

Result<std::string> SchemeVerifier::format_public_key(
    std::string_view chain, std::string_view, std::span<const std::uint8_t> public_key) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    return parts_.notation.format_public_key(public_key);
}

} // namespace walletauth
