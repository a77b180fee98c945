// SPDX-License-Identifier: Apache-2.0
// The `types` of a SNIP-12 document: structs, enums, the presets, encode_type and the type hash,
// as starknet.js 10.8 computes them (plugins/starknet/snip12.md).
#pragma once

#include "hashes.hpp"
#include "snip12_refusal.hpp"

#include <walletauth/curve/rule.hpp>
#include <walletauth/interface.hpp>
#include <walletauth/text/json.hpp>

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::starknet::snip12 {

enum class Revision : std::uint8_t { legacy = 0, active = 1 };

/// The hash of a revision over any number of elements: Pedersen or Poseidon.
[[nodiscard]] inline Felt hash_elements(Revision revision,
                                        std::span<const Felt> elements) noexcept {
    return revision == Revision::active ? poseidon_array(elements) : pedersen_array(elements);
}

enum class Base : std::uint8_t {
    felt, ///< also shortstring, revision 0's string and, with compat, its unknown types
    u128, ///< also timestamp
    i128,
    boolean,
    boolean_or_number, ///< revision 0's bool
    address,           ///< also ClassHash: a number, never a text
    selector,
    byte_array, ///< revision 1's string
    merkletree,
    structure,
    enumeration
};

/// A type as written, and what it means.
struct Type {
    std::string_view text;
    Base base = Base::felt;
    std::uint32_t structure = 0; ///< index into Types, for Base::structure and Base::enumeration
    std::uint32_t arrays = 0;    ///< the `*` behind it
};

/// A member of a struct, or a variant of an enum.
struct Member {
    std::string_view name;
    Type type;                    ///< of a variant only the text
    std::vector<Type> parameters; ///< of a variant; of a merkletree the leaf
};

struct Structure {
    std::string_view name;
    std::vector<Member> members;
    bool is_enum = false;
    std::map<std::string_view, std::uint32_t> by_name; ///< index into members
};

/// Types of a document, and the three presets.
inline constexpr std::size_t max_types = 256;
inline constexpr std::size_t max_structures = max_types + 3;

/// The types of a document and the presets. Views into the document, which must outlive it.
class Types {
  public:
    /// Reads and checks the whole object: names, known types, and that none contains itself.
    /// strict refuses what the text of SNIP-12 refuses, compat only what wallets would not sign.
    [[nodiscard]] static Result<Types> read(const json::Value &types, Revision revision, Rule rule);

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const {
        const auto found = by_name_.find(name);
        return found == by_name_.end() ? std::nullopt : std::optional{found->second};
    }
    [[nodiscard]] const Structure &at(std::uint32_t index) const { return structures_[index]; }
    /// Whether it is there without being declared.
    [[nodiscard]] bool is_implied(std::uint32_t index) const noexcept { return index >= declared_; }
    /// Whether it has a preset's name, and so a preset's members.
    [[nodiscard]] bool is_preset(std::uint32_t index) const noexcept;
    [[nodiscard]] Revision revision() const noexcept { return revision_; }

    /// The types that a type names directly, whatever stands around them: arrays, leaves.
    [[nodiscard]] std::vector<std::uint32_t> mentioned(std::uint32_t index) const;

    /// The type, then those it depends on, in the order of JavaScript's sort().
    [[nodiscard]] std::string encode_type(std::uint32_t index) const;
    /// starknet_keccak of encode_type, computed once a document; WA_MALFORMED_MESSAGE where hostile
    /// types would make that long.
    [[nodiscard]] Result<Felt> type_hash(std::uint32_t index);

  private:
    using Check = Result<void>;

    [[nodiscard]] Check add_name(const json::Value &members, std::string_view name);
    void add_presets();
    [[nodiscard]] Check read_members(const json::Value &list, Structure &to);
    [[nodiscard]] Check read_type(const json::Value &item, Member &member) const;
    [[nodiscard]] Check read_variant(const json::Value &type, Member &member);
    [[nodiscard]] Check read_contained(const json::Value &item, Member &member) const;
    [[nodiscard]] std::optional<Type> parse_type(std::string_view text) const;
    [[nodiscard]] std::vector<std::uint32_t> dependencies(std::uint32_t index) const;
    void rank_names();
    [[nodiscard]] Check close_dependencies();
    [[nodiscard]] std::string encode_alone(std::uint32_t index) const;
    template <class Visit>
    void visit_encoding(std::uint32_t index, const Visit &visit) const;

    using Ranks = std::bitset<max_structures>;

    std::vector<Structure> structures_;
    std::map<std::string_view, std::uint32_t> by_name_;
    std::vector<std::uint32_t> by_rank_; // in the order of JavaScript's sort()
    std::vector<std::uint32_t> rank_;    // of each structure in by_rank_
    std::vector<Ranks> closures_;        // what each structure depends on, itself among them
    std::vector<std::string> encodings_; // of each structure alone
    std::vector<std::optional<Felt>> hashes_;
    std::size_t encoded_ = 0;    // characters of encode_type hashed so far
    std::size_t parameters_ = 0; // of all variants
    std::uint32_t declared_ = 0;
    Revision revision_ = Revision::active;
    Rule rule_ = Rule::strict;
};

} // namespace walletauth::starknet::snip12
