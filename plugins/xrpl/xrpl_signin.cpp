// SPDX-License-Identifier: Apache-2.0
#include "xrpl_signin.hpp"

#include "account.hpp"
#include "claim.hpp"
#include "notation.hpp"
#include "ownership.hpp"
#include "signin_blob.hpp"

#include <algorithm>

namespace walletauth::xrpl {
namespace {

/// What the request says must be what the blob says.
Result<void> check_blob(const wa_request &request, const Claim &claim,
                        const SignInBlob &blob) noexcept {
    if (blob.network_id && *blob.network_id != claim.network) {
        return refuse(WA_REJECTED_POLICY, "the signed blob is of network ", *blob.network_id,
                      ", the chain is xrpl:", claim.network);
    }
    if (claim.key && claim.key->bytes != blob.key.bytes) {
        return refuse(WA_REJECTED_SIGNER, "the public key is not the blob's SigningPubKey");
    }
    if (blob.memo_count != 1 || !blob.memo_data) {
        return refuse(WA_REJECTED_SIGNATURE, "the signed blob has ", blob.memo_count,
                      " memos, expected one, whose MemoData is the message");
    }
    if (!std::ranges::equal(*blob.memo_data, view(request.message))) {
        return refuse(WA_REJECTED_SIGNATURE, "MemoData of the signed blob is another message");
    }
    return {};
}

Result<void> check_account(const wa_request &request, const std::string &account) noexcept {
    if (request.account.size == 0 || view(request.account) == account) return {};
    return refuse(WA_REJECTED_SIGNER, "the signed blob is of account ", account);
}

Result<Proof> prove(const wa_request &request, const SignInBlob &blob, const Ownership &ownership) {
    if (auto good = check_derived(request, ownership); !good) return std::unexpected(good.error());
    if (blob.out_of_range) return std::unexpected(*blob.out_of_range);
    const auto bytes = signed_bytes(blob, view(request.signature));
    if (auto good = verify_signature(blob.key, blob.signature, bytes); !good) {
        return std::unexpected(good.error());
    }
    auto proof = prove_ownership(request, blob.key, ownership);
    if (proof && blob.network_id) proof->flags |= WA_VERDICT_CHAIN_BOUND;
    return proof;
}

Result<Proof> verify(const wa_request &request) {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto blob = read_signin_blob(view(request.signature));
    if (!blob) return std::unexpected(blob.error());
    const auto account = classic_address(blob->account);
    const auto ownership = ownership_of(request, blob->key, account);
    if (auto good = check_evidence(ownership); !good) return std::unexpected(good.error());
    if (auto good = check_account(request, account); !good) return std::unexpected(good.error());
    if (auto good = check_blob(request, *claim, *blob); !good) return std::unexpected(good.error());
    return prove(request, *blob, ownership);
}

Result<std::vector<std::string>> evidence_queries(const wa_request &request) {
    const auto blob = read_signin_blob(view(request.signature));
    if (!blob) return std::unexpected(blob.error());
    auto ownership = ownership_of(request, blob->key, classic_address(blob->account));
    return std::vector{std::move(ownership.question.query)};
}

} // namespace

constexpr SchemeVerifier xrpl_signin_verifier{
    {.verify = &verify, .notation = signin_notation, .evidence_queries = &evidence_queries}};

} // namespace walletauth::xrpl
