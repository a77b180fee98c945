// SPDX-License-Identifier: Apache-2.0
// The parameters of solana-offchain: what the service expects of the envelope, and what the client
// tells about it.
#pragma once

#include "offchain_envelope.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace walletauth::solana {

extern const wa_parameter_info *const offchain_parameters[5];

struct OffchainParams {
    std::optional<Layout> layout;
    std::optional<std::uint8_t> format;
    Bytes application_domain;          ///< 32 bytes, or empty: none is expected
    std::vector<std::uint8_t> signers; ///< 32 bytes each, as given, or empty: any are good
    Bytes envelope_bytes;              ///< or empty: none is given
    std::optional<Envelope> envelope;  ///< the same, parsed

    /// True if an envelope of this layout and format could satisfy the parameters. v0-legacy names
    /// neither domain nor signers, so it satisfies no expectation of them. v1 has no domain,
    /// either, but that is its design, and its text says where it is for.
    [[nodiscard]] bool allow(Layout wanted, std::uint8_t wanted_format) const noexcept;
};

/// WA_MALFORMED_PARAMS for a bad value, and for values that no envelope could satisfy together.
[[nodiscard]] Result<OffchainParams> read_offchain_params(const wa_request &request);

/// WA_REJECTED_SIGNER if signers are expected and `key` is none of them.
[[nodiscard]] Result<void> check_is_expected(const OffchainParams &params,
                                             std::span<const std::uint8_t, 32> key) noexcept;

/// The expected signers in the order in which an envelope of `layout` has them; `key` alone where
/// none are expected.
[[nodiscard]] std::vector<std::uint8_t> signers_for(const OffchainParams &params, Layout layout,
                                                    std::span<const std::uint8_t, 32> key);

/// WA_REJECTED_POLICY if an envelope is not what the parameters say.
[[nodiscard]] Result<void> check_expected(const OffchainParams &params, const Envelope &envelope);

} // namespace walletauth::solana
