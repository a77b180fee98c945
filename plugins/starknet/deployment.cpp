// SPDX-License-Identifier: Apache-2.0
#include "deployment.hpp"

#include "address.hpp"
#include "hashes.hpp"

#include <algorithm>
#include <utility>

namespace walletauth::starknet {
namespace {

/// Owners that an account of the kind may have, and the calldata that says so.
struct Candidate {
    AccountOwners owners;
    std::vector<Felt> calldata;
};

std::vector<AccountKind> kinds_to_try(const AccountParams &params) {
    std::vector<AccountKind> kinds;
    if (params.class_hash) {
        if (const auto kind = kind_of(*params.class_hash)) kinds.push_back(*kind);
        return kinds;
    }
    for (const auto &listed : listed_classes()) {
        if (std::ranges::find(kinds, listed.kind) == kinds.end()) kinds.push_back(listed.kind);
    }
    return kinds;
}

std::vector<Candidate> candidates_of(const Statement &statement) {
    const auto &stated = statement.params.calldata;
    std::vector<Candidate> candidates;
    for (const AccountKind kind : kinds_to_try(statement.params)) {
        std::vector<std::vector<Felt>> lists;
        if (stated) {
            lists.push_back(*stated);
        } else if (statement.key) {
            lists = possible_calldata(kind, *statement.key);
        }
        for (auto &calldata : lists) {
            auto owners = construct(kind, calldata);
            if (owners) candidates.push_back({std::move(*owners), std::move(calldata)});
        }
    }
    return candidates;
}

/// What wallets deploy with: the key of the only owner.
std::optional<Felt> salt_of(const Statement &statement, const AccountOwners &owners) {
    if (statement.params.salt) return statement.params.salt;
    if (statement.key) return statement.key;
    if (owners.owners.size() != 1 || owners.owners[0].kind != SignerKind::starknet)
        return std::nullopt;
    return owners.owners[0].key;
}

bool is_at_address(const Statement &statement, const Candidate &candidate, const Felt &salt) {
    const auto &params = statement.params;
    const AddressHash hash{salt, params.deployer};
    const Felt calldata_hash = pedersen_array(candidate.calldata);
    if (params.class_hash) {
        return hash.address(*params.class_hash, calldata_hash) == statement.account;
    }
    return std::ranges::any_of(listed_classes(), [&](const AccountClass &listed) {
        return listed.kind == candidate.owners.kind &&
               hash.address(listed.hash, calldata_hash) == statement.account;
    });
}

std::unexpected<Refusal> untold(std::string_view why) { return refuse(WA_NEEDS_EVIDENCE, why); }

/// Why no owner is known at all.
std::unexpected<Refusal> refuse_without_candidates(const Statement &statement) {
    const auto &params = statement.params;
    const bool is_listed = !params.class_hash || kind_of(*params.class_hash);
    if (!is_listed) return untold("class_hash is of no class with a known constructor");
    if (params.calldata && !params.class_hash) {
        return untold("constructor_calldata is of no class with a known constructor");
    }
    if (params.calldata) return untold("constructor_calldata is not of this class");
    if (!statement.key) return untold("constructor_calldata and public_key are missing");
    return untold("this class needs constructor_calldata");
}

} // namespace

Result<AccountOwners> find_owners(const Statement &statement) {
    const auto &params = statement.params;
    // Calldata alone says whose account it is; the address still has to be that of a listed class.
    if (!params.class_hash && !statement.key && !params.calldata) {
        return untold("class_hash is missing");
    }
    auto candidates = candidates_of(statement);
    if (candidates.empty()) return refuse_without_candidates(statement);
    bool has_salt = false;
    for (auto &candidate : candidates) {
        const auto salt = salt_of(statement, candidate.owners);
        if (!salt) continue;
        has_salt = true;
        if (is_at_address(statement, candidate, *salt)) return std::move(candidate.owners);
    }
    if (!has_salt) return untold("salt is missing");
    if (params.class_hash && params.salt && params.calldata) {
        return refuse(WA_REJECTED_SIGNER, "the parameters are of another account");
    }
    return untold(statement.key
                      ? "the address is not that of the usual deployment for this key"
                      : "the address is not that of the usual deployment for this calldata");
}

} // namespace walletauth::starknet
