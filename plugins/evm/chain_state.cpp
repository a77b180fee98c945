// SPDX-License-Identifier: Apache-2.0
#include "chain_state.hpp"

#include "block_height.hpp"

#include <walletauth/request/parameters.hpp>

#include <string_view>

namespace walletauth::evm {
namespace {

std::string_view reference_of(const wa_request &request) noexcept {
    const auto chain = view(request.chain);
    return chain.substr(chain.find(':') + 1);
}

/// Of the account that was asked.
Proof proof_of(const wa_request &request, const ChainQuestions &questions,
               const AccountState &state, std::uint32_t link, std::uint32_t flags) noexcept {
    Proof proof;
    proof.account = format_address(questions.asked.account);
    proof.link = link;
    proof.flags = flags;
    const auto block = view(request.block);
    const std::string_view height = block.empty() ? std::string_view{state.height} : block;
    (void)proof.block.assign({height.data(), height.size()});
    return proof;
}

/// The account says yes, and has code or a factory that was called.
Proof prove_by_contract(const wa_request &request, const ChainQuestions &questions,
                        const AccountState &state, std::uint32_t flags) noexcept {
    const auto &asked = questions.asked;
    const bool by_probe = is_result(*questions.probe.answer);
    const bool calls_factory = by_probe && asked.deployment != nullptr;
    const bool is_counterfactual = calls_factory && (!state.has_code || asked.prepares);
    return proof_of(request, questions, state,
                    is_counterfactual ? WA_LINK_COUNTERFACTUAL : WA_LINK_CHAIN_STATE, flags);
}

/// The account's own key has the last word, and it has signed.
Proof prove_by_key(const wa_request &request, const ChainQuestions &questions,
                   const AccountState &state, const Proof &key) noexcept {
    const bool derived = accepts(request, WA_ACCEPT_DERIVED);
    Proof proof = proof_of(request, questions, state,
                           derived ? WA_LINK_DERIVED : WA_LINK_CHAIN_STATE, key.flags);
    proof.public_key = key.public_key;
    return proof;
}

std::unexpected<Refusal> needs_evidence() noexcept {
    return refuse(WA_NEEDS_EVIDENCE, "only chain state tells whether the account says yes");
}

/// A node that does not have the state of a block may answer with another one's. A hash cannot be
/// compared: the probe does not see its own block's.
Result<void> check_height(const wa_request &request, const AccountState &state) noexcept {
    const auto block = view(request.block);
    if (block.empty() || block.starts_with("0x") || block == state.height) return {};
    if (!shows_own_height(reference_of(request))) return {};
    return refuse(WA_ERROR_EVIDENCE, "the probe ran at height ", state.height, ", not at ", block,
                  ", which was asked for; where contracts see another chain's height, name the ",
                  "block by its hash");
}

} // namespace

Result<Counterfactual> read_counterfactual(const wa_request &request) noexcept {
    const auto word =
        Parameters{request}.word(view(counterfactual_info.name), {"none", "deploy", "prepare"});
    if (!word) return std::unexpected(word.error());
    if (*word == "none") return Counterfactual::none;
    return *word == "prepare" ? Counterfactual::prepare : Counterfactual::deploy;
}

bool is_token_bound_factory(const Address &factory) noexcept {
    // ERC-6551, "Registry": one address on every chain.
    constexpr Address registry{0x00, 0x00, 0x00, 0x00, 0x65, 0x51, 0xc1, 0x94, 0x87, 0x81,
                               0x46, 0x12, 0xe5, 0x8f, 0xe0, 0x68, 0x13, 0x77, 0x57, 0x58};
    return factory == registry;
}

Result<ChainQuestions> sort_evidence(const wa_request &request, const AccountQuestion &asked) {
    const auto block = block_parameter(view(request.block));
    if (!block) return std::unexpected(block.error());
    ChainQuestions questions{
        .asked = asked, .probe = {probe_query(asked, *block)}, .chain = {}, .code = {}, .call = {}};
    auto other = match_evidence(request, {&questions.probe});
    if (!other.unasked && !other.repeated && !questions.probe_failed()) return questions;
    questions.chain.query = chain_query();
    questions.code.query = code_query(asked.account, *block);
    questions.call.query = call_query(asked, *block);
    questions.probe.answer = nullptr;
    other = match_evidence(request,
                           {&questions.probe, &questions.chain, &questions.code, &questions.call});
    if (other.unasked) return refuse_unasked();
    if (other.repeated) return refuse_repeated();
    const bool has_plain = questions.chain.answer != nullptr || questions.code.answer != nullptr ||
                           questions.call.answer != nullptr;
    if (has_plain && !questions.probe_failed()) return refuse_unasked();
    return questions;
}

std::vector<std::string> open_queries(const ChainQuestions &questions) {
    std::vector<std::string> queries;
    if (questions.probe.answer == nullptr) {
        queries.push_back(questions.probe.query);
    } else if (questions.probe_failed()) {
        for (const auto *question : {&questions.chain, &questions.code, &questions.call}) {
            if (question->answer == nullptr) queries.push_back(question->query);
        }
    }
    return queries;
}

Result<AccountState> read_state(const wa_request &request, const ChainQuestions &questions) {
    if (questions.probe.answer == nullptr) return needs_evidence();
    if (questions.probe_failed()) {
        if (auto good = check_error(*questions.probe.answer); !good) {
            return std::unexpected(good.error());
        }
        if (!open_queries(questions).empty()) return needs_evidence();
        return read_plain(*questions.probe.answer, *questions.chain.answer, *questions.code.answer,
                          *questions.call.answer, reference_of(request));
    }
    auto state = read_probe(*questions.probe.answer, reference_of(request));
    if (!state) return state;
    if (auto good = check_height(request, *state); !good) return std::unexpected(good.error());
    return state;
}

Result<Proof> judge_state(const wa_request &request, const ChainQuestions &questions,
                          const AccountState &state, const Wrapper *wrapper,
                          const Result<Proof> &key, std::uint32_t flags) {
    if (wrapper != nullptr && state.is_token_bound) {
        return refuse(WA_REJECTED_POLICY, "a wrapper of a token-bound account (ERC-6551): whoever ",
                      "buys the token within the call would be its owner");
    }
    if (wrapper != nullptr && !state.has_code) {
        if (!accepts(request, WA_ACCEPT_COUNTERFACTUAL)) {
            return refuse(WA_UNSUPPORTED_EVIDENCE, "the account is not deployed: only a service ",
                          "that accepts counterfactual takes it");
        }
        if (questions.probe_failed()) {
            return refuse(WA_ERROR_EVIDENCE, "the node cannot deploy the account to ask it");
        }
    }
    if (state.outcome == Outcome::magic && !state.has_code && wrapper == nullptr) {
        return refuse(WA_ERROR_EVIDENCE, "the node says yes for an account without code");
    }
    const bool states_key = request.public_key.size != 0;
    if (state.outcome == Outcome::magic && !states_key) {
        return prove_by_contract(request, questions, state, flags);
    }
    const bool is_keys = state.is_delegated || (!state.has_code && wrapper == nullptr);
    if (is_keys && key) return prove_by_key(request, questions, state, *key);
    if (states_key && state.has_code) {
        return refuse(WA_REJECTED_SIGNER,
                      "a contract stands at the account, and no key speaks for ",
                      "it: leave the public key out to ask it");
    }
    if (state.outcome == Outcome::spent) {
        return refuse(WA_ERROR_EVIDENCE, wrapper != nullptr && !state.has_code
                                             ? "the factory or the account used up the gas"
                                             : "the account used up the gas");
    }
    if (!state.has_code && wrapper == nullptr) return key;
    if (!state.has_code && state.outcome == Outcome::no_code) {
        return refuse(WA_REJECTED_SIGNATURE, "the factory leaves the account without code");
    }
    return refuse(WA_REJECTED_SIGNATURE, state.outcome == Outcome::reverted
                                             ? "the account reverts"
                                             : "the account says that it has not signed");
}

} // namespace walletauth::evm
