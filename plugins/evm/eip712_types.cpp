// SPDX-License-Identifier: Apache-2.0
#include "eip712_types.hpp"

#include "eip712_names.hpp"
#include "eip712_type_text.hpp"
#include "refusal_text.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace walletauth::evm::eip712 {
namespace {

constexpr std::size_t max_structures = 256;
constexpr std::size_t max_encoded = std::size_t{128} << 10;

using Check = Result<void>;

struct StandardMember {
    std::string_view name;
    std::string_view type;
};
/// EIP-712, "Definition of domainSeparator", in its order.
constexpr std::array<StandardMember, 5> standard_domain{{{"name", "string"},
                                                         {"version", "string"},
                                                         {"chainId", "uint256"},
                                                         {"verifyingContract", "address"},
                                                         {"salt", "bytes32"}}};

/// Absent, for ethers and viem alike: not there, or null.
std::optional<json::Value> present(const json::Value &domain, std::string_view name) {
    const auto value = domain.find(name);
    return value && value->kind() != json::Kind::null ? value : std::nullopt;
}

/// The first member that has an earlier one's name.
std::optional<std::size_t> find_repeated(const std::vector<Member> &members) {
    std::vector<std::uint32_t> order(members.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](auto i) { return std::pair(members[i].name, i); });
    std::optional<std::size_t> first;
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (members[order[i]].name != members[order[i - 1]].name) continue;
        first = std::min<std::size_t>(first.value_or(order[i]), order[i]);
    }
    return first;
}

} // namespace

std::optional<Type> Types::parse_type(std::string_view text) const {
    std::vector<std::uint32_t> arrays;
    while (text.ends_with(']')) {
        const auto array = take_array(text);
        if (!array) return std::nullopt;
        arrays.push_back(*array);
    }
    std::ranges::reverse(arrays);
    auto type = elementary(text);
    if (!type) {
        const auto structure = find(text);
        if (!structure) return std::nullopt;
        type.emplace();
        type->structure = *structure;
    }
    type->arrays = std::move(arrays);
    return type;
}

std::optional<std::uint32_t> Types::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return std::nullopt;
    return found->second;
}

Check Types::read_members(const json::Value &list, Structure &to) {
    if (list.kind() != json::Kind::array) {
        return refuse_value(list, "found ", json::kind_name(list.kind()), ", expected an array");
    }
    to.members.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto item = list.at(i);
        const auto name = item.find("name");
        const auto type_text = item.find("type");
        if (!name || !type_text || name->kind() != json::Kind::string ||
            type_text->kind() != json::Kind::string) {
            return refuse_value(item, "expected an object with two texts, name and type");
        }
        if (!is_member_name(name->text())) {
            return refuse_value(*name, source_of(*name), " is empty or has ( ) , or a control ",
                                "character");
        }
        auto type = parse_type(type_text->text());
        if (!type) return refuse_value(*type_text, "unknown type ", source_of(*type_text));
        to.members.push_back({name->text(), type_text->text(), std::move(*type)});
    }
    if (const auto twice = find_repeated(to.members)) {
        const auto name = *list.at(*twice).find("name");
        return refuse_value(name, source_of(name), " is declared twice");
    }
    return {};
}

// What ethers and viem derive. Versions of viem that wallets run leave out a chainId that is text
// and an empty version, and so sign another domain: nobody can tell which one was meant.
Check Types::derive_domain(const json::Value &domain) {
    constexpr std::string_view undeclared = ", and types has no EIP712Domain";
    Structure &to = structures_[*find(domain_name)];
    for (std::size_t i = 0; i < domain.size(); ++i) {
        const auto is_standard = [&](const StandardMember &member) {
            return member.name == domain.name(i);
        };
        if (domain.at(i).kind() != json::Kind::null &&
            std::ranges::none_of(standard_domain, is_standard)) {
            return refuse_value(domain.at(i), "not a standard member", undeclared);
        }
    }
    for (const auto &member : standard_domain) {
        const auto value = present(domain, member.name);
        if (!value) continue;
        if (member.name == "chainId" && value->kind() == json::Kind::string) {
            return refuse_value(*value, "text", undeclared, ": wallets read this differently");
        }
        if (member.name == "version" && value->kind() == json::Kind::string &&
            value->text().empty()) {
            return refuse_value(*value, "empty", undeclared, ": wallets read this differently");
        }
        to.members.push_back({member.name, member.type, *parse_type(member.type)});
    }
    return {};
}

// A struct that holds itself other than through an array has no finite value.
Check Types::check_cycles(const json::Value &types) const {
    enum class State : std::uint8_t { unseen, open, done };
    struct Frame {
        std::uint32_t structure;
        std::size_t next;
    };
    std::vector<State> states(structures_.size(), State::unseen);
    for (std::uint32_t start = 0; start < structures_.size(); ++start) {
        if (states[start] != State::unseen) continue;
        std::vector<Frame> stack{{start, 0}};
        states[start] = State::open;
        while (!stack.empty()) {
            auto &[index, next] = stack.back();
            const auto &members = structures_[index].members;
            if (next == members.size()) {
                states[index] = State::done;
                stack.pop_back();
                continue;
            }
            const Type &type = members[next++].type;
            if (type.base != Base::structure || !type.arrays.empty()) continue;
            if (states[type.structure] == State::open) {
                const auto declared = types.at(index).at(next - 1).find("type");
                return refuse_value(*declared, DetailPart::shown(structures_[type.structure].name),
                                    " contains itself");
            }
            if (states[type.structure] == State::unseen) {
                states[type.structure] = State::open;
                stack.push_back({type.structure, 0});
            }
        }
    }
    return {};
}

Result<Types> Types::read(const json::Value &types, const json::Value &domain) {
    Types result;
    if (types.size() > max_structures) {
        return refuse_value(types, "found ", types.size(), " types, the limit is ", max_structures);
    }
    for (std::size_t i = 0; i < types.size(); ++i) {
        const auto name = types.name(i);
        if (!is_struct_name(name)) {
            return refuse_value(
                types.at(i), "a struct's name is not elementary, and has no blank, ", "( ) , [ ]");
        }
        result.by_name_.emplace(name, static_cast<std::uint32_t>(i));
        result.structures_.push_back({name, {}});
    }
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (auto good = result.read_members(types.at(i), result.structures_[i]); !good) {
            return std::unexpected(good.error());
        }
    }
    if (auto good = result.check_cycles(types); !good) return std::unexpected(good.error());
    if (!result.find(domain_name)) {
        result.by_name_.emplace(domain_name, static_cast<std::uint32_t>(result.structures_.size()));
        result.structures_.push_back({domain_name, {}});
        if (auto good = result.derive_domain(domain); !good) return std::unexpected(good.error());
    }
    result.hashes_.resize(result.structures_.size());
    result.rank_names();
    return result;
}

void Types::rank_names() {
    std::vector<std::uint32_t> order(structures_.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto name_of = [&](auto i) { return structures_[i].name; };
    if (std::ranges::any_of(order, has_sorting_of_its_own, name_of)) {
        std::ranges::sort(order, sorts_before, name_of);
    } else {
        std::ranges::sort(order, {}, name_of);
    }
    ranks_.resize(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
        ranks_[order[rank]] = rank;
}

std::string Types::encode_type(std::uint32_t index) const {
    std::vector<bool> seen(structures_.size());
    std::vector<std::uint32_t> open{index};
    std::vector<std::uint32_t> referred;
    seen[index] = true;
    while (!open.empty()) {
        const auto current = open.back();
        open.pop_back();
        for (const auto &member : structures_[current].members) {
            if (member.type.base != Base::structure || seen[member.type.structure]) continue;
            seen[member.type.structure] = true;
            referred.push_back(member.type.structure);
            open.push_back(member.type.structure);
        }
    }
    std::ranges::sort(referred, {}, [&](std::uint32_t i) { return ranks_[i]; });
    referred.insert(referred.begin(), index);
    std::string text;
    for (const auto i : referred) {
        text.append(structures_[i].name).append("(");
        for (const auto &member : structures_[i].members) {
            if (&member != structures_[i].members.data()) text.push_back(',');
            text.append(member.type_text).append(" ").append(member.name);
        }
        text.push_back(')');
    }
    return text;
}

Result<Hash256> Types::type_hash(std::uint32_t index) {
    if (!hashes_[index]) {
        const std::string text = encode_type(index);
        encoded_ += text.size();
        if (encoded_ > max_encoded) {
            return refuse(WA_MALFORMED_MESSAGE, "types: their encodings together exceed ",
                          max_encoded, " characters");
        }
        hashes_[index] = keccak256(as_bytes(text));
    }
    return *hashes_[index];
}

} // namespace walletauth::evm::eip712
