// SPDX-License-Identifier: Apache-2.0
#include "ownership.hpp"

#include "ledger_answer.hpp"
#include "schemes.hpp"

#include <algorithm>

namespace walletauth::stellar {
namespace {

Proof proof_of(const Key &key, const Key &account, std::uint32_t link) {
    Proof proof;
    (void)proof.account.assign(format_strkey(account));
    (void)proof.public_key.assign(key);
    proof.link = link;
    return proof;
}

std::unexpected<Refusal> refuse_other_key(const Key &key) {
    return refuse(WA_REJECTED_SIGNER, "the key is that of ", format_strkey(key),
                  ", not of the claimed account");
}

constexpr std::string_view threshold_name(Threshold threshold) noexcept {
    constexpr std::array<std::string_view, 3> names{"low", "medium", "high"};
    return names[static_cast<std::size_t>(threshold)];
}

/// What the chain does not deny. By chain state where that is accepted: also for an account that is
/// absent, since the answer says that nobody else's key is its own.
Result<Proof> prove_by(const wa_request &request, const Key &key, const Key &account,
                       const LedgerAnswer &answer) {
    if (accepts(request, WA_ACCEPT_CHAIN_STATE)) {
        auto proof = proof_of(key, account, WA_LINK_CHAIN_STATE);
        proof.block = answer.latest;
        return proof;
    }
    if (key == account) return proof_of(key, account, WA_LINK_DERIVED);
    return refuse_other_key(key); // the host's evidence is not what it accepts
}

Result<Proof> prove_by_state(const wa_request &request, const Key &key, const Key &account,
                             const wa_evidence &evidence) {
    const auto answer = read_answer(evidence, account);
    if (!answer) return std::unexpected(answer.error());
    if (!answer->entry) {
        if (key == account) return prove_by(request, key, account, *answer);
        return refuse(WA_REJECTED_SIGNER, "account ", format_strkey(account), " does not exist");
    }
    const auto threshold = read_threshold(Parameters{request});
    if (!threshold) return std::unexpected(threshold.error());
    const std::uint32_t needed =
        std::max<std::uint32_t>(1, answer->entry->thresholds[static_cast<std::size_t>(*threshold)]);
    const auto weight = answer->entry->weight_of(key);
    if (weight >= needed) return prove_by(request, key, account, *answer);
    if (weight == 0) {
        return refuse(WA_REJECTED_SIGNER, "the key may not sign for ", format_strkey(account));
    }
    return refuse(WA_REJECTED_SIGNER, "the key has weight ", weight, ", the ",
                  threshold_name(*threshold), " threshold is ", needed);
}

} // namespace

Result<void> check_evidence(const wa_request &request, const Key &account) {
    if (request.evidence_count == 0) return {};
    Question question{account_query(account)};
    const auto other = match_evidence(request, {&question});
    if (other.unasked) return refuse_unasked();
    if (other.repeated) return refuse_repeated();
    return {};
}

Result<void> check_derived(const wa_request &request, const Key &key, const Key &account) {
    if (key == account || accepts(request, WA_ACCEPT_CHAIN_STATE)) return {};
    return refuse_other_key(key);
}

Result<Proof> prove_ownership(const wa_request &request, const Key &key, const Key &account) {
    if (request.evidence_count != 0) {
        return prove_by_state(request, key, account, request.evidence[0]);
    }
    if (key == account && accepts(request, WA_ACCEPT_DERIVED)) {
        return proof_of(key, account, WA_LINK_DERIVED);
    }
    return refuse(WA_NEEDS_EVIDENCE, "only the ledger tells whether the key may sign for ",
                  format_strkey(account));
}

} // namespace walletauth::stellar
