// SPDX-License-Identifier: Apache-2.0
#include "snip12_hash.hpp"

#include "snip12_values.hpp"

#include "core/support/json.hpp"
#include "core/support/typed_data.hpp"

#include <algorithm>
#include <array>

namespace walletauth::starknet {
namespace {

using snip12::Base;
using snip12::malformed;
using snip12::Revision;
using snip12::Types;

using Check = std::expected<void, Refusal>;

// The nodes bound the work: one costs up to three Pedersen hashes (an empty struct in an array).
constexpr json::Limits limits{
    .max_size = std::size_t{256} << 10, .max_depth = 64, .max_nodes = 1 << 12};
constexpr std::size_t max_types = 256;

/// starknet.js, identifyRevision; the number 1 as in the SNIP's own example.
Result<Revision> read_revision(const json::Value &domain) {
    const auto value = domain.find("revision");
    if (!value) return Revision::legacy;
    const bool is_text = value->kind() == json::Kind::string;
    if (is_text || value->kind() == json::Kind::number) {
        if (value->text() == "1") return Revision::active;
        if (value->text() == "0" && is_text) return Revision::legacy;
        if (value->text() == "2") {
            return refuse(WA_UNSUPPORTED_PARAMS, value->path(), ": revision 2 is not supported");
        }
    }
    return malformed(value->path(), ": found ", value->source().substr(0, 80),
                     ", expected \"0\" or \"1\"");
}

/// SNIP-12, "Domain separator": revision 1 has exactly these, in this order.
constexpr std::array<std::string_view, 4> domain_members{"name", "version", "chainId", "revision"};

bool is_exact(const snip12::Structure &domain) {
    return std::ranges::equal(domain.members, domain_members, {}, &snip12::Member::name) &&
           std::ranges::all_of(domain.members, [](const snip12::Member &declared) {
               return declared.type.text == "shortstring" && declared.type.base == Base::felt;
           });
}

/// The member that names the chain; the domain must also declare a name and a version.
Result<std::string_view> check_domain(const Types &types, std::uint32_t index, Leniency leniency) {
    const auto &domain = types.at(index);
    const bool legacy = types.revision() == Revision::legacy;
    if (!legacy && leniency == Leniency::strict && !is_exact(domain)) {
        return malformed("types.", domain.name, ": expected name, version, chainId and revision, ",
                         "each shortstring, in this order");
    }
    const auto find = [&](std::string_view name) {
        return std::ranges::find(domain.members, name, &snip12::Member::name);
    };
    const auto end = domain.members.end();
    for (const std::string_view name : {"name", "version"}) {
        if (find(name) == end) return malformed("types.", domain.name, ": ", name, " is missing");
    }
    const auto modern = find("chainId");
    const auto old = legacy ? find("chain_id") : end;
    if ((modern == end) == (old == end)) {
        return malformed("types.", domain.name, ": expected one of chainId and chain_id");
    }
    const auto &chain = modern != end ? *modern : *old;
    if (chain.type.base != Base::felt || chain.type.arrays != 0) {
        return malformed("types.", domain.name, ": ", chain.name, " is declared as ",
                         chain.type.text, ", expected felt or shortstring");
    }
    return chain.name;
}

/// A type that contains itself by encode_type's count has no end in starknet.js (getDependencies
/// recurses without end), so no wallet signs it.
Check check_cycles(const Types &types, std::uint32_t count) {
    enum class State : std::uint8_t { unseen, open, done };
    struct Frame {
        std::uint32_t type;
        std::vector<std::uint32_t> rest;
    };
    std::array<State, max_types> states{}; // `count` is at most max_types
    for (std::uint32_t start = 0; start < count; ++start) {
        std::vector<Frame> stack;
        const auto enter = [&](std::uint32_t type) {
            states[type] = State::open;
            stack.push_back({type, types.mentioned(type, Types::Mention::dependencies)});
        };
        if (states[start] == State::unseen) enter(start);
        while (!stack.empty()) {
            auto &[type, rest] = stack.back();
            if (rest.empty()) {
                states[type] = State::done;
                stack.pop_back();
                continue;
            }
            const auto next = rest.back();
            rest.pop_back();
            if (types.is_preset(next) || states[next] == State::done) continue;
            if (states[next] == State::open) {
                return malformed("types.", types.at(type).name, ": ", types.at(next).name,
                                 " contains itself");
            }
            enter(next);
        }
    }
    return {};
}

/// SNIP-12 refuses types that neither the message nor the domain uses.
Check check_all_used(const Types &types, std::uint32_t count, std::uint32_t primary,
                     std::uint32_t domain) {
    std::vector<bool> used(count);
    std::vector<std::uint32_t> open{primary, domain};
    while (!open.empty()) {
        const auto type = open.back();
        open.pop_back();
        if (types.is_preset(type) || used[type]) continue;
        used[type] = true;
        for (const auto next : types.mentioned(type, Types::Mention::all))
            open.push_back(next);
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!used[i]) return malformed("types.", types.at(i).name, ": no other type uses it");
    }
    return {};
}

Result<std::uint32_t> find_primary(const Types &types, const json::Value &primary_type) {
    const auto primary = types.find(primary_type.text());
    if (primary && !types.is_preset(*primary) && !types.at(*primary).is_enum) return *primary;
    return malformed("primaryType: found \"", primary_type.text(),
                     "\", expected a struct that types declares");
}

/// starknet.js, getMessageHash. Both revisions begin with this text, capital N and all.
Felt message_hash(Revision revision, const TypedDataHash &hash, const Felt &account) noexcept {
    const auto prefix = Felt::from_short_string("StarkNet Message");
    const std::array<Felt, 4> elements{prefix.value_or(Felt{}), hash.domain_hash, account,
                                       hash.struct_hash};
    return snip12::hash_elements(revision, elements);
}

} // namespace

Result<TypedDataHash> hash_typed_data(std::string_view text, const Felt &account,
                                      Leniency leniency) {
    const auto parsed = json::Document::parse(text, limits);
    if (!parsed) {
        const auto &error = parsed.error();
        return malformed(error.path, error.path.empty() ? "" : ": ", error.reason);
    }
    const auto document = typed_data::read_document(parsed->root());
    if (!document) return std::unexpected(document.error());
    if (document->types.size() > max_types) {
        return malformed("types: found ", document->types.size(), " types, the limit is ",
                         max_types);
    }
    const auto revision = read_revision(document->domain);
    if (!revision) return std::unexpected(revision.error());
    auto types = Types::read(document->types, *revision, leniency);
    if (!types) return std::unexpected(types.error());
    const auto count = static_cast<std::uint32_t>(document->types.size());
    if (auto good = check_cycles(*types, count); !good) return std::unexpected(good.error());

    const std::string_view domain_name =
        *revision == Revision::active ? "StarknetDomain" : "StarkNetDomain";
    const auto domain = types->find(domain_name);
    if (!domain || types->at(*domain).is_enum) {
        return malformed("types: expected ", domain_name, " for revision ",
                         static_cast<int>(*revision));
    }
    const auto primary = find_primary(*types, document->primary_type);
    if (!primary) return std::unexpected(primary.error());
    if (leniency == Leniency::strict) {
        auto good = check_all_used(*types, count, *primary, *domain);
        if (!good) return std::unexpected(good.error());
    }
    const auto chain_member = check_domain(*types, *domain, leniency);
    if (!chain_member) return std::unexpected(chain_member.error());
    const auto domain_hash = hash_struct(*types, *domain, document->domain, "revision");
    if (!domain_hash) return std::unexpected(domain_hash.error());
    const auto struct_hash = hash_struct(*types, *primary, document->message);
    if (!struct_hash) return std::unexpected(struct_hash.error());
    const auto chain_id = snip12::encode_felt(*document->domain.find(*chain_member)); // was hashed
    if (!chain_id) return std::unexpected(chain_id.error());

    TypedDataHash hash{{}, *domain_hash, *struct_hash, *chain_id, static_cast<int>(*revision)};
    hash.message_hash = message_hash(*revision, hash, account);
    return hash;
}

} // namespace walletauth::starknet
