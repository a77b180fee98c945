// SPDX-License-Identifier: Apache-2.0
#include "snip12_types.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace walletauth::starknet::snip12 {
namespace {

// Each is looked up by its name, and two characters make one.
constexpr std::size_t max_parameters = 1024;

using Elementary = std::pair<std::string_view, Base>;
/// SNIP-12, "Supported types". Revision 0 has the first five.
constexpr std::array<Elementary, 12> elementary_types{{{"felt", Base::felt},
                                                       {"bool", Base::boolean},
                                                       {"string", Base::byte_array},
                                                       {"selector", Base::selector},
                                                       {"merkletree", Base::merkletree},
                                                       {"shortstring", Base::felt},
                                                       {"u128", Base::u128},
                                                       {"i128", Base::i128},
                                                       {"timestamp", Base::u128},
                                                       {"ContractAddress", Base::address},
                                                       {"ClassHash", Base::address},
                                                       {"enum", Base::enumeration}}};

std::optional<Base> elementary(std::string_view name, Revision revision) noexcept {
    const std::span<const Elementary> all{elementary_types};
    for (const auto &[known, base] : revision == Revision::active ? all : all.first(5)) {
        if (known != name) continue;
        if (revision == Revision::active) return base;
        // starknet.js, revision 0: a string is a short string, and a bool may be a number.
        if (base == Base::boolean) return Base::boolean_or_number;
        return base == Base::byte_array ? Base::felt : base;
    }
    return std::nullopt;
}

/// Wallets differ in how they escape quotes, backslashes and control characters
/// (plugins/starknet/snip12.md). In revision 0 encode_type quotes nothing, so its punctuation in a
/// name could pass for structure. Line separators (U+2028, U+2029) in a variant keep starknet.js
/// from seeing that it is one, as `.` does not match them.
bool is_name(std::string_view text, Revision revision) noexcept {
    if (text.empty() || text.contains("\u2028") || text.contains("\u2029")) return false;
    return std::ranges::all_of(text, [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f || c == '"' || c == '\\') return false;
        return revision == Revision::active || (c != '(' && c != ')' && c != ',' && c != ':');
    });
}

bool is_variant(std::string_view type) noexcept {
    return type.size() >= 2 && type.starts_with('(') && type.ends_with(')');
}

/// SNIP-12: a type's name must not be taken for an array, an enum's variant or a list of types.
bool is_type_name(std::string_view text, Revision revision) noexcept {
    return is_name(text, revision) && !text.ends_with('*') && !is_variant(text) &&
           !text.contains(',');
}

struct Preset {
    std::string_view name;
    std::array<std::pair<std::string_view, std::string_view>, 2> members; // name and type
};
/// SNIP-12, "Preset types"; only revision 1 has them.
constexpr std::array<Preset, 3> presets{
    {{"u256", {{{"low", "u128"}, {"high", "u128"}}}},
     {"TokenAmount", {{{"token_address", "ContractAddress"}, {"amount", "u256"}}}},
     {"NftId", {{{"collection_address", "ContractAddress"}, {"token_id", "u256"}}}}}};

const Preset *find_preset(std::string_view name) noexcept {
    const auto *found = std::ranges::find(presets, name, &Preset::name);
    return found == presets.end() ? nullptr : found;
}

/// starknet.js 6 and 7 let a document declare a preset once more, and hash the preset. Members that
/// are the same in the same order hash the same everywhere; 10.8 refuses them.
bool is_same(const Preset &preset, const json::Value &members) {
    if (members.size() != preset.members.size()) return false;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto item = members.at(i);
        const auto name = item.find("name");
        const auto type = item.find("type");
        if (item.size() != 2 || !name || !type || name->text() != preset.members[i].first ||
            type->text() != preset.members[i].second) {
            return false;
        }
    }
    return true;
}

} // namespace

/// Not the types that need `contains`, nor an enum by its name: those only read_type() makes.
std::optional<Type> Types::parse_type(std::string_view text) const {
    Type type{.text = text};
    while (text.ends_with('*')) {
        text.remove_suffix(1);
        ++type.arrays;
    }
    if (const auto index = find(text)) {
        if (structures_[*index].is_enum) return std::nullopt;
        type.base = Base::structure;
        type.structure = *index;
        return type;
    }
    if (const auto base = elementary(text, revision_)) {
        if (*base == Base::merkletree || *base == Base::enumeration) return std::nullopt;
        type.base = *base;
        return type;
    }
    // starknet.js hashes the unknown types of revision 0 as felts; an enum there is a mistake.
    const bool felt_by_default = revision_ == Revision::legacy && rule_ == Rule::compat &&
                                 is_name(text, revision_) && text != "enum";
    return felt_by_default ? std::optional{type} : std::nullopt;
}

Types::Check Types::read_variant(const json::Value &type, Member &member) {
    auto rest = type.text().substr(1, type.text().size() - 2);
    for (bool more = !rest.empty(); more;) {
        const auto comma = rest.find(',');
        const auto text = rest.substr(0, comma);
        const auto parameter = parse_type(text);
        if (!parameter) return refuse_name(type, "unknown type", text, "");
        if (++parameters_ > max_parameters) {
            return malformed("types: parameters of variants, the limit is ", max_parameters);
        }
        member.parameters.push_back(*parameter);
        more = comma != std::string_view::npos;
        if (more) rest.remove_prefix(comma + 1);
    }
    return {};
}

Types::Check Types::read_contained(const json::Value &item, Member &member) const {
    const auto contains = item.find("contains");
    if (!contains || contains->kind() != json::Kind::string) {
        return malformed(path_of(item), ".contains: expected a type's name for ", member.type.text);
    }
    const auto name = contains->text();
    if (member.type.base == Base::enumeration) {
        const auto index = find(name);
        if (!index || !structures_[*index].is_enum) {
            return refuse_name(*contains, "found", name, ", expected an enum's name");
        }
        member.type.structure = *index;
        member.type.text = name; // encode_type shows the enum's name, not the word
        return {};
    }
    const auto leaf = parse_type(name);
    if (!leaf || leaf->arrays != 0) {
        return refuse_name(*contains, "found", name, ", expected a type but no array");
    }
    member.parameters.push_back(*leaf);
    return {};
}

Types::Check Types::read_type(const json::Value &item, Member &member) const {
    const auto type = *item.find("type");
    const auto base = find(type.text()) ? std::nullopt : elementary(type.text(), revision_);
    if (base == Base::merkletree || base == Base::enumeration) {
        member.type = {.text = type.text(), .base = *base};
        return read_contained(item, member);
    }
    if (const auto contains = item.find("contains")) {
        return malformed(path_of(*contains), ": only merkletree and enum contain a type");
    }
    const auto parsed = parse_type(type.text());
    if (!parsed) return refuse_name(type, "unknown type", type.text(), "");
    member.type = *parsed;
    return {};
}

Types::Check Types::read_members(const json::Value &list, Structure &to) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto item = list.at(i);
        const auto name = item.find("name");
        const auto type = item.find("type");
        const std::size_t texts = item.find("contains") ? 3 : 2;
        if (item.size() != texts || !name || !type || name->kind() != json::Kind::string ||
            type->kind() != json::Kind::string) {
            return malformed(path_of(item), ": expected the texts name, type and perhaps contains");
        }
        if (!is_name(name->text(), revision_)) {
            return refuse_name(
                *name, "found", name->text(),
                revision_ == Revision::legacy
                    ? ", expected no quotes, backslash, control characters and ( ) , :"
                    : ", expected no quotes, backslash, control characters");
        }
        if (!to.by_name.emplace(name->text(), static_cast<std::uint32_t>(i)).second) {
            return refuse_name(*name, "found", name->text(), ", which is declared twice");
        }
        if (to.is_enum != is_variant(type->text())) {
            return refuse_name(*type, "found", type->text(),
                               ", but a type has either members or variants");
        }
        Member member{.name = name->text(), .type = {.text = type->text()}, .parameters = {}};
        auto good =
            to.is_enum && texts == 2 ? read_variant(*type, member) : read_type(item, member);
        if (!good) return good;
        to.members.push_back(std::move(member));
    }
    return {};
}

Types::Check Types::add_name(const json::Value &members, std::string_view name) {
    if (members.kind() != json::Kind::array) {
        return malformed(path_of(members), ": found ", json::kind_name(members.kind()),
                         ", expected an array");
    }
    if (!is_type_name(name, revision_) || elementary(name, revision_)) {
        return malformed(path_of(members), ": no name of a type of one's own");
    }
    const auto *preset = revision_ == Revision::active ? find_preset(name) : nullptr;
    if (preset != nullptr && !is_same(*preset, members)) {
        return malformed(path_of(members), ": a preset, declared with other members");
    }
    const auto first = members.at(0).find("type");
    const bool is_enum = revision_ == Revision::active && first && is_variant(first->text());
    by_name_.emplace(name, static_cast<std::uint32_t>(by_name_.size()));
    structures_.push_back({.name = name, .members = {}, .is_enum = is_enum, .by_name = {}});
    return {};
}

/// Those that the document does not declare itself.
void Types::add_presets() {
    for (const auto &[name, members] : presets) {
        if (!by_name_.emplace(name, static_cast<std::uint32_t>(structures_.size())).second)
            continue;
        auto &added = structures_.emplace_back();
        added.name = name;
        for (const auto &[member, type] : members) {
            added.by_name.emplace(member, static_cast<std::uint32_t>(added.members.size()));
            added.members.push_back({.name = member, .type = *parse_type(type), .parameters = {}});
        }
    }
}

bool Types::is_preset(std::uint32_t index) const noexcept {
    return revision_ == Revision::active && find_preset(structures_[index].name) != nullptr;
}

Result<Types> Types::read(const json::Value &types, Revision revision, Rule rule) {
    if (types.size() > max_types) {
        return malformed("types: found ", types.size(), " types, the limit is ", max_types);
    }
    Types result;
    result.revision_ = revision;
    result.rule_ = rule;
    result.declared_ = static_cast<std::uint32_t>(types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (auto good = result.add_name(types.at(i), types.name(i)); !good) {
            return std::unexpected(good.error());
        }
    }
    if (revision == Revision::active) result.add_presets();
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (auto good = result.read_members(types.at(i), result.structures_[i]); !good) {
            return std::unexpected(good.error());
        }
    }
    result.rank_names();
    if (auto good = result.close_dependencies(); !good) return std::unexpected(good.error());
    result.hashes_.resize(result.structures_.size());
    return result;
}

std::vector<std::uint32_t> Types::mentioned(std::uint32_t index) const {
    std::vector<std::uint32_t> found;
    const auto add = [&](const Type &type) {
        if (type.base == Base::structure || type.base == Base::enumeration)
            found.push_back(type.structure);
    };
    for (const auto &member : structures_[index].members) {
        add(member.type);
        std::ranges::for_each(member.parameters, add);
    }
    return found;
}

} // namespace walletauth::starknet::snip12
