// SPDX-License-Identifier: Apache-2.0
//
// The members of one object by name: what finds duplicates, and what Value::find searches. Internal
// to the json files.
#pragma once

#include "json_tree.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace walletauth::json::detail {

class MemberOrder {
  public:
    // The first member, in the order of names, whose name another one has; no_node if there is
    // none. Sorts the second list of an object that is_indexed().
    [[nodiscard]] std::uint32_t find_duplicate(Tree &tree, const Node &object);

  private:
    // Eight bytes of a member's name, from the offset that its run is sorted by.
    struct Entry {
        std::uint64_t chunk;  // big-endian, zeros behind the name's end
        std::uint32_t filled; // how many of the eight are the name's
        std::uint32_t node;
    };
    // Entries whose names agree before `offset`.
    struct Run {
        std::size_t begin;
        std::size_t end;
        std::size_t offset;
    };

    void sort_by_name(const Tree &tree, std::span<std::uint32_t> members);
    void sort_run(const Tree &tree, const Run &run);

    std::vector<Entry> entries_; // both kept between objects for their memory
    std::vector<Run> runs_;      // still to be sorted
};

} // namespace walletauth::json::detail
