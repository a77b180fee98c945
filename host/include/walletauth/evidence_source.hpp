// SPDX-License-Identifier: Apache-2.0
/// EvidenceSource: who asks the chain what a verification must know. The host's own code, such as a
/// resolver that asks several nodes; plugins have no network.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/plugin.h>

#include <chrono>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// When an answer is of no more use. `Deadline::max()`: never.
using Deadline = std::chrono::steady_clock::time_point;

/// What a node said to one query.
struct EvidenceAnswer {
    std::string answer;                      ///< JSON text of the result or of the error object
    std::uint32_t kind = WA_EVIDENCE_RESULT; ///< WA_EVIDENCE_*
};

/// One object may serve any number of verifications at once if its functions allow that. What they
/// throw counts as no answer. Whoever implements it decides verdicts: every answer is trusted.
class EvidenceSource {
  public:
    virtual ~EvidenceSource() = default;

    /// The block where all queries of one verification are to stand, as Service::block has it, at
    /// most WA_BLOCK_CAPACITY bytes. Empty: none, so queries name the tag of the scheme's page. An
    /// error is a reason for logs, and ends the verification with WA_ERROR_EVIDENCE.
    [[nodiscard]] virtual std::expected<std::string, std::string> pin(
        [[maybe_unused]] std::string_view chain, [[maybe_unused]] Deadline deadline) {
        return std::string{};
    }

    /// The answers to all queries of a round, one each and in their order; queries are canonical
    /// JSON. An error is a reason for logs: one query without an answer is no answer to any.
    [[nodiscard]] virtual std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline) = 0;
};

} // namespace walletauth
