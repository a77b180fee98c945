// SPDX-License-Identifier: Apache-2.0
#include "snip12_values.hpp"

#include "snip12_scalars.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace walletauth::starknet::snip12 {
namespace {

// About as long as a hundred ordinary requests take, with what else such a document costs, also
// where verify and evidence_queries both hash it.
constexpr std::size_t max_pedersens = 512;
constexpr std::size_t max_poseidons = 1024;

} // namespace

Encoder::Check Encoder::count(std::size_t hashes) {
    const bool is_active = types_.revision() == Revision::active;
    const std::size_t limit = is_active ? max_poseidons : max_pedersens;
    hashes_ += hashes;
    if (hashes_ <= limit) return {};
    return malformed("the document takes more ", is_active ? "Poseidon" : "Pedersen",
                     " hashes than the limit, ", limit);
}

Result<Felt> Encoder::hash(std::span<const Felt> elements) {
    // A sponge takes two elements at once and one more for the padding; Pedersen adds the length.
    const bool is_active = types_.revision() == Revision::active;
    auto good = count(is_active ? elements.size() / 2 + 1 : elements.size() + 1);
    if (!good) return std::unexpected(good.error());
    return hash_elements(types_.revision(), elements);
}

/// SNIP-12, "Merkle trees": pairs sorted, an odd node paired with 0; one leaf is the root.
Result<Felt> Encoder::root(std::vector<Felt> nodes) {
    while (nodes.size() > 1) {
        if (nodes.size() % 2 != 0) nodes.emplace_back();
        if (auto good = count(nodes.size() / 2); !good) return std::unexpected(good.error());
        for (std::size_t i = 0; i < nodes.size() / 2; ++i) {
            const auto [low, high] = std::minmax(nodes[2 * i], nodes[2 * i + 1]);
            const Felt a = low;
            const Felt b = high;
            nodes[i] = types_.revision() == Revision::active ? poseidon(a, b) : pedersen(a, b);
        }
        nodes.resize(nodes.size() / 2);
    }
    return nodes.front();
}

Encoder::Check Encoder::open_struct(std::uint32_t structure, const json::Value &object) {
    if (object.kind() != json::Kind::object) {
        return expected(object, "an object for ", quoted(types_.at(structure).name));
    }
    const auto type_hash = types_.type_hash(structure);
    if (!type_hash) return std::unexpected(type_hash.error());
    open_.push_back({Kind::structure, object, nullptr, nullptr, 0, structure, 0, elements_.size()});
    elements_.push_back(*type_hash);
    return {};
}

Encoder::Check Encoder::open_array(const Member &member, const Type &type, std::uint32_t arrays,
                                   const json::Value &value) {
    if (value.kind() != json::Kind::array) {
        return expected(value, "an array for ", quoted(type.text));
    }
    open_.push_back({Kind::array, value, &member, &type, arrays, 0, 0, elements_.size()});
    return {};
}

Encoder::Check Encoder::open_tree(const Member &member, const json::Value &value) {
    if (value.kind() != json::Kind::array || value.size() == 0) {
        return expected(value, "an array of one leaf or more for merkletree");
    }
    open_.push_back({Kind::merkletree, value, &member, nullptr, 0, 0, 0, elements_.size()});
    return {};
}

/// The variant's number and its parameters, without a type hash; `()` counts as one 0. Both unlike
/// the SNIP's text, and what wallets sign (starknet.js, encodeValue).
Encoder::Check Encoder::open_enum(std::uint32_t structure, const json::Value &value) {
    const Structure &type = types_.at(structure);
    if (value.kind() != json::Kind::object || value.size() != 1) {
        return expected(value, "an object with exactly one variant of ", quoted(type.name));
    }
    const auto parameters = value.at(0);
    const auto found = type.by_name.find(value.name(0));
    if (found == type.by_name.end()) {
        return refuse_name(parameters, "enum", type.name, " has no such variant");
    }
    const Member &variant = type.members[found->second];
    if (parameters.kind() != json::Kind::array || parameters.size() != variant.parameters.size()) {
        return expected(parameters, "an array of ", variant.parameters.size(), " for ",
                        quoted(variant.type.text));
    }
    open_.push_back(
        {Kind::enumeration, parameters, &variant, nullptr, 0, structure, 0, elements_.size()});
    elements_.emplace_back(std::uint64_t{found->second});
    return {};
}

Encoder::Check Encoder::add_string(const json::Value &value) {
    const auto words = byte_array_elements(value);
    if (!words) return std::unexpected(words.error());
    const auto hashed = hash(*words);
    if (!hashed) return std::unexpected(hashed.error());
    elements_.push_back(*hashed);
    return {};
}

Encoder::Check Encoder::add(const Member &member, const Type &type, std::uint32_t arrays,
                            const json::Value &value) {
    if (arrays > 0) return open_array(member, type, arrays - 1, value);
    switch (type.base) {
    case Base::byte_array:
        return add_string(value);
    case Base::merkletree:
        return open_tree(member, value);
    case Base::structure:
        return open_struct(type.structure, value);
    case Base::enumeration:
        return open_enum(type.structure, value);
    default:
        break;
    }
    const auto element = encode_scalar(type, value);
    if (!element) return std::unexpected(element.error());
    elements_.push_back(*element);
    return {};
}

std::size_t Encoder::part_count(const Open &open) const {
    return open.kind == Kind::structure ? types_.at(open.structure).members.size()
                                        : open.value.size();
}

/// Reads the next part. `open` is no more what it was if that opens another value.
Encoder::Check Encoder::add_part(Open &open) {
    const std::uint32_t part = open.next++;
    switch (open.kind) {
    case Kind::array:
        return add(*open.member, *open.type, open.arrays, open.value.at(part));
    case Kind::merkletree:
        return add(*open.member, open.member->parameters.front(), 0, open.value.at(part));
    case Kind::enumeration: {
        const auto &parameter = open.member->parameters[part];
        return add(*open.member, parameter, parameter.arrays, open.value.at(part));
    }
    case Kind::structure:
        break;
    }
    const Member &member = types_.at(open.structure).members[part];
    const auto value = open.value.find(member.name);
    if (value) return add(member, member.type, member.type.arrays, *value);
    return malformed(path_of(open.value), ": ", quoted(member.name), " is missing, expected ",
                     quoted(member.type.text));
}

/// All declared members are there, and names are unique: more of them are undeclared ones.
Encoder::Check Encoder::check_members(const Open &open, std::string_view undeclared) const {
    const Structure &type = types_.at(open.structure);
    if (open.value.size() == type.members.size()) return {};
    for (std::size_t i = 0; i < open.value.size(); ++i) {
        const auto name = open.value.name(i);
        if ((!undeclared.empty() && name == undeclared) || type.by_name.contains(name)) continue;
        return refuse_name(open.value.at(i), "type", type.name, " has no such member");
    }
    return {};
}

Result<Felt> Encoder::close(const Open &open) {
    if (open.kind == Kind::enumeration && open.value.size() == 0) elements_.emplace_back();
    const auto elements = std::span{elements_}.subspan(open.first);
    if (open.kind == Kind::merkletree) return root({elements.begin(), elements.end()});
    return hash(elements);
}

Result<Felt> Encoder::hash_struct(std::uint32_t structure, const json::Value &object,
                                  std::string_view undeclared) {
    open_.clear();
    elements_.clear();
    auto good = open_struct(structure, object);
    while (good && !open_.empty()) {
        if (Open &open = open_.back(); open.next < part_count(open)) {
            good = add_part(open);
            continue;
        }
        const Open done = open_.back();
        if (done.kind == Kind::structure) {
            good = check_members(done, open_.size() == 1 ? undeclared : std::string_view{});
            if (!good) break;
        }
        const auto hashed = close(done);
        if (!hashed) return hashed;
        open_.pop_back();
        elements_.resize(done.first);
        elements_.push_back(*hashed);
    }
    if (!good) return std::unexpected(good.error());
    return elements_.front();
}

} // namespace walletauth::starknet::snip12
