// SPDX-License-Identifier: Apache-2.0
#include "snip12_hash.hpp"

#include "snip12_scalars.hpp"
#include "snip12_values.hpp"

#include <walletauth/request/typed_data.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>
#include <array>

namespace walletauth::starknet {
namespace {

using snip12::Base;
using snip12::expected;
using snip12::malformed;
using snip12::path_of;
using snip12::quoted;
using snip12::Revision;
using snip12::Types;

using Check = Result<void>;

constexpr json::Limits limits{
    .max_size = std::size_t{256} << 10, .max_depth = 64, .max_nodes = 1 << 12};

/// starknet.js, identifyRevision; the number 1 as in the SNIP's own example.
Result<Revision> read_revision(const json::Value &domain) {
    const auto value = domain.find("revision");
    if (!value) return Revision::legacy;
    const bool is_text = value->kind() == json::Kind::string;
    if (is_text || value->kind() == json::Kind::number) {
        if (value->text() == "1") return Revision::active;
        if (value->text() == "0" && is_text) return Revision::legacy;
        if (value->text() == "2") {
            return refuse(WA_UNSUPPORTED_PARAMS, path_of(*value), ": revision 2 is not supported");
        }
    }
    return expected(*value, "\"0\" or \"1\"");
}

/// SNIP-12, "Domain separator": revision 1 has exactly these, in this order.
constexpr std::array<std::string_view, 4> domain_members{"name", "version", "chainId", "revision"};

bool is_exact(const snip12::Structure &domain) {
    return std::ranges::equal(domain.members, domain_members, {}, &snip12::Member::name) &&
           std::ranges::all_of(domain.members, [](const snip12::Member &declared) {
               return declared.type.text == "shortstring" && declared.type.base == Base::felt;
           });
}

/// The declared member that names the chain; nothing if none does, which strict refuses. The domain
/// must also declare a name and a version.
Result<std::optional<std::string_view>> check_domain(const Types &types, std::uint32_t index,
                                                     Rule rule) {
    const auto &domain = types.at(index);
    const bool legacy = types.revision() == Revision::legacy;
    if (!legacy && rule == Rule::strict && !is_exact(domain)) {
        return malformed("types.", domain.name, ": expected name, version, chainId and revision, ",
                         "each shortstring, in this order");
    }
    const auto find = [&](std::string_view name) -> const snip12::Member * {
        const auto found = domain.by_name.find(name);
        return found == domain.by_name.end() ? nullptr : &domain.members[found->second];
    };
    for (const std::string_view name : {"name", "version"}) {
        if (find(name) == nullptr) {
            return malformed("types.", domain.name, ": ", name, " is missing");
        }
    }
    const auto *modern = find("chainId");
    const auto *old = legacy ? find("chain_id") : nullptr;
    const bool has_none = modern == nullptr && old == nullptr;
    if (has_none && rule == Rule::compat) return std::nullopt;
    if (has_none || (modern != nullptr && old != nullptr)) {
        return malformed("types.", domain.name, ": expected one of chainId and chain_id");
    }
    const auto &chain = modern != nullptr ? *modern : *old;
    if (chain.type.base != Base::felt || chain.type.arrays != 0) {
        return malformed("types.", domain.name, ": ", chain.name, " is declared as ",
                         quoted(chain.type.text), ", expected felt or shortstring");
    }
    return chain.name;
}

/// SNIP-12 refuses types that neither the message nor the domain uses.
Check check_all_used(const Types &types, std::uint32_t count, std::uint32_t primary,
                     std::uint32_t domain) {
    std::vector<bool> used(count);
    std::vector<std::uint32_t> open{primary, domain};
    while (!open.empty()) {
        const auto type = open.back();
        open.pop_back();
        if (types.is_implied(type) || used[type]) continue;
        used[type] = true;
        for (const auto next : types.mentioned(type))
            open.push_back(next);
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!used[i]) {
            return malformed("types.", snip12::shorten_name(types.at(i).name),
                             ": no other type uses it");
        }
    }
    return {};
}

Result<std::uint32_t> find_primary(const Types &types, const json::Value &primary_type) {
    const auto primary = types.find(primary_type.text());
    if (primary && !types.is_preset(*primary) && !types.at(*primary).is_enum) return *primary;
    return malformed("primaryType: found ", quoted(primary_type.text()),
                     ", expected a struct that types declares");
}

/// starknet.js, getMessageHash. Both revisions begin with this text, capital N and all.
Felt message_hash(Revision revision, const TypedDataHash &hash, const Felt &account) noexcept {
    const auto prefix = Felt::from_short_string("StarkNet Message");
    const std::array<Felt, 4> elements{prefix.value_or(Felt{}), hash.domain_hash, account,
                                       hash.struct_hash};
    return snip12::hash_elements(revision, elements);
}

} // namespace

Result<TypedDataHash> hash_typed_data(std::string_view text, const Felt &account, Rule rule) {
    const auto parsed = json::Document::parse(text, limits);
    if (!parsed) {
        if (const auto plain = typed_data::explain_plain_text(text); !plain.empty()) {
            return malformed(plain);
        }
        const auto &error = parsed.error();
        return malformed(snip12::shorten_path(error.path), error.path.empty() ? "" : ": ",
                         error.reason);
    }
    const auto document = typed_data::read_document(parsed->root());
    if (!document) return std::unexpected(document.error());
    const auto revision = read_revision(document->domain);
    if (!revision) return std::unexpected(revision.error());
    auto types = Types::read(document->types, *revision, rule);
    if (!types) return std::unexpected(types.error());
    const auto count = static_cast<std::uint32_t>(document->types.size());

    const std::string_view domain_name =
        *revision == Revision::active ? "StarknetDomain" : "StarkNetDomain";
    const auto domain = types->find(domain_name);
    if (!domain || types->at(*domain).is_enum) {
        return malformed("types: expected ", domain_name, " for revision ",
                         static_cast<int>(*revision));
    }
    const auto primary = find_primary(*types, document->primary_type);
    if (!primary) return std::unexpected(primary.error());
    if (rule == Rule::strict) {
        auto good = check_all_used(*types, count, *primary, *domain);
        if (!good) return std::unexpected(good.error());
    }
    const auto chain_member = check_domain(*types, *domain, rule);
    if (!chain_member) return std::unexpected(chain_member.error());
    snip12::Encoder encoder{*types};
    const auto domain_hash = encoder.hash_struct(*domain, document->domain, "revision");
    if (!domain_hash) return std::unexpected(domain_hash.error());
    const auto struct_hash = encoder.hash_struct(*primary, document->message);
    if (!struct_hash) return std::unexpected(struct_hash.error());

    TypedDataHash hash{{}, *domain_hash, *struct_hash, {}, static_cast<int>(*revision)};
    if (*chain_member) {
        const auto chain_id = snip12::encode_felt(*document->domain.find(**chain_member));
        if (!chain_id) return std::unexpected(chain_id.error()); // never: it was hashed
        hash.chain_id = *chain_id;
    }
    hash.message_hash = message_hash(*revision, hash, account);
    return hash;
}

} // namespace walletauth::starknet
