// SPDX-License-Identifier: Apache-2.0
// The `types` of an EIP-712 document: struct types, their members, encodeType and typeHash.
#pragma once

#include <walletauth/hash/keccak.hpp>
#include <walletauth/interface.hpp>
#include <walletauth/text/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace walletauth::evm::eip712 {

enum class Base : std::uint8_t {
    unsigned_integer,
    integer,
    fixed_bytes,
    bytes,
    string,
    boolean,
    address,
    structure
};

inline constexpr std::uint32_t any_length = 0xffffffff; ///< of an array `T[]`

/// A member's type: an atomic, dynamic or struct type, and the arrays around it.
struct Type {
    Base base = Base::structure;
    std::uint16_t width = 0;     ///< bits of an integer, bytes of bytesN
    std::uint32_t structure = 0; ///< index into Types, for Base::structure
    /// Innermost first, as written: `T[2][]` is {2, any_length}.
    std::vector<std::uint32_t> arrays;
};

struct Member {
    std::string_view name;
    std::string_view type_text;
    Type type;
};

struct Structure {
    std::string_view name;
    std::vector<Member> members;
};

inline constexpr std::string_view domain_name = "EIP712Domain";

/// The struct types of a document. Views into the document, which must outlive it.
class Types {
  public:
    /// Reads and checks the whole object: names, known types, no direct cycle. A document without
    /// EIP712Domain gets the one that its domain's members imply; a null member is absent.
    [[nodiscard]] static Result<Types> read(const json::Value &types, const json::Value &domain);

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
    [[nodiscard]] const Structure &at(std::uint32_t index) const { return structures_[index]; }

    /// EIP-712, "Definition of encodeType": the struct, then those it refers to, sorted by name.
    [[nodiscard]] std::string encode_type(std::uint32_t index) const;
    /// keccak256 of encodeType, computed once a document; WA_MALFORMED_MESSAGE where hostile types
    /// would make that long.
    [[nodiscard]] Result<Hash256> type_hash(std::uint32_t index);

  private:
    [[nodiscard]] Result<void> read_members(const json::Value &list, Structure &to);
    [[nodiscard]] Result<void> derive_domain(const json::Value &domain);
    [[nodiscard]] Result<void> check_cycles(const json::Value &types) const;
    [[nodiscard]] std::optional<Type> parse_type(std::string_view text) const;
    void rank_names();

    std::vector<Structure> structures_;
    std::map<std::string_view, std::uint32_t> by_name_;
    std::vector<std::uint32_t> ranks_; // of each struct among the sorted names
    std::vector<std::optional<Hash256>> hashes_;
    std::size_t encoded_ = 0; // characters of encodeType so far
};

} // namespace walletauth::evm::eip712
