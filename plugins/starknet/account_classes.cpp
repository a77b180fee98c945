// SPDX-License-Identifier: Apache-2.0
#include "account_classes.hpp"

#include "hashes.hpp"

#include <algorithm>

namespace walletauth::starknet {
namespace {

Signer stark_signer(const Felt &key) { return {SignerKind::starknet, key, {}}; }

/// [implementation, selector, size of the rest]: what the proxies begin with.
void read_proxy(FeltReader &reader, AccountKind kind, std::string_view entry) {
    const auto known = implementations_of(kind);
    const Felt implementation = reader.felt();
    if (std::ranges::find(known, implementation) == known.end()) (void)reader.fail();
    if (reader.felt() != starknet_keccak(entry)) (void)reader.fail();
    if (reader.integer(1024) != reader.size()) (void)reader.fail();
}

/// [x.low, x.high, y.low, y.high] of a secp256k1 key, as the signer that its address is.
Signer read_ethereum_key(FeltReader &reader) {
    const auto xy = read_compact(reader);
    std::array<std::uint8_t, 65> bytes{4};
    std::ranges::copy(xy, bytes.begin() + 1);
    const auto key = Secp256k1Key::parse(bytes, Rule::strict);
    if (!key) (void)reader.fail();
    return {SignerKind::secp256k1, key ? ethereum_address(*key) : Felt{}, {}};
}

/// [owner, guardian or 0].
void read_owner_and_guardian(FeltReader &reader, AccountOwners &owners) {
    owners.owners.push_back(stark_signer(reader.nonzero()));
    const Felt guardian = reader.felt();
    if (!guardian.is_zero()) owners.guardians.push_back(stark_signer(guardian));
}

/// A signer and an Option of one; Some is variant 0.
void read_signers(FeltReader &reader, AccountOwners &owners) {
    owners.owners.push_back(read_signer(reader));
    if (reader.integer(1) == 0) owners.guardians.push_back(read_signer(reader));
}

/// [threshold, count, signers]. argent-contracts-starknet, MAX_SIGNERS_COUNT: 32.
void read_multisig(FeltReader &reader, AccountOwners &owners) {
    constexpr std::uint64_t max_signers = 32;
    owners.threshold = reader.integer(max_signers);
    const std::uint64_t count = reader.integer(max_signers);
    for (std::uint64_t i = 0; i < count && reader.is_good(); ++i) {
        Signer signer = owners.kind == AccountKind::multisig_0_1 ? stark_signer(reader.nonzero())
                                                                 : read_signer(reader);
        if (std::ranges::find(owners.owners, signer) != owners.owners.end()) (void)reader.fail();
        owners.owners.push_back(std::move(signer));
    }
    if (owners.threshold == 0 || owners.threshold > count) (void)reader.fail();
}

void read_constructor(FeltReader &reader, AccountOwners &owners) {
    switch (owners.kind) {
    case AccountKind::openzeppelin:
    case AccountKind::braavos:
        owners.owners.push_back(stark_signer(reader.nonzero()));
        break;
    case AccountKind::eth_account:
        owners.owners.push_back(read_ethereum_key(reader));
        break;
    case AccountKind::argent_0_2:
        read_proxy(reader, owners.kind, "initialize");
        [[fallthrough]];
    case AccountKind::argent_0_3:
        read_owner_and_guardian(reader, owners);
        break;
    case AccountKind::paradex: // deployed with its only form: no guardian
        read_proxy(reader, owners.kind, "initialize");
        owners.owners.push_back(stark_signer(reader.nonzero()));
        if (!reader.felt().is_zero()) (void)reader.fail();
        break;
    case AccountKind::argent_0_4:
    case AccountKind::argent_0_5:
        read_signers(reader, owners);
        break;
    case AccountKind::multisig_0_1:
    case AccountKind::multisig_0_2:
        read_multisig(reader, owners);
        break;
    case AccountKind::braavos_legacy:
        read_proxy(reader, owners.kind, "initializer");
        owners.owners.push_back(stark_signer(reader.nonzero()));
        break;
    case AccountKind::moa:
        (void)reader.fail();
        break;
    }
}

std::unexpected<Refusal> unknown_class(const Felt &class_hash) {
    return refuse(WA_UNSUPPORTED_PARAMS, "class with no known constructor: ", class_hash.hex());
}

} // namespace

bool AccountOwners::has_owner(const Felt &stark_key) const {
    return std::ranges::any_of(owners, [&](const Signer &owner) {
        return owner.kind == SignerKind::starknet && owner.key == stark_key;
    });
}

std::optional<AccountOwners> construct(AccountKind kind, std::span<const Felt> calldata) {
    AccountOwners owners;
    owners.kind = kind;
    FeltReader reader(calldata);
    read_constructor(reader, owners);
    if (!reader.finished()) return std::nullopt;
    return owners;
}

Result<AccountOwners> parse_constructor(const Felt &class_hash, std::span<const Felt> calldata) {
    const auto kind = kind_of(class_hash);
    if (!kind) return unknown_class(class_hash);
    auto owners = construct(*kind, calldata);
    if (owners) return std::move(*owners);
    return refuse(WA_MALFORMED_PARAMS, "constructor_calldata is not of class ", class_hash.hex());
}

std::vector<std::vector<Felt>> possible_calldata(AccountKind kind, const Felt &key) {
    std::vector<std::vector<Felt>> found;
    const std::string_view entry =
        kind == AccountKind::braavos_legacy ? "initializer" : "initialize";
    for (const Felt &implementation : implementations_of(kind)) {
        std::vector calldata{implementation, starknet_keccak(entry), Felt{1}, key};
        if (kind != AccountKind::braavos_legacy) {
            calldata[2] = Felt{2};
            calldata.emplace_back(); // no guardian
        }
        found.push_back(std::move(calldata));
    }
    switch (kind) {
    case AccountKind::openzeppelin:
    case AccountKind::braavos:
        found.push_back({key});
        break;
    case AccountKind::argent_0_3:
        found.push_back({key, Felt{}});
        break;
    case AccountKind::argent_0_4:
    case AccountKind::argent_0_5:
        found.push_back({Felt{}, key, Felt{1}});
        break;
    default:
        break;
    }
    return found;
}

Result<std::vector<Felt>> default_calldata(const Felt &class_hash, const Felt &key) {
    const auto kind = kind_of(class_hash);
    if (!kind) return unknown_class(class_hash);
    auto possible = possible_calldata(*kind, key);
    if (possible.size() == 1) return std::move(possible.front());
    return refuse(WA_UNSUPPORTED_PARAMS, "constructor_calldata is needed for class ",
                  class_hash.hex());
}

} // namespace walletauth::starknet
