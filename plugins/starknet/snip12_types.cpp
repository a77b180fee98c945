// SPDX-License-Identifier: Apache-2.0
#include "snip12_types.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace walletauth::starknet::snip12 {
namespace {

constexpr std::size_t max_encoded = std::size_t{4} << 20;

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
        // starknet.js: a string of revision 0 is a short string.
        return revision == Revision::legacy && base == Base::byte_array ? Base::felt : base;
    }
    return std::nullopt;
}

/// Wallets differ in how they escape quotes, backslashes and control characters (SCHEMES.md). In
/// revision 0 encode_type quotes nothing, so its punctuation in a name could pass for structure.
/// Line separators (U+2028, U+2029) in a variant keep starknet.js from seeing that it is one, as
/// `.` does not match them.
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

bool is_preset_name(std::string_view name) noexcept {
    return name == "u256" || name == "TokenAmount" || name == "NftId";
}

/// Of UTF-8, in the order of UTF-16 code units: those above U+FFFF (lead bytes from 0xf0) come
/// before U+E000 to U+FFFF (lead bytes 0xee and 0xef).
bool is_before(std::string_view a, std::string_view b) noexcept {
    const auto rank = [](char c) {
        const unsigned byte = static_cast<unsigned char>(c);
        return byte == 0xee || byte == 0xef ? byte + 0x10 : byte;
    };
    return std::ranges::lexicographical_compare(a, b, {}, rank, rank);
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
    const bool felt_by_default = revision_ == Revision::legacy && leniency_ == Leniency::compat &&
                                 is_name(text, revision_) && text != "enum";
    return felt_by_default ? std::optional{type} : std::nullopt;
}

Types::Check Types::read_variant(const json::Value &type, Member &member) const {
    auto rest = type.text().substr(1, type.text().size() - 2);
    for (bool more = !rest.empty(); more;) {
        const auto comma = rest.find(',');
        const auto text = rest.substr(0, comma);
        const auto parameter = parse_type(text);
        if (!parameter) return malformed(type.path(), ": unknown type \"", text, '"');
        member.parameters.push_back(*parameter);
        more = comma != std::string_view::npos;
        if (more) rest.remove_prefix(comma + 1);
    }
    return {};
}

Types::Check Types::read_contained(const json::Value &item, Member &member) const {
    const auto contains = item.find("contains");
    if (!contains || contains->kind() != json::Kind::string) {
        return malformed(item.path(), ".contains: expected a type's name for ", member.type.text);
    }
    const auto name = contains->text();
    if (member.type.base == Base::enumeration) {
        const auto index = find(name);
        if (!index || !structures_[*index].is_enum) {
            return malformed(contains->path(), ": found \"", name, "\", expected an enum's name");
        }
        member.type.structure = *index;
        member.type.text = name; // encode_type shows the enum's name, not the word
        return {};
    }
    const auto leaf = parse_type(name);
    if (!leaf || leaf->arrays != 0) {
        return malformed(contains->path(), ": found \"", name, "\", expected a type but no array");
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
        return malformed(contains->path(), ": only merkletree and enum contain a type");
    }
    const auto parsed = parse_type(type.text());
    if (!parsed) return malformed(type.path(), ": unknown type \"", type.text(), '"');
    member.type = *parsed;
    return {};
}

Types::Check Types::read_members(const json::Value &list, Structure &to) const {
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto item = list.at(i);
        const auto name = item.find("name");
        const auto type = item.find("type");
        const std::size_t texts = item.find("contains") ? 3 : 2;
        if (item.size() != texts || !name || !type || name->kind() != json::Kind::string ||
            type->kind() != json::Kind::string) {
            return malformed(item.path(), ": expected the texts name, type and perhaps contains");
        }
        if (!is_name(name->text(), revision_)) {
            return malformed(name->path(), ": found \"", name->text(),
                             "\", expected a name without quotes, backslash, control characters",
                             revision_ == Revision::legacy ? " and ( ) , :" : "");
        }
        if (!seen.emplace(name->text(), i).second) {
            return malformed(name->path(), ": \"", name->text(), "\" is declared twice");
        }
        if (to.is_enum != is_variant(type->text())) {
            return malformed(type->path(), ": found \"", type->text(),
                             "\", but a type has either members or variants");
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
        return malformed(members.path(), ": found ", json::kind_name(members.kind()),
                         ", expected an array");
    }
    if (!is_type_name(name, revision_) || elementary(name, revision_) ||
        (revision_ == Revision::active && is_preset_name(name))) {
        return malformed(members.path(), ": \"", name, "\" is no name of a type of one's own");
    }
    const auto first = members.at(0).find("type");
    const bool is_enum = revision_ == Revision::active && first && is_variant(first->text());
    by_name_.emplace(name, static_cast<std::uint32_t>(by_name_.size()));
    structures_.push_back({.name = name, .members = {}, .is_enum = is_enum});
    return {};
}

/// SNIP-12, "Preset types"; only revision 1 has them.
void Types::add_presets() {
    const auto add = [&](std::string_view name, std::vector<Member> members) {
        by_name_.insert_or_assign(name, static_cast<std::uint32_t>(structures_.size()));
        structures_.push_back({.name = name, .members = std::move(members), .is_enum = false});
    };
    const auto member = [&](std::string_view name, std::string_view type) {
        return Member{.name = name, .type = *parse_type(type), .parameters = {}};
    };
    add("u256", {member("low", "u128"), member("high", "u128")});
    add("TokenAmount", {member("token_address", "ContractAddress"), member("amount", "u256")});
    add("NftId", {member("collection_address", "ContractAddress"), member("token_id", "u256")});
}

Result<Types> Types::read(const json::Value &types, Revision revision, Leniency leniency) {
    Types result;
    result.revision_ = revision;
    result.leniency_ = leniency;
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
    result.hashes_.resize(result.structures_.size());
    return result;
}

std::vector<std::uint32_t> Types::mentioned(std::uint32_t index, Mention what) const {
    std::vector<std::uint32_t> found;
    const auto add = [&](const Type &type) {
        // getDependencies() of starknet.js takes one `*` off, and `T*` is no type.
        if (what == Mention::dependencies && type.arrays > 1) return;
        if (type.base == Base::structure || type.base == Base::enumeration) {
            found.push_back(type.structure);
        }
    };
    for (const auto &member : structures_[index].members) {
        add(member.type);
        if (what == Mention::dependencies && member.type.base == Base::merkletree) continue;
        std::ranges::for_each(member.parameters, add);
    }
    return found;
}

std::string Types::encode_type(std::uint32_t index) const {
    std::vector<bool> seen(structures_.size());
    std::vector<std::uint32_t> order{index};
    seen[index] = true;
    for (std::size_t next = 0; next < order.size(); ++next) {
        for (const auto other : mentioned(order[next], Mention::dependencies)) {
            if (!seen[other]) order.push_back(other);
            seen[other] = true;
        }
    }
    std::ranges::sort(std::span{order}.subspan(1), is_before,
                      [&](std::uint32_t i) { return structures_[i].name; });
    const std::string_view quote = revision_ == Revision::active ? "\"" : "";
    std::string text;
    const auto add = [&](std::string_view part) -> void {
        text.append(quote).append(part).append(quote);
    };
    const auto add_list = [&](const auto &items, const auto &add_item) {
        text.push_back('(');
        for (const auto &item : items) {
            if (&item != items.data()) text.push_back(',');
            add_item(item);
        }
        text.push_back(')');
    };
    for (const auto i : order) {
        add(structures_[i].name);
        add_list(structures_[i].members, [&](const Member &member) {
            add(member.name);
            text.push_back(':');
            if (!structures_[i].is_enum) return add(member.type.text);
            add_list(member.parameters, [&](const Type &parameter) { add(parameter.text); });
        });
    }
    return text;
}

Result<Felt> Types::type_hash(std::uint32_t index) {
    if (!hashes_[index]) {
        const std::string text = encode_type(index);
        encoded_ += text.size();
        if (encoded_ > max_encoded) {
            return malformed("types: their encodings together exceed ", max_encoded, " characters");
        }
        hashes_[index] = starknet_keccak(text);
    }
    return *hashes_[index];
}

} // namespace walletauth::starknet::snip12
