// SPDX-License-Identifier: Apache-2.0
// The parameters of solana-offchain: what the service expects of the envelope, and what the client
// tells about it.
#pragma once

#include "offchain_envelope.hpp"

#include <optional>

namespace walletauth::solana {

extern const wa_parameter_info *const offchain_parameters[4];

struct OffchainParams {
    std::optional<Layout> layout;
    std::optional<std::uint8_t> format;
    Bytes application_domain;         ///< 32 bytes, or empty: none is expected
    Bytes envelope_bytes;             ///< or empty: none is given
    std::optional<Envelope> envelope; ///< the same, parsed

    /// True if an envelope of this layout and format could satisfy the parameters.
    [[nodiscard]] bool allow(Layout wanted, std::uint8_t wanted_format) const noexcept;
};

/// WA_MALFORMED_PARAMS for a bad value, and for values that no envelope could satisfy together.
[[nodiscard]] Result<OffchainParams> read_offchain_params(const wa_request &request);

/// WA_REJECTED_POLICY if an envelope is not what the parameters say.
[[nodiscard]] std::expected<void, Refusal> check_expected(const OffchainParams &params,
                                                          const Envelope &envelope) noexcept;

} // namespace walletauth::solana
