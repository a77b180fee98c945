// SPDX-License-Identifier: Apache-2.0
// What a request asks of its chain about an account, which evidence belongs to it, and what the
// answers come to: ERC-1271, ERC-6492 and EIP-7702 (contract-accounts.md).
#pragma once

#include "account_probe.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/request/evidence.hpp>

#include <string>
#include <vector>

namespace walletauth::evm {

/// Which of an account that is not deployed is asked: the service's parameter `counterfactual`.
enum class Counterfactual : std::uint8_t {
    none,   ///< a factory is never called
    deploy, ///< only where the account has no code; the default
    prepare ///< also after an account with code said no
};

inline constexpr wa_parameter_info counterfactual_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_TEXT,
    WA_ROLE_SERVICE,
    0,
    text_of("counterfactual"),
    text_of("deploy (the default), prepare or none: when the factory of an ERC-6492 signature is "
            "called"),
    16};

/// What the request's parameter says; WA_MALFORMED_PARAMS for another value.
[[nodiscard]] Result<Counterfactual> read_counterfactual(const wa_request &request) noexcept;

/// Proxies of ERC-6551 belong to whoever holds a token, which anybody may buy for one call.
[[nodiscard]] bool is_token_bound_factory(const Address &factory) noexcept;

/// The questions of one request, each with its answer if it has one.
struct ChainQuestions {
    AccountQuestion asked;
    Question probe;
    Question chain;
    Question code;
    Question call;

    [[nodiscard]] bool probe_failed() const noexcept {
        return probe.answer != nullptr && !is_result(*probe.answer);
    }
};

/// Finds the answers. WA_MALFORMED_REQUEST for the block, WA_MALFORMED_EVIDENCE for an item that
/// answers nothing of it, a second one, and a plain answer beside a probe that was not refused.
[[nodiscard]] Result<ChainQuestions> sort_evidence(const wa_request &request,
                                                   const AccountQuestion &asked);

/// The queries that are still without an answer: the probe alone, and the plain ones after a node
/// that could not run it.
[[nodiscard]] std::vector<std::string> open_queries(const ChainQuestions &questions);

/// What the node said. WA_NEEDS_EVIDENCE where a plain answer is missing, WA_ERROR_EVIDENCE where
/// one is unclear, another chain's, or of another height than the request names.
[[nodiscard]] Result<AccountState> read_state(const wa_request &request,
                                              const ChainQuestions &questions);

/// The verdict of an account whose state is known. `key` is what its own key would come to;
/// `wrapper` is NULL where the signature is not wrapped.
[[nodiscard]] Result<Proof> judge_state(const wa_request &request, const ChainQuestions &questions,
                                        const AccountState &state, const Wrapper *wrapper,
                                        const Result<Proof> &key, std::uint32_t flags);

} // namespace walletauth::evm
