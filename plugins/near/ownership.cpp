// SPDX-License-Identifier: Apache-2.0
#include "ownership.hpp"

#include "access_key.hpp"
#include "account.hpp"

#include <walletauth/request/evidence.hpp>

namespace walletauth::near {
namespace {

/// One request's evidence, by what it answers.
struct Evidence {
    Question key;
    Question account;
    OtherEvidence other;
};

Evidence sort_evidence(const wa_request &request, const Key &key, std::string_view claim) {
    const auto block = view(request.block);
    Evidence sorted{
        {view_access_key_query(claim, key, block)}, {view_account_query(claim, block)}, {}};
    sorted.other = match_evidence(request, {&sorted.key, &sorted.account});
    return sorted;
}

Proof proof_of(std::string_view claim, const Key &key, std::uint32_t link,
               const InlineText<WA_BLOCK_CAPACITY> &block) {
    Proof proof;
    (void)proof.account.assign(claim);
    (void)proof.public_key.assign(key.bytes());
    proof.link = link;
    proof.block = block;
    return proof;
}

/// What the claim is without chain state.
Result<Proof> prove_derived(const wa_request &request, const Key &key, std::string_view claim,
                            const std::string &derived) {
    if (claim == derived && accepts(request, WA_ACCEPT_DERIVED)) {
        return proof_of(claim, key, WA_LINK_DERIVED, {});
    }
    if (accepts(request, WA_ACCEPT_CHAIN_STATE)) {
        return refuse(WA_NEEDS_EVIDENCE, "only chain state tells whether the key is one of ",
                      claim);
    }
    // NEP-518 creates these without access keys. Should one have any, a node says so.
    if (kind_of(claim) == AccountKind::eth_implicit && claim != derived) {
        return refuse(WA_REJECTED_SIGNER, "the key does not give ", claim,
                      "; only chain state could tell of another key");
    }
    return refuse(WA_UNSUPPORTED_EVIDENCE, "only chain state tells whether the key is one of ",
                  claim);
}

/// An account that does not exist yet belongs to the key that it is derived from (NEP-641).
Result<Proof> prove_absent(const wa_request &request, const Key &key, std::string_view claim,
                           const std::string &derived, const StateAnswer &answer) {
    if (claim == derived && accepts(request, WA_ACCEPT_DERIVED)) {
        return proof_of(claim, key, WA_LINK_DERIVED, answer.block.hash);
    }
    return refuse(WA_REJECTED_SIGNER, "account ", claim, " does not exist");
}

std::unexpected<Refusal> at_other_blocks(std::string_view what, const StateAnswer &key,
                                         const StateAnswer &account) noexcept {
    if (!key.block.height || !account.block.height) {
        return refuse(WA_ERROR_EVIDENCE, what, " and key absent at blocks of unknown height");
    }
    return refuse(WA_ERROR_EVIDENCE, what, " at block ", *account.block.height, ", key absent at ",
                  *key.block.height, ": ask both at one block");
}

/// Both questions are asked at `final`, and the chain moves on between them. An account that is
/// absent has no keys, so the later answer says all. An earlier one says nothing: a node that lags
/// may not know the account yet whose owner has deleted this key.
bool absence_stands(const wa_request &request, const StatedBlock &key,
                    const StatedBlock &account) noexcept {
    if (at_one_block(request, key, account)) return true;
    return request.block.size == 0 && key.height && account.height && *account.height > *key.height;
}

/// Whether the key's absence leaves a question: an account that the key derives may not exist yet.
bool existence_matters(const wa_request &request, std::string_view claim,
                       const std::string &derived) {
    return claim == derived && accepts(request, WA_ACCEPT_DERIVED);
}

/// The key is none of the account's, for certain. Nodes say so of an account that does not exist,
/// too, and only the second answer tells the two apart.
std::unexpected<Refusal> refuse_absent_key(const wa_request &request, std::string_view claim,
                                           const Evidence &evidence) {
    if (evidence.account.answer != nullptr) {
        const auto answer = read_state(*evidence.account.answer, view(request.block));
        if (answer && answer->state == State::account_absent) {
            return refuse(WA_REJECTED_SIGNER, "account ", claim, " does not exist");
        }
    }
    return refuse(WA_REJECTED_SIGNER, "the key is none of ", claim,
                  ", or the account does not exist");
}

Result<Proof> prove_without_key(const wa_request &request, const Key &key, std::string_view claim,
                                const std::string &derived, const Evidence &evidence,
                                const StateAnswer &key_answer) {
    if (!existence_matters(request, claim, derived)) {
        return refuse_absent_key(request, claim, evidence);
    }
    if (evidence.account.answer == nullptr) {
        // Where chain state is not accepted nothing is asked for, and what was given still counts.
        return refuse(accepts(request, WA_ACCEPT_CHAIN_STATE) ? WA_NEEDS_EVIDENCE
                                                              : WA_UNSUPPORTED_EVIDENCE,
                      "the key is none of ", claim, " unless the account is absent");
    }
    const auto answer = read_state(*evidence.account.answer, view(request.block));
    if (!answer) return std::unexpected(answer.error());
    if (answer->state == State::account_absent) {
        if (absence_stands(request, key_answer.block, answer->block)) {
            return prove_absent(request, key, claim, derived, *answer);
        }
        return at_other_blocks("account absent", key_answer, *answer);
    }
    if (answer->state == State::account_exists) {
        // At another block it may have been created since, with this key.
        if (!at_one_block(request, key_answer.block, answer->block)) {
            return at_other_blocks("account present", key_answer, *answer);
        }
        return refuse(WA_REJECTED_SIGNER, "the key is none of ", claim);
    }
    return refuse(WA_ERROR_EVIDENCE, "the answer to view_account is of another call");
}

Result<Proof> prove_by_state(const wa_request &request, const Key &key, std::string_view claim,
                             const std::string &derived, const Evidence &evidence) {
    const auto answer = read_state(*evidence.key.answer, view(request.block));
    if (!answer) return std::unexpected(answer.error());
    switch (answer->state) {
    case State::full_access:
        if (accepts(request, WA_ACCEPT_CHAIN_STATE)) {
            return proof_of(claim, key, WA_LINK_CHAIN_STATE, answer->block.hash);
        }
        return prove_derived(request, key, claim, derived);
    case State::function_call:
        return refuse(WA_REJECTED_SIGNER, "a function-call key does not speak for ", claim);
    case State::account_absent:
        return prove_absent(request, key, claim, derived, *answer);
    case State::key_absent:
        return prove_without_key(request, key, claim, derived, evidence, *answer);
    case State::account_exists:
        break;
    }
    return refuse(WA_ERROR_EVIDENCE, "the answer to view_access_key is of another call");
}

} // namespace

Result<void> check_provable(const wa_request &request, const Key &key, std::string_view claim) {
    if (request.evidence_count != 0) return {};
    const auto proof = prove_derived(request, key, claim, derived_account(key));
    if (proof || proof.error().status != WA_UNSUPPORTED_EVIDENCE) return {};
    return std::unexpected(proof.error());
}

Result<Proof> prove_ownership(const wa_request &request, const Key &key, std::string_view claim) {
    const std::string derived = derived_account(key);
    const auto evidence = sort_evidence(request, key, claim);
    // view_account is only ever asked after the key was found absent.
    if (evidence.other.unasked ||
        (evidence.account.answer != nullptr && evidence.key.answer == nullptr)) {
        return refuse_unasked();
    }
    if (evidence.key.answer == nullptr) return prove_derived(request, key, claim, derived);
    return prove_by_state(request, key, claim, derived, evidence);
}

std::vector<std::string> ownership_queries(const wa_request &request, const Key &key,
                                           std::string_view claim) {
    auto evidence = sort_evidence(request, key, claim);
    if (evidence.key.answer == nullptr) return {std::move(evidence.key.query)};
    return {std::move(evidence.account.query)};
}

} // namespace walletauth::near
