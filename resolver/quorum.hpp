// SPDX-License-Identifier: Apache-2.0
// What several endpoints' answers to one question come to. Internal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::resolver {

/// One endpoint's answer.
struct Vote {
    std::size_t endpoint = 0; ///< its index in the chain
    std::string_view operator_name;
    bool is_verified = false;
    bool is_error = false;
    std::string form;     ///< what must be equal: of a result its form, of an error its class
    std::size_t size = 0; ///< bytes of the answer's text
};

/// Counts votes: an operator has one. Results and errors are counted apart, so an error is no vote
/// against a result. Whoever gives two answers has voted for neither.
class Quorum {
  public:
    explicit Quorum(std::size_t needed) : needed_(needed) {}

    /// True if it decides. After a decision votes are still taken, for `minority`.
    bool add(Vote vote);

    /// The index of the vote whose answer it is: the shortest of those that agree, for one that a
    /// liar pads may be more than a scheme takes. A verified one that decides alone is its own.
    [[nodiscard]] std::optional<std::size_t> decision() const noexcept { return decision_; }
    [[nodiscard]] const std::vector<Vote> &votes() const noexcept { return votes_; }
    /// Whether a vote is a result other than the decided one.
    [[nodiscard]] bool is_against(std::size_t vote) const;
    /// The most operators that agree so far.
    [[nodiscard]] std::size_t best() const;
    /// Two results that differ.
    [[nodiscard]] bool is_split() const;

  private:
    using Key = std::pair<bool, std::string>; // whether it is an error; the form

    [[nodiscard]] std::size_t shortest(const Key &key) const;

    std::size_t needed_;
    std::vector<Vote> votes_;
    std::map<Key, std::set<std::string_view>> counts_; // the operators that say so
    std::map<std::string_view, Key> said_;
    std::set<std::string_view> contradicted_;
    std::optional<std::size_t> decision_;
};

} // namespace walletauth::resolver
