// SPDX-License-Identifier: Apache-2.0
#include "ownership.hpp"

#include "account_signature.hpp"
#include "address.hpp"
#include "chain_state.hpp"
#include "deployment.hpp"

#include <walletauth/request/evidence.hpp>

namespace walletauth::starknet {
namespace {

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

std::optional<AccountKind> stated_kind(const Statement &statement) {
    const auto &class_hash = statement.params.class_hash;
    return class_hash ? kind_of(*class_hash) : std::nullopt;
}

/// A form that no account can take. Any other felts may be what the account's class takes, now or
/// after an upgrade; only where the chain is not to be asked has a stated class the last word.
Result<void> check_form(const wa_request &request, const Statement &statement) {
    const auto chain = chain_id(view(request.chain));
    if (chain && is_braavos_deployment(statement.signature, *chain)) {
        return refuse(WA_MALFORMED_SIGNATURE, "the signature is of a deployment (Braavos), not of ",
                      "a message");
    }
    const auto kind = stated_kind(statement);
    if (!kind || accepts(request, WA_ACCEPT_CHAIN_STATE)) return {};
    const auto reading = parse_account_signature(*kind, statement.signature);
    return reading ? Result<void>{} : std::unexpected(reading.error());
}

/// Whether the stated key has signed.
enum class Signed : std::uint8_t {
    unasked, ///< no key is stated
    yes,
    no,
    unknown ///< the signature has no known form
};

/// By every reading of the signature: as the stated class reads it, and as any other that the
/// account may have been upgraded to.
Signed is_signed(const Statement &statement) {
    if (!statement.key) return Signed::unasked;
    auto readings = parse_any_signature(statement.signature);
    if (const auto kind = stated_kind(statement)) {
        auto reading = parse_account_signature(*kind, statement.signature);
        if (reading) readings.push_back(std::move(*reading));
    }
    if (readings.empty()) return Signed::unknown;
    return is_signed_by(readings, *statement.key, statement.hash, statement.rule) ? Signed::yes
                                                                                  : Signed::no;
}

std::optional<Felt> only_stark_owner(const AccountOwners &owners) {
    if (owners.owners.size() != 1 || owners.owners[0].kind != SignerKind::starknet)
        return std::nullopt;
    return owners.owners[0].key;
}

/// What the account is by its deployment, without chain state. Two things stop a thief. The
/// calldata is hashed into the address, so with his own key in it the address is another one; and
/// the signature is checked against the owners in the calldata, never against the key in the
/// request.
Result<Proof> prove_derived(const Statement &statement) {
    const auto owners = find_owners(statement);
    if (!owners) return std::unexpected(owners.error());
    if (statement.key && !owners->has_owner(*statement.key)) {
        return refuse(WA_REJECTED_SIGNER, "the key is no owner of ",
                      statement.account.padded_hex());
    }
    const auto signature = parse_account_signature(owners->kind, statement.signature);
    if (!signature && !statement.params.class_hash) {
        return refuse(WA_NEEDS_EVIDENCE, "the class that it was deployed with takes another form");
    }
    if (!signature) return std::unexpected(signature.error());
    const auto good = satisfy(*owners, *signature, statement.hash, statement.rule);
    if (!good) {
        // The owners are known, so this is no question of parameters.
        if (good.error().status == WA_NEEDS_EVIDENCE) {
            return refuse(WA_UNSUPPORTED_EVIDENCE, good.error().detail.view());
        }
        return std::unexpected(good.error());
    }
    // Of several owners the stated one may be among those that did not sign.
    const auto owner = only_stark_owner(*owners);
    if (statement.key && !owner &&
        !is_signed_by(std::span{&*signature, 1}, *statement.key, statement.hash, statement.rule)) {
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
                      derived ? std::string_view{"derived is not accepted"}
                              : derived.error().detail.view());
    }
    if (derived || derived.error().status == WA_NEEDS_EVIDENCE) {
        return refuse(WA_UNSUPPORTED_EVIDENCE, "chain_state is not in accept, and ",
                      derived ? std::string_view{"derived neither"}
                              : derived.error().detail.view());
    }
    return derived;
}

/// The account is not there yet, so it is what its deployment will make it.
Result<Proof> prove_undeployed(const wa_request &request, const Statement &statement) {
    const auto no_account = [](std::uint32_t status, std::string_view why) {
        return refuse(status, "the account is not deployed", why.empty() ? "" : "; ", why);
    };
    if (!accepts(request, WA_ACCEPT_DERIVED)) return no_account(WA_REJECTED_SIGNER, {});
    auto derived = prove_derived(statement);
    if (derived) {
        (void)derived->block.assign(view(request.block));
        return derived;
    }
    if (derived.error().status != WA_NEEDS_EVIDENCE) return derived;
    // Who said what it will be deployed with may yet be its owner, by parameters not stated.
    const auto &params = statement.params;
    const bool is_guess = params.class_hash || params.calldata || params.salt || statement.key;
    return no_account(is_guess ? WA_UNSUPPORTED_EVIDENCE : WA_REJECTED_SIGNER,
                      is_guess ? derived.error().detail.view() : std::string_view{});
}

std::unexpected<Refusal> refuse_unreadable() {
    return refuse(WA_UNSUPPORTED_EVIDENCE,
                  "only the account reads this form of signature: ", "leave public_key out");
}

/// The chain says that the account has signed. It does not say by which key, so a stated one is
/// checked here.
Result<Proof> prove_deployed(const wa_request &request, const Statement &statement) {
    if (!accepts(request, WA_ACCEPT_CHAIN_STATE)) return prove_without_state(request, statement);
    switch (is_signed(statement)) {
    case Signed::no:
        return refuse(WA_REJECTED_SIGNER, "the account has signed, but not by the stated key");
    case Signed::unknown:
        return refuse_unreadable();
    case Signed::yes:
    case Signed::unasked:
        break;
    }
    return proof_of(statement.account, statement.key, WA_LINK_CHAIN_STATE, view(request.block));
}

/// Nothing that the chain says can make a signature good that the stated key did not make.
Result<Proof> prove_unasked(const wa_request &request, const Statement &statement) {
    const bool is_known = statement.params.class_hash.has_value();
    // Junk is cheap: it is refused before the classes of the table are tried.
    const auto before = is_known ? Signed::unasked : is_signed(statement);
    auto proof = before == Signed::no ? Result<Proof>{refuse(WA_NEEDS_EVIDENCE)}
                                      : prove_without_state(request, statement);
    if (proof || !is_open(proof.error())) return proof;
    switch (is_known ? is_signed(statement) : before) {
    case Signed::no:
        return refuse(WA_REJECTED_SIGNATURE, "the stated key has not signed ",
                      statement.hash.hex());
    case Signed::unknown:
        return refuse_unreadable();
    case Signed::yes:
    case Signed::unasked:
        break;
    }
    return proof;
}

} // namespace

Result<Proof> prove_ownership(const wa_request &request, const Statement &statement) {
    if (auto good = check_form(request, statement); !good) return std::unexpected(good.error());
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
        return prove_deployed(request, statement);
    case ChainState::not_deployed:
        return prove_undeployed(request, statement);
    case ChainState::unasked:
        break;
    }
    return prove_unasked(request, statement);
}

} // namespace walletauth::starknet
