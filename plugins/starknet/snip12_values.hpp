// SPDX-License-Identifier: Apache-2.0
// The values of a SNIP-12 document that hold others: structs, arrays, enums, Merkle trees.
#pragma once

#include "snip12_types.hpp"

#include <vector>

namespace walletauth::starknet::snip12 {

/// Hashes the structs of one document, and counts what that costs. Values that wait for others
/// stand on a stack of its own, so a nested document takes no more of the thread's.
class Encoder {
  public:
    explicit Encoder(Types &types) noexcept : types_(types) {}

    /// SNIP-12, "Hashing structs". Every declared member must be there, in the type's form and
    /// range, and no other but `undeclared`. A refusal is WA_MALFORMED_MESSAGE and names the
    /// value's path.
    [[nodiscard]] Result<Felt> hash_struct(std::uint32_t structure, const json::Value &object,
                                           std::string_view undeclared = {});

  private:
    using Check = Result<void>;

    enum class Kind : std::uint8_t { structure, array, merkletree, enumeration };
    /// A value whose parts are being read; their elements stand in elements_ from `first` on.
    struct Open {
        Kind kind;
        json::Value value;    ///< of an enumeration the array of parameters
        const Member *member; ///< whose type it is; of an enumeration the variant
        const Type *type;     ///< of an array's elements, `arrays` of its `*` left
        std::uint32_t arrays;
        std::uint32_t structure; ///< of a structure or enumeration: its index
        std::uint32_t next;      ///< part to read
        std::size_t first;
    };

    [[nodiscard]] Check open_struct(std::uint32_t structure, const json::Value &object);
    [[nodiscard]] Check open_array(const Member &member, const Type &type, std::uint32_t arrays,
                                   const json::Value &value);
    [[nodiscard]] Check open_tree(const Member &member, const json::Value &value);
    [[nodiscard]] Check open_enum(std::uint32_t structure, const json::Value &value);
    [[nodiscard]] Check add_string(const json::Value &value);
    /// `type` is the member's or one of its parameters.
    [[nodiscard]] Check add(const Member &member, const Type &type, std::uint32_t arrays,
                            const json::Value &value);
    [[nodiscard]] std::size_t part_count(const Open &open) const;
    [[nodiscard]] Check add_part(Open &open);
    [[nodiscard]] Check check_members(const Open &open, std::string_view undeclared) const;
    [[nodiscard]] Result<Felt> close(const Open &open);
    [[nodiscard]] Result<Felt> hash(std::span<const Felt> elements);
    [[nodiscard]] Result<Felt> root(std::vector<Felt> nodes);
    [[nodiscard]] Check count(std::size_t hashes);

    Types &types_;
    std::vector<Open> open_;
    std::vector<Felt> elements_;
    std::size_t hashes_ = 0;
};

} // namespace walletauth::starknet::snip12
