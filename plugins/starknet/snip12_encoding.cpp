// SPDX-License-Identifier: Apache-2.0
// encode_type: which types a type depends on, in which order they stand, and the hash of the text.
#include "snip12_types.hpp"

#include <walletauth/hash/keccak.hpp>

#include <algorithm>
#include <numeric>

namespace walletauth::starknet::snip12 {
namespace {

constexpr std::size_t max_encoded = std::size_t{256} << 10;

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

/// As getDependencies() of starknet.js counts: it takes one `*` off, and `T*` is no type; leaves of
/// merkle trees it does not see.
std::vector<std::uint32_t> Types::dependencies(std::uint32_t index) const {
    std::vector<std::uint32_t> found;
    const auto add = [&](const Type &type) {
        if (type.arrays > 1) return;
        if (type.base == Base::structure || type.base == Base::enumeration)
            found.push_back(type.structure);
    };
    for (const auto &member : structures_[index].members) {
        add(member.type);
        if (member.type.base != Base::merkletree) std::ranges::for_each(member.parameters, add);
    }
    return found;
}

void Types::rank_names() {
    by_rank_.resize(structures_.size());
    std::iota(by_rank_.begin(), by_rank_.end(), 0U);
    std::ranges::sort(by_rank_, is_before, [&](std::uint32_t i) { return structures_[i].name; });
    rank_.resize(structures_.size());
    for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank)
        rank_[by_rank_[rank]] = rank;
}

/// Depth first, each type once. A type that contains itself by encode_type's count has no end in
/// starknet.js (getDependencies recurses without end), so no wallet signs it.
Types::Check Types::close_dependencies() {
    enum class State : std::uint8_t { unseen, open, done };
    struct Frame {
        std::uint32_t type;
        std::vector<std::uint32_t> rest;
    };
    std::vector<State> states(structures_.size());
    closures_.resize(structures_.size());
    encodings_.resize(structures_.size());
    std::vector<Frame> stack;
    const auto enter = [&](std::uint32_t type) {
        states[type] = State::open;
        closures_[type].set(rank_[type]);
        encodings_[type] = encode_alone(type);
        stack.push_back({type, dependencies(type)});
    };
    for (std::uint32_t start = 0; start < structures_.size(); ++start) {
        if (states[start] == State::unseen) enter(start);
        while (!stack.empty()) {
            auto &[type, rest] = stack.back();
            if (rest.empty()) {
                states[type] = State::done;
                const Ranks closed = closures_[type];
                stack.pop_back();
                if (!stack.empty()) closures_[stack.back().type] |= closed;
                continue;
            }
            const auto next = rest.back();
            rest.pop_back();
            if (states[next] == State::open) {
                return malformed("types.", shorten_name(at(type).name), ": ",
                                 shorten_name(at(next).name), " contains itself");
            }
            if (states[next] == State::done) {
                closures_[type] |= closures_[next];
            } else {
                enter(next);
            }
        }
    }
    return {};
}

/// `"Name"("member":"type",...)`; revision 0 has no quotes. Of an enum's variant the parameters
/// stand in parentheses.
std::string Types::encode_alone(std::uint32_t index) const {
    const auto &structure = structures_[index];
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
    add(structure.name);
    add_list(structure.members, [&](const Member &member) {
        add(member.name);
        text.push_back(':');
        if (!structure.is_enum) return add(member.type.text);
        add_list(member.parameters, [&](const Type &parameter) { add(parameter.text); });
    });
    return text;
}

template <class Visit>
void Types::visit_encoding(std::uint32_t index, const Visit &visit) const {
    visit(encodings_[index]);
    for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank) {
        const auto other = by_rank_[rank];
        if (other != index && closures_[index].test(rank)) visit(encodings_[other]);
    }
}

std::string Types::encode_type(std::uint32_t index) const {
    std::string text;
    visit_encoding(index, [&](const std::string &part) { text += part; });
    return text;
}

Result<Felt> Types::type_hash(std::uint32_t index) {
    if (hashes_[index]) return *hashes_[index];
    visit_encoding(index, [&](const std::string &part) { encoded_ += part.size(); });
    if (encoded_ > max_encoded) {
        return malformed("types: characters of their encodings together, the limit is ",
                         max_encoded);
    }
    Keccak256 hasher;
    visit_encoding(index, [&](const std::string &part) { hasher.update(as_bytes(part)); });
    hashes_[index] = starknet_keccak_of(hasher.finish());
    return *hashes_[index];
}

} // namespace walletauth::starknet::snip12
