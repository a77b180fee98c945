// SPDX-License-Identifier: Apache-2.0
#include "json_member_order.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <tuple>

namespace walletauth::json::detail {
namespace {

constexpr std::size_t chunk_size = sizeof(std::uint64_t);

// The first eight bytes as a big-endian number, whose order is that of the texts; zeros behind
// their end.
std::uint64_t chunk_of(std::string_view text) noexcept {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, text.data(), std::min(text.size(), chunk_size));
    return std::endian::native == std::endian::little ? std::byteswap(chunk) : chunk;
}

} // namespace

// Compares numbers, and reads no byte of a name twice: names that share a long beginning, which
// whoever sends them may choose, cost no more than others.
void MemberOrder::sort_run(const Tree &tree, const Run &run) {
    const auto entries = std::span(entries_).subspan(run.begin, run.end - run.begin);
    for (Entry &entry : entries) {
        const std::string_view name = tree.nodes[entry.node].name.substr(run.offset);
        entry.chunk = chunk_of(name);
        entry.filled = static_cast<std::uint32_t>(std::min(name.size(), chunk_size));
    }
    const auto key = [](const Entry &entry) { return std::tuple(entry.chunk, entry.filled); };
    // A run stands in source order already: where all are the same nothing is to be sorted.
    if (std::ranges::adjacent_find(entries, std::ranges::not_equal_to{}, key) != entries.end()) {
        std::ranges::sort(entries, {}, [&](const Entry &entry) {
            return std::tuple(entry.chunk, entry.filled, entry.node);
        });
    }
    for (std::size_t i = 0; i < entries.size();) {
        std::size_t end = i + 1;
        while (end < entries.size() && key(entries[end]) == key(entries[i])) {
            ++end;
        }
        if (end - i > 1 && entries[i].filled == chunk_size) {
            runs_.push_back({run.begin + i, run.begin + end, run.offset + chunk_size});
        }
        i = end;
    }
}

// What has the same name stays in source order.
void MemberOrder::sort_by_name(const Tree &tree, std::span<std::uint32_t> members) {
    entries_.clear();
    entries_.reserve(members.size());
    for (const std::uint32_t node : members) {
        entries_.push_back({0, 0, node});
    }
    runs_.assign(1, {0, entries_.size(), 0});
    while (!runs_.empty()) {
        const Run run = runs_.back();
        runs_.pop_back();
        sort_run(tree, run);
    }
    std::ranges::transform(entries_, members.begin(), &Entry::node);
}

std::uint32_t MemberOrder::find_duplicate(Tree &tree, const Node &object) {
    const auto name_of = [&tree](std::uint32_t node) { return tree.nodes[node].name; };
    if (is_indexed(object)) {
        const auto list =
            std::span(tree.children).subspan(object.first + object.count, object.count);
        sort_by_name(tree, list);
        const auto twice = std::ranges::adjacent_find(list, {}, name_of);
        return twice == list.end() ? no_node : *std::next(twice);
    }
    const auto list = tree.children_of(object);
    for (std::size_t i = 1; i < list.size(); ++i) {
        const auto earlier = list.first(i);
        if (std::ranges::find(earlier, name_of(list[i]), name_of) != earlier.end()) {
            return list[i];
        }
    }
    return no_node;
}

} // namespace walletauth::json::detail
