// SPDX-License-Identifier: Apache-2.0
/// The verifier of a scheme, composed of functions: what verifies it, and how its signatures and
/// keys are written. No class is derived:
///
///     constexpr SchemeVerifier sep53{{.verify = &verify_sep53,
///                                     .notation = notation_of<forms::base64<64>,
///                                     forms::hex<32>>}};
///     constexpr SchemeEntry schemes[]{{&scheme_sep53, &sep53}};
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>
#include <walletauth/request/notation.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// What a scheme is made of. The functions keep the rules of SignatureVerifier's (interface.hpp).
struct SchemeParts {
    Result<Proof> (*verify)(const wa_request &request) = nullptr; ///< must be set
    Notation notation;                                            ///< must be set
    /// nullptr: the scheme never needs evidence.
    Result<std::vector<std::string>> (*evidence_queries)(const wa_request &request) = nullptr;
    /// Asked before every other function; nullptr: each chain that the descriptor covers is known,
    /// or `verify` asks itself.
    Result<void> (*check_chain)(std::string_view chain) = nullptr;
};

class SchemeVerifier final : public SignatureVerifier {
  public:
    /// What must be set and is not does not compile.
    explicit consteval SchemeVerifier(const SchemeParts &parts) : parts_(parts) {
        const auto &notation = parts.notation;
        if (parts.verify == nullptr || notation.parse_signature == nullptr ||
            notation.parse_public_key == nullptr || notation.format_public_key == nullptr) {
            throw "a scheme needs verify and a whole notation";
        }
    }

    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
    [[nodiscard]] Result<std::vector<std::string>> evidence_queries(
        const wa_request &request) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const override;

  private:
    [[nodiscard]] Result<void> check_chain(std::string_view chain) const;

    SchemeParts parts_;
};

} // namespace walletauth
