// SPDX-License-Identifier: Apache-2.0
#include "ownership.hpp"

#include "account_classes.hpp"
#include "account_signature.hpp"
#include "address.hpp"
#include "chain_state.hpp"

namespace walletauth::starknet {
namespace {

bool accepts(const wa_request &request, std::uint32_t link) noexcept {
    return (request.accept & link) != 0;
}

bool is_open(const Refusal &refusal) noexcept {
    return refusal.status == WA_NEEDS_EVIDENCE || refusal.status == WA_UNSUPPORTED_EVIDENCE;
}

Proof proof_of(const Felt &account, const std::optional<Felt> &key, std::uint32_t link,
               std::string_view block) {
    Proof proof;
    (void)proof.account.assign(account.padded_hex());
    if (key) (void)proof.public_key.assign(key->bytes());
    proof.link = link;
    (void)proof.block.assign(block);
    return proof;
}

/// Every reading of the signature: as the stated class reads it, and as any other that the account
/// may have been upgraded to.
Result<std::vector<AccountSignature>> read_signature(const Statement &statement) {
    auto readings = parse_any_signature(statement.signature);
    const auto &class_hash = statement.params.class_hash;
    const auto family = class_hash ? family_of(*class_hash) : std::nullopt;
    if (!readings && family) {
        auto reading = parse_account_signature(*family, statement.signature);
        if (reading) return std::vector{std::move(*reading)};
    }
    return readings;
}

std::optional<Felt> only_stark_owner(const AccountOwners &owners) {
    if (owners.owners.size() != 1 || owners.owners[0].kind != SignerKind::starknet)
        return std::nullopt;
    return owners.owners[0].key;
}

/// The owners of an account that is deployed as the parameters say, whatever its address.
/// WA_NEEDS_EVIDENCE if the parameters do not tell.
Result<AccountOwners> find_owners(AccountParams &params, const std::optional<Felt> &key) {
    if (!params.class_hash) return refuse(WA_NEEDS_EVIDENCE, "no class_hash is given");
    if (!params.calldata) {
        if (!key)
            return refuse(WA_NEEDS_EVIDENCE, "neither constructor_calldata nor a key is given");
        auto calldata = default_calldata(*params.class_hash, *key);
        if (!calldata) {
            return refuse(WA_NEEDS_EVIDENCE,
                          "the owner does not follow: ", calldata.error().detail.view());
        }
        params.calldata = std::move(*calldata);
    }
    auto owners = parse_constructor(*params.class_hash, *params.calldata);
    if (!owners) {
        return refuse(WA_NEEDS_EVIDENCE,
                      "the owner does not follow: ", owners.error().detail.view());
    }
    return owners;
}

/// What the account is by its deployment, without chain state. Two things stop a thief. The
/// calldata is hashed into the address, so with his own key in it the address is another one; and
/// the signature is checked against the owners in the calldata, never against the key in the
/// request.
Result<Proof> prove_derived(const Statement &statement) {
    auto params = statement.params;
    const auto owners = find_owners(params, statement.key);
    if (!owners) return std::unexpected(owners.error());
    const auto owner = only_stark_owner(*owners);
    const auto salt = params.salt ? params.salt : statement.key ? statement.key : owner;
    if (!salt) return refuse(WA_NEEDS_EVIDENCE, "neither salt nor a key is given");
    if (contract_address(*params.class_hash, *salt, *params.calldata, params.deployer) !=
        statement.account) {
        return refuse(WA_REJECTED_SIGNER, "the parameters are of another account");
    }
    if (statement.key && !owners->has_owner(*statement.key)) {
        return refuse(WA_REJECTED_SIGNER, "the key is no owner of ",
                      statement.account.padded_hex());
    }
    const auto signature = parse_account_signature(owners->family, statement.signature);
    if (!signature) return std::unexpected(signature.error());
    const auto good = satisfy(*owners, *signature, statement.hash, statement.rules);
    if (!good) {
        // The owners are known, so this is no question of parameters.
        if (good.error().status == WA_NEEDS_EVIDENCE) {
            return refuse(WA_UNSUPPORTED_EVIDENCE, good.error().detail.view());
        }
        return std::unexpected(good.error());
    }
    // Of several owners the stated one may be among those that did not sign.
    if (statement.key && !owner &&
        !is_signed_by(std::span{&*signature, 1}, *statement.key, statement.hash, statement.rules)) {
        return refuse(WA_REJECTED_SIGNER, "signed by other owners than the key's");
    }
    return proof_of(statement.account, owner ? owner : statement.key, WA_LINK_DERIVED, {});
}

/// No evidence was given: a derivation suffices, else the chain is asked, if it may be.
Result<Proof> prove_without_state(const wa_request &request, const Statement &statement) {
    auto derived = prove_derived(statement);
    if (derived && accepts(request, WA_ACCEPT_DERIVED)) return derived;
    // An account may have got new owners since its deployment.
    if (accepts(request, WA_ACCEPT_CHAIN_STATE)) {
        if (!derived && derived.error().status == WA_NEEDS_EVIDENCE) return derived;
        return refuse(WA_NEEDS_EVIDENCE, "only chain state tells: ",
                      derived ? std::string_view{"derivation is not accepted"}
                              : derived.error().detail.view());
    }
    if (derived || derived.error().status == WA_NEEDS_EVIDENCE) {
        return refuse(WA_UNSUPPORTED_EVIDENCE, "only chain state tells: ",
                      derived ? std::string_view{} : derived.error().detail.view());
    }
    return derived;
}

/// The account is not there yet, so it is what its deployment will make it, or nobody's.
Result<Proof> prove_undeployed(const wa_request &request, const Statement &statement) {
    auto derived = prove_derived(statement);
    if (derived && accepts(request, WA_ACCEPT_DERIVED)) {
        (void)derived->block.assign(view(request.block));
        return derived;
    }
    if (!derived && derived.error().status != WA_NEEDS_EVIDENCE) return derived;
    return refuse(WA_REJECTED_SIGNER, "not deployed: ", statement.account.padded_hex());
}

/// The chain says that the account has signed. It does not say by which key, so a stated one is
/// checked here.
Result<Proof> prove_deployed(const wa_request &request, const Statement &statement,
                             std::span<const AccountSignature> readings) {
    if (!accepts(request, WA_ACCEPT_CHAIN_STATE)) {
        return prove_without_state(request, statement);
    }
    if (statement.key && !is_signed_by(readings, *statement.key, statement.hash, statement.rules)) {
        return refuse(WA_REJECTED_SIGNER, "the account has signed, but not by the stated key");
    }
    return proof_of(statement.account, statement.key, WA_LINK_CHAIN_STATE, view(request.block));
}

} // namespace

Result<Proof> prove_ownership(const wa_request &request, const Statement &statement) {
    const auto readings = read_signature(statement);
    if (!readings) return std::unexpected(readings.error());
    const auto state =
        prove_by_state(request, statement.account, statement.hash, statement.signature);
    if (!state) {
        if (state.error().status == WA_NEEDS_EVIDENCE && !accepts(request, WA_ACCEPT_CHAIN_STATE)) {
            return prove_without_state(request, statement);
        }
        return std::unexpected(state.error());
    }
    switch (*state) {
    case ChainState::valid:
        return prove_deployed(request, statement, *readings);
    case ChainState::not_deployed:
        return prove_undeployed(request, statement);
    case ChainState::unasked:
        break;
    }
    auto proof = prove_without_state(request, statement);
    // Nothing that the chain says can make a signature good that the stated key did not make.
    if (!proof && is_open(proof.error()) && statement.key &&
        !is_signed_by(*readings, *statement.key, statement.hash, statement.rules)) {
        return refuse(WA_REJECTED_SIGNATURE, "not signed by the stated key");
    }
    return proof;
}

} // namespace walletauth::starknet
