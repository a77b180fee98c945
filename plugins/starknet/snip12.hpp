// SPDX-License-Identifier: Apache-2.0
// SNIP-12: typed data signed by an account contract.
#pragma once

#include <walletauth/interface.hpp>

namespace walletauth::starknet {

class Snip12 final : public SignatureVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
    [[nodiscard]] Result<std::vector<std::string>> evidence_queries(
        const wa_request &request) const override;
    /// 32 bytes for each felt, big-endian (signature_text.hpp).
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const override;
};

} // namespace walletauth::starknet
