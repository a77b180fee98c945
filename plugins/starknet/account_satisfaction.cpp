// SPDX-License-Identifier: Apache-2.0
// Which signatures must be there, by whom, and whether they verify.
#include "account_signature.hpp"

#include <algorithm>
#include <utility>

namespace walletauth::starknet {
namespace {

using Pair = std::pair<const Signer *, const SignerSignature *>;

Result<void> check_signers(const AccountOwners &owners,
                           std::span<const SignerSignature> signatures) {
    for (const auto &signature : signatures) {
        if (signature.signer &&
            std::ranges::find(owners.owners, *signature.signer) == owners.owners.end()) {
            return refuse(WA_REJECTED_SIGNER, "signed by none of the account's owners");
        }
    }
    return {};
}

/// All of them, so that a bad signature is never hidden behind one that only the chain can check.
Result<void> verify_pairs(std::span<const Pair> pairs, const Felt &hash, Rule rule) {
    Result<void> open;
    for (const auto &[signer, signature] : pairs) {
        auto verdict = verify_signer(*signer, *signature, hash, rule);
        if (verdict) continue;
        if (verdict.error().status != WA_NEEDS_EVIDENCE) return verdict;
        open = verdict;
    }
    return open;
}

/// The owner's signature, then the guardian's if the account has one.
Result<void> satisfy_argent(const AccountOwners &owners, const AccountSignature &signature,
                            const Felt &hash, Rule rule) {
    const std::span parts{signature.signatures};
    if (owners.owners.empty() || parts.size() != 1 + owners.guardians.size()) {
        return refuse(WA_REJECTED_SIGNATURE, "signed by ", parts.size(),
                      " signers, the account has ", 1 + owners.guardians.size(),
                      " (owner, guardian)");
    }
    if (auto good = check_signers(owners, parts.first(1)); !good) return good;
    std::vector<Pair> pairs;
    const auto owner = parts[0].signer ? std::ranges::find(owners.owners, *parts[0].signer)
                                       : owners.owners.begin();
    pairs.emplace_back(&*owner, &parts[0]);
    if (parts.size() == 2) {
        if (parts[1].signer && *parts[1].signer != owners.guardians[0]) {
            return refuse(WA_REJECTED_SIGNER, "co-signed by another guardian");
        }
        pairs.emplace_back(&owners.guardians[0], &parts[1]);
    }
    // The concise form is for Stark keys only, and for one owner.
    const bool is_stark = std::ranges::all_of(
        pairs, [](const auto &pair) { return pair.first->kind == SignerKind::starknet; });
    if (signature.is_concise && (!is_stark || owners.owners.size() != 1)) {
        return refuse(WA_REJECTED_SIGNATURE, "the signature must name its signers");
    }
    return verify_pairs(pairs, hash, rule);
}

Result<void> satisfy_multisig(const AccountOwners &owners, const AccountSignature &signature,
                              const Felt &hash, Rule rule) {
    if (signature.signatures.size() != owners.threshold) {
        return refuse(WA_REJECTED_SIGNATURE, "signed by ", signature.signatures.size(),
                      " owners, expected ", owners.threshold);
    }
    if (auto good = check_signers(owners, signature.signatures); !good) return good;
    std::vector<Pair> pairs;
    Felt previous; // 0, below every key and GUID
    for (const auto &part : signature.signatures) {
        if (!part.signer) return refuse(WA_REJECTED_SIGNATURE, "the signature names no signers");
        const Felt order =
            owners.kind == AccountKind::multisig_0_1 ? part.signer->key : guid(*part.signer);
        if (order <= previous) return refuse(WA_REJECTED_SIGNATURE, "signers are not in order");
        previous = order;
        pairs.emplace_back(&*part.signer, &part);
    }
    return verify_pairs(pairs, hash, rule);
}

/// One owner; where the form can name several signers, others are none of a fresh account's.
Result<void> satisfy_single(const AccountOwners &owners, const AccountSignature &signature,
                            const Felt &hash, Rule rule) {
    if (auto good = check_signers(owners, signature.signatures); !good) return good;
    if (owners.owners.size() != 1 || signature.signatures.size() != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "signed by ", signature.signatures.size(),
                      " signers, expected 1");
    }
    return verify_signer(owners.owners[0], signature.signatures[0], hash, rule);
}

} // namespace

Result<void> satisfy(const AccountOwners &owners, const AccountSignature &signature,
                     const Felt &hash, Rule rule) {
    if (owners.kind != signature.kind) {
        return refuse(WA_REJECTED_SIGNATURE, "a signature for another class of accounts");
    }
    switch (owners.kind) {
    case AccountKind::argent_0_2:
    case AccountKind::argent_0_3:
    case AccountKind::argent_0_4:
    case AccountKind::argent_0_5:
        return satisfy_argent(owners, signature, hash, rule);
    case AccountKind::multisig_0_1:
    case AccountKind::multisig_0_2:
        return satisfy_multisig(owners, signature, hash, rule);
    case AccountKind::moa:
        return refuse(WA_NEEDS_EVIDENCE, "the owners of this account are accounts");
    case AccountKind::openzeppelin:
    case AccountKind::eth_account:
    case AccountKind::paradex:
    case AccountKind::braavos_legacy:
    case AccountKind::braavos:
        break;
    }
    return satisfy_single(owners, signature, hash, rule);
}

bool is_signed_by(std::span<const AccountSignature> readings, const Felt &key, const Felt &hash,
                  Rule rule) {
    std::vector<std::pair<Felt, Felt>> tried; // the readings of one signature share their r and s
    for (const auto &reading : readings) {
        // Of the two in Argent's concise form the second is the guardian's, who is no owner.
        const std::span all{reading.signatures};
        const auto parts = reading.is_concise ? all.first(1) : all;
        const auto own = std::ranges::find_if(parts, [&](const SignerSignature &part) {
            return part.signer
                       ? part.signer->kind == SignerKind::starknet && part.signer->key == key
                       : reading.kind != AccountKind::eth_account;
        });
        if (own == parts.end()) continue;
        const std::pair rs{own->r, own->s};
        if (std::ranges::find(tried, rs) != tried.end()) continue;
        if (verify_ecdsa(hash, own->r, own->s, key, rule)) return true;
        tried.push_back(rs);
    }
    return false;
}

} // namespace walletauth::starknet
