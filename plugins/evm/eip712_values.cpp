// SPDX-License-Identifier: Apache-2.0
#include "eip712_values.hpp"

#include "address.hpp"
#include "integer_text.hpp"

#include "core/support/hex.hpp"

#include <algorithm>

namespace walletauth::evm::eip712 {
namespace {

using Word = Hash256; // 32 bytes, as encodeData puts them one after the other

template <class... Parts>
std::unexpected<Refusal> malformed(const Parts &...parts) {
    return refuse(WA_MALFORMED_MESSAGE, parts...);
}

/// What a refusal shows of a value.
std::string_view shown(const json::Value &value) noexcept { return value.source().substr(0, 80); }

Result<Word> encode_integer(const Member &member, const json::Value &value) {
    std::optional<Integer> number;
    if (value.kind() == json::Kind::number) {
        number = parse_json_integer(value.text());
        if (!number) {
            return malformed(value.path(), ": the bare number ", shown(value),
                             " is no integer within 2^53 - 1: write it as text");
        }
    } else if (value.kind() == json::Kind::string) {
        number = parse_integer(value.text());
    }
    if (!number) {
        return malformed(value.path(), ": found ", shown(value), ", expected an integer for ",
                         member.type_text);
    }
    const auto word = member.type.base == Base::integer
                          ? encode_signed(*number, member.type.width)
                          : encode_unsigned(*number, member.type.width);
    if (!word) {
        return malformed(value.path(), ": ", shown(value), " is out of the range of ",
                         member.type_text);
    }
    return *word;
}

Result<std::vector<std::uint8_t>> read_bytes(const json::Value &value, std::string_view type) {
    if (value.kind() == json::Kind::string && value.text().starts_with("0x")) {
        if (auto bytes = decode_hex(value.text().substr(2))) return std::move(*bytes);
    }
    return malformed(value.path(), ": found ", shown(value),
                     ", expected 0x and an even number of hex digits for ", type);
}

Result<Word> encode_bytes(const Member &member, const json::Value &value) {
    const auto bytes = read_bytes(value, member.type_text);
    if (!bytes) return std::unexpected(bytes.error());
    if (member.type.base == Base::bytes) return keccak256(*bytes);
    if (bytes->size() != member.type.width) {
        return malformed(value.path(), ": found ", bytes->size(), " bytes, expected ",
                         member.type.width, " for ", member.type_text);
    }
    Word word{};
    std::ranges::copy(*bytes, word.begin());
    return word;
}

Result<Word> encode_address(const json::Value &value) {
    if (value.kind() != json::Kind::string) {
        return malformed(value.path(), ": found ", shown(value), ", expected an address as text");
    }
    const auto address = parse_address(value.text());
    if (!address) return malformed(value.path(), ": ", address.error().detail.view());
    Word word{};
    std::ranges::copy(*address, word.begin() + 12);
    return word;
}

Result<Word> encode_scalar(Types &types, const Member &member, const json::Value &value) {
    switch (member.type.base) {
    case Base::unsigned_integer:
    case Base::integer:
        return encode_integer(member, value);
    case Base::fixed_bytes:
    case Base::bytes:
        return encode_bytes(member, value);
    case Base::address:
        return encode_address(value);
    case Base::string:
        if (value.kind() != json::Kind::string) break;
        return keccak256(as_bytes(value.text()));
    case Base::boolean: {
        if (value.kind() != json::Kind::boolean) break;
        Word word{};
        word[31] = value.is_true() ? 1 : 0;
        return word;
    }
    case Base::structure:
        return hash_struct(types, member.type.structure, value, Undeclared::refuse);
    }
    return malformed(value.path(), ": found ", shown(value), ", expected ", member.type_text);
}

/// A value inside the outermost `depth` arrays of its type. Arrays are the hash of their elements'
/// encodings one after the other, structs in them by hashStruct (eth-sig-util, V4).
Result<Word> encode_value(Types &types, const Member &member, std::size_t depth,
                          const json::Value &value) {
    if (depth == 0) return encode_scalar(types, member, value);
    if (value.kind() != json::Kind::array) {
        return malformed(value.path(), ": found ", shown(value), ", expected an array for ",
                         member.type_text);
    }
    const auto length = member.type.arrays[depth - 1];
    if (length != any_length && length != value.size()) {
        return malformed(value.path(), ": found ", value.size(), " elements, expected ", length,
                         " for ", member.type_text);
    }
    Keccak256 hasher;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto word = encode_value(types, member, depth - 1, value.at(i));
        if (!word) return word;
        hasher.update(*word);
    }
    return hasher.finish();
}

std::expected<void, Refusal> check_undeclared(const Structure &structure,
                                              const json::Value &object) {
    for (std::size_t i = 0; i < object.size(); ++i) {
        const auto declared = std::ranges::any_of(
            structure.members, [&](const Member &member) { return member.name == object.name(i); });
        if (!declared) {
            return malformed(object.at(i).path(), ": type ", structure.name, " has no such member");
        }
    }
    return {};
}

} // namespace

Result<Hash256> hash_struct(Types &types, std::uint32_t index, const json::Value &object,
                            Undeclared undeclared) {
    const Structure &structure = types.at(index);
    if (object.kind() != json::Kind::object) {
        return malformed(object.path(), ": found ", shown(object), ", expected an object for ",
                         structure.name);
    }
    const auto type_hash = types.type_hash(index);
    if (!type_hash) return type_hash;
    Keccak256 hasher;
    hasher.update(*type_hash);
    for (const auto &member : structure.members) {
        const auto value = object.find(member.name);
        if (!value) {
            const auto path = object.path();
            return malformed(path, path.empty() ? "" : ".", member.name, ": missing, expected ",
                             member.type_text);
        }
        const auto word = encode_value(types, member, member.type.arrays.size(), *value);
        if (!word) return word;
        hasher.update(*word);
    }
    // Names are unique on both sides, so more members than declared ones means an undeclared one.
    if (undeclared == Undeclared::refuse && object.size() != structure.members.size()) {
        if (auto good = check_undeclared(structure, object); !good)
            return std::unexpected(good.error());
    }
    return hasher.finish();
}

} // namespace walletauth::evm::eip712
