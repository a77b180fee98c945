// SPDX-License-Identifier: Apache-2.0
#include "eip712_scalars.hpp"

#include "address.hpp"
#include "integer_text.hpp"
#include "refusal_text.hpp"

#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::evm::eip712 {
namespace {

using Word = Hash256; // 32 bytes, as encodeData puts them one after the other

DetailPart type_of(const Member &member) { return DetailPart::shown(member.type_text); }

Result<Word> encode_integer(const Member &member, const json::Value &value) {
    std::optional<Integer> number;
    if (value.kind() == json::Kind::number) {
        number = parse_json_integer(value.text());
        if (!number) {
            return refuse_value(value, "the bare number ", source_of(value),
                                " is no integer within 2^53 - 1: write it as text");
        }
    } else if (value.kind() == json::Kind::string) {
        number = parse_integer(value.text());
    }
    if (!number) {
        return refuse_value(value, "found ", source_of(value), ", expected an integer for ",
                            type_of(member));
    }
    const auto word = member.type.base == Base::integer
                          ? encode_signed(*number, member.type.width)
                          : encode_unsigned(*number, member.type.width);
    if (!word) {
        return refuse_value(value, source_of(value), " is out of the range of ", type_of(member));
    }
    return *word;
}

std::unexpected<Refusal> refuse_bytes(const Member &member, const json::Value &value) {
    return refuse_value(value, "found ", source_of(value),
                        ", expected 0x and an even number of hex digits for ", type_of(member));
}

Result<Word> encode_fixed_bytes(const Member &member, const json::Value &value) {
    const auto text = value.text();
    if (value.kind() != json::Kind::string || !text.starts_with("0x")) {
        return refuse_bytes(member, value);
    }
    Word word{};
    const auto digits = text.substr(2);
    if (decode_hex_into(digits, std::span{word}.first(member.type.width))) return word;
    if (!decode_hex(digits)) return refuse_bytes(member, value);
    return refuse_value(value, "found ", digits.size() / 2, " bytes, expected ", member.type.width,
                        " for ", type_of(member));
}

/// `""` is empty, as wallets' libraries sign it.
Result<Word> encode_bytes(const Member &member, const json::Value &value) {
    const auto text = value.text();
    if (value.kind() != json::Kind::string) return refuse_bytes(member, value);
    if (text.empty()) return keccak256({});
    const auto bytes =
        text.starts_with("0x") ? decode_hex(text.substr(2)) : std::unexpected(HexError{});
    if (!bytes) return refuse_bytes(member, value);
    return keccak256(*bytes);
}

Result<Word> encode_address(const json::Value &value, std::string_view chain) {
    if (value.kind() != json::Kind::string) {
        return refuse_value(value, "found ", source_of(value), ", expected an address as text");
    }
    const auto address = parse_address(value.text(), chain);
    if (!address) return refuse_value(value, address.error().detail.view());
    Word word{};
    std::ranges::copy(*address, word.begin() + 12);
    return word;
}

Result<Word> encode_boolean(const json::Value &value) {
    Word word{};
    word[31] = value.is_true() ? 1 : 0;
    return word;
}

} // namespace

Result<Hash256> encode_scalar(const Member &member, const json::Value &value,
                              std::string_view chain) {
    switch (member.type.base) {
    case Base::unsigned_integer:
    case Base::integer:
        return encode_integer(member, value);
    case Base::fixed_bytes:
        return encode_fixed_bytes(member, value);
    case Base::bytes:
        return encode_bytes(member, value);
    case Base::address:
        return encode_address(value, chain);
    case Base::string:
        if (value.kind() != json::Kind::string) break;
        return keccak256(as_bytes(value.text()));
    case Base::boolean:
        if (value.kind() != json::Kind::boolean) break;
        return encode_boolean(value);
    case Base::structure: // the caller's
        break;
    }
    return refuse_value(value, "found ", source_of(value), ", expected ", type_of(member));
}

} // namespace walletauth::evm::eip712
