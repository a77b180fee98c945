// SPDX-License-Identifier: Apache-2.0
#include "ownership.hpp"

#include "chain_state.hpp"
#include "erc6492.hpp"
#include "signature.hpp"

#include <optional>

namespace walletauth::evm {
namespace {

bool asks_state(const wa_request &request) noexcept {
    return accepts(request, WA_ACCEPT_CHAIN_STATE);
}

/// What the account's own key comes to, as if there were no contracts.
Result<Proof> judge_key(const wa_request &request, const Result<Statement> &statement) noexcept {
    if (!statement) return std::unexpected(statement.error());
    if (statement->policy) return std::unexpected(*statement->policy);
    const auto bytes = view(request.signature);
    if (is_erc6492(bytes)) {
        return refuse(WA_REJECTED_SIGNATURE, "an ERC-6492 signature is of a contract account");
    }
    const auto signature = read_signature(bytes);
    if (!signature) return std::unexpected(signature.error());
    if (statement->hashes) {
        return prove_signer(request, *signature, *statement->hashes, statement->flags);
    }
    return prove_signer(request, *signature, statement->digest, statement->flags);
}

/// A request in which nothing is unsupported or malformed.
struct Reading {
    std::optional<Address> claim;
    std::optional<Wrapper> wrapper;
    Result<Proof> key;
    std::optional<ChainQuestions> questions; ///< where chain state is accepted
};

/// What the account is asked, if a contract stands there.
AccountQuestion question_of(const wa_request &request, const Address &account,
                            const Statement &statement, const std::optional<Wrapper> &wrapper,
                            Counterfactual mode) noexcept {
    AccountQuestion asked{account, statement.digest, view(request.signature), nullptr, false};
    if (!wrapper) return asked;
    asked.signature = wrapper->signature;
    const bool deploys = accepts(request, WA_ACCEPT_COUNTERFACTUAL) && mode != Counterfactual::none;
    if (deploys) asked.deployment = &*wrapper;
    asked.prepares = deploys && mode == Counterfactual::prepare;
    return asked;
}

/// The account that is asked: the claimed one or, where a key alone is claimed, the key's.
std::optional<Address> asked_account(const Reading &reading) noexcept {
    if (reading.claim || !reading.key) return reading.claim;
    const auto derived = parse_address(reading.key->account.view(), {});
    return derived ? std::optional{*derived} : std::nullopt;
}

/// Of several faults the first in the order of the status codes is named. `reading` is filled in
/// place, since its question refers to its wrapper.
Result<void> read(const wa_request &request, const Result<Statement> &statement,
                  const Result<Counterfactual> &mode, Reading &reading) {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    reading.claim = *claim;
    if (!mode) return std::unexpected(mode.error());
    if (!statement) return std::unexpected(statement.error());
    const auto bytes = view(request.signature);
    // Only a contract signs in another form than a key, and who states a key says there is none.
    const bool may_be_contract = asks_state(request) && request.public_key.size == 0;
    if (is_erc6492(bytes)) {
        const auto wrapper = read_erc6492(bytes);
        if (!wrapper) return std::unexpected(wrapper.error());
        reading.wrapper = *wrapper;
    } else if (const auto key = read_signature(bytes); !key && !may_be_contract) {
        return std::unexpected(key.error());
    }
    const auto account = asked_account(reading);
    if (!asks_state(request) || !account) {
        if (request.evidence_count == 0) return {};
        return refuse(WA_MALFORMED_EVIDENCE, "there is evidence, and this request asks nothing");
    }
    auto questions =
        sort_evidence(request, question_of(request, *account, *statement, reading.wrapper, *mode));
    if (!questions) return std::unexpected(questions.error());
    reading.questions = std::move(*questions);
    return {};
}

/// Why nothing that the chain says would help; nothing where it may.
std::optional<Refusal> final_refusal(const wa_request &request, const Statement &statement,
                                     const Reading &reading) noexcept {
    if (reading.claim == Address{}) {
        return make_refusal(WA_REJECTED_SIGNER, "nobody holds the zero address");
    }
    if (statement.policy) return statement.policy;
    if (reading.wrapper && is_token_bound_factory(reading.wrapper->factory)) {
        return make_refusal(WA_REJECTED_POLICY, "the factory is the registry of token-bound ",
                            "accounts (ERC-6551): whoever buys the token within the call would ",
                            "be the owner");
    }
    const bool is_keys_alone = !reading.questions || request.public_key.size != 0;
    if (is_keys_alone && !reading.key) return reading.key.error();
    return std::nullopt;
}

} // namespace

Result<void> check_supported(const wa_request &request) noexcept {
    if (auto good = check_chain(view(request.chain)); !good) return good;
    const auto signature = view(request.signature);
    if (is_erc8010(signature)) {
        return refuse(WA_UNSUPPORTED_SCHEME,
                      "an ERC-8010 signature: it is a draft with two spellings, and is not read");
    }
    if (asks_state(request)) return {};
    if (is_erc6492(signature)) {
        return refuse(WA_UNSUPPORTED_EVIDENCE, "an ERC-6492 signature is of a contract account: ",
                      "only chain state can tell");
    }
    if (!accepts(request, WA_ACCEPT_DERIVED)) {
        return refuse(WA_UNSUPPORTED_EVIDENCE,
                      "counterfactual is accepted only beside chain_state");
    }
    return {};
}

Result<Proof> prove_ownership(const wa_request &request, const Result<Statement> &statement) {
    if (auto block = block_parameter(view(request.block)); !block) {
        return std::unexpected(block.error());
    }
    const auto mode = read_counterfactual(request);
    Reading reading{
        .claim = {}, .wrapper = {}, .key = judge_key(request, statement), .questions = {}};
    const bool asks_nothing = request.evidence_count == 0 && accepts(request, WA_ACCEPT_DERIVED);
    if (reading.key && mode && asks_nothing) return reading.key;
    if (auto good = read(request, statement, mode, reading); !good) {
        return std::unexpected(good.error());
    }
    if (const auto refusal = final_refusal(request, *statement, reading)) {
        return std::unexpected(*refusal);
    }
    if (!reading.questions) return reading.key;
    const auto state = read_state(request, *reading.questions);
    if (!state) return std::unexpected(state.error());
    return judge_state(request, *reading.questions, *state,
                       reading.wrapper ? &*reading.wrapper : nullptr, reading.key,
                       statement->flags);
}

Result<std::vector<std::string>> ownership_queries(const wa_request &request,
                                                   const Result<Statement> &statement) {
    if (auto block = block_parameter(view(request.block)); !block) {
        return std::unexpected(block.error());
    }
    Reading reading{
        .claim = {}, .wrapper = {}, .key = judge_key(request, statement), .questions = {}};
    if (auto good = read(request, statement, read_counterfactual(request), reading); !good) {
        return std::unexpected(good.error());
    }
    if (const auto refusal = final_refusal(request, *statement, reading)) {
        return std::unexpected(*refusal);
    }
    if (!reading.questions) return std::vector<std::string>{};
    return open_queries(*reading.questions);
}

} // namespace walletauth::evm
