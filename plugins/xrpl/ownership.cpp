// SPDX-License-Identifier: Apache-2.0
#include "ownership.hpp"

#include "account.hpp"
#include "account_info.hpp"

namespace walletauth::xrpl {
namespace {

Proof proof_of(const Key &key, const Ownership &ownership, std::uint32_t link,
               const InlineText<WA_BLOCK_CAPACITY> &block = {}) {
    Proof proof;
    (void)proof.account.assign(ownership.claim);
    (void)proof.public_key.assign(key.bytes);
    proof.link = link;
    proof.block = block;
    return proof;
}

std::unexpected<Refusal> refuse_signer(const Ownership &ownership) noexcept {
    return refuse(WA_REJECTED_SIGNER, "the key's account is ", ownership.derived, ", not ",
                  ownership.claim);
}

/// An account that is not in the ledger belongs to the key that derives it, also one that was
/// deleted: whoever funds it anew gets an account of that key.
Result<Proof> prove_absent(const wa_request &request, const Key &key, const Ownership &ownership,
                           const AccountInfo &info) {
    if (ownership.claim != ownership.derived) return refuse_signer(ownership);
    const bool derived = accepts(request, WA_ACCEPT_DERIVED);
    return proof_of(key, ownership, derived ? WA_LINK_DERIVED : WA_LINK_CHAIN_STATE,
                    info.block.hash);
}

Result<Proof> prove_by_state(const wa_request &request, const Key &key, const Ownership &ownership,
                             const AccountInfo &info) {
    if (info.is_absent) return prove_absent(request, key, ownership, info);
    const bool by_state = accepts(request, WA_ACCEPT_CHAIN_STATE);
    if (ownership.claim == ownership.derived) {
        if (info.master_disabled) {
            return refuse(WA_REJECTED_SIGNER, "the master key of ", ownership.claim,
                          " is disabled");
        }
        return proof_of(key, ownership, by_state ? WA_LINK_CHAIN_STATE : WA_LINK_DERIVED,
                        info.block.hash);
    }
    if (!by_state) return refuse_signer(ownership);
    if (info.regular_key != ownership.derived) {
        return refuse(WA_REJECTED_SIGNER, "the key of ", ownership.derived,
                      " is not the regular key of ", ownership.claim);
    }
    return proof_of(key, ownership, WA_LINK_CHAIN_STATE, info.block.hash);
}

} // namespace

Ownership ownership_of(const wa_request &request, const Key &key, std::string claim) {
    Ownership ownership{std::move(claim), address_of_key(key.bytes), {}, {}};
    if (ownership.claim.empty()) ownership.claim = ownership.derived;
    ownership.question.query = account_info_query(ownership.claim, view(request.block));
    ownership.other = match_evidence(request, {&ownership.question});
    return ownership;
}

Result<void> check_accept(const wa_request &request) noexcept {
    if (accepts(request, WA_ACCEPT_DERIVED) || accepts(request, WA_ACCEPT_CHAIN_STATE))
        return check_block(view(request.block));
    return refuse(WA_UNSUPPORTED_EVIDENCE,
                  "accounts of XRPL are proven by derivation or chain state, and accept has none");
}

Result<void> check_evidence(const Ownership &ownership) noexcept {
    if (ownership.other.unasked) return refuse_unasked();
    if (ownership.other.repeated) return refuse_repeated();
    return {};
}

Result<void> check_derived(const wa_request &request, const Ownership &ownership) noexcept {
    const bool asks = accepts(request, WA_ACCEPT_CHAIN_STATE);
    if (asks || ownership.claim == ownership.derived) return {};
    return refuse_signer(ownership);
}

Result<Proof> prove_ownership(const wa_request &request, const Key &key,
                              const Ownership &ownership) {
    if (ownership.question.answer != nullptr) {
        const auto info =
            read_account_info(*ownership.question.answer, ownership.claim, view(request.block));
        if (!info) return std::unexpected(info.error());
        return prove_by_state(request, key, ownership, *info);
    }
    if (ownership.claim == ownership.derived && accepts(request, WA_ACCEPT_DERIVED)) {
        return proof_of(key, ownership, WA_LINK_DERIVED);
    }
    return refuse(WA_NEEDS_EVIDENCE, "only the ledger tells whether the key may sign for ",
                  ownership.claim);
}

} // namespace walletauth::xrpl
