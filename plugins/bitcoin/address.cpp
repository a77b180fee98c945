// SPDX-License-Identifier: Apache-2.0
#include "address.hpp"

#include <walletauth/hash/base58check.hpp>
#include <walletauth/text/notation_fault.hpp>
#include <walletauth/text/segwit.hpp>

#include <algorithm>
#include <vector>

namespace walletauth::bitcoin {
namespace {

constexpr std::size_t hash_size = 20;

bool starts_without_case(std::string_view text, std::string_view lower) noexcept {
    if (text.size() < lower.size()) return false;
    return std::ranges::equal(text.substr(0, lower.size()), lower, [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

/// A prefix of some network of Bitcoin, with the digit 1 behind it.
bool is_segwit_text(std::string_view text, std::string_view prefix) noexcept {
    return starts_without_case(text, prefix) && text.size() > prefix.size() &&
           text[prefix.size()] == '1';
}

std::string_view explain(SegwitError::Kind kind) noexcept {
    switch (kind) {
    case SegwitError::Kind::bad_bech32:
        return "a character or the checksum is wrong";
    case SegwitError::Kind::other_prefix:
        return "the prefix is another network's";
    case SegwitError::Kind::no_version:
        return "nothing stands before the checksum";
    case SegwitError::Kind::bad_version:
        return "the witness version is above 16";
    case SegwitError::Kind::wrong_kind:
        return "version 0 is written in Bech32, others in Bech32m (BIP-350)";
    case SegwitError::Kind::bad_size:
        return "no program of this version has this size";
    }
    return {};
}

AddressKind kind_of(const SegwitAddress &segwit) noexcept {
    const auto size = segwit.program.size();
    if (segwit.version == 0) return size == hash_size ? AddressKind::p2wpkh : AddressKind::p2wsh;
    if (segwit.version == 1 && size == 32) return AddressKind::p2tr;
    return AddressKind::unknown;
}

Result<Address> parse_segwit(const Network &network, std::string_view text) {
    const auto segwit = decode_segwit(network.prefix, text);
    if (!segwit) {
        return refuse(WA_MALFORMED_ACCOUNT,
                      "account is no address: ", explain(segwit.error().kind));
    }
    Address address{kind_of(*segwit), segwit->version, {}};
    (void)address.program.assign(segwit->program);
    return address;
}

Result<Address> parse_base58(const Network &network, std::string_view text) {
    const auto payload = decode_base58check(text, base58_max_text(1 + hash_size + 4));
    if (!payload) {
        if (payload.error().kind == Base58CheckError::Kind::bad_digit) {
            return refuse(WA_MALFORMED_ACCOUNT, "account has ",
                          character_name(text[payload.error().index]).view(), " at ",
                          payload.error().index, ", and is no address");
        }
        return refuse(WA_MALFORMED_ACCOUNT, "account is no address: ",
                      payload.error().kind == Base58CheckError::Kind::bad_checksum
                          ? "a character is wrong (checksum)"
                          : "it has another length");
    }
    if (payload->size() != 1 + hash_size) {
        return refuse(WA_MALFORMED_ACCOUNT, "account has ", payload->size(),
                      " bytes in base58, expected 21");
    }
    const auto hash = std::span{*payload}.subspan(1);
    if (payload->front() == network.key_version) return address_of(AddressKind::p2pkh, hash);
    if (payload->front() == network.script_version) return address_of(AddressKind::p2sh, hash);
    return refuse(WA_MALFORMED_ACCOUNT, "account begins with version ", payload->front(),
                  ", which is no address of ", network.name);
}

} // namespace

Address address_of(AddressKind kind, Bytes program) noexcept {
    Address address{kind, static_cast<std::uint8_t>(kind == AddressKind::p2tr ? 1 : 0), {}};
    (void)address.program.assign(program);
    return address;
}

Result<Address> parse_address(const Network &network, std::string_view text) {
    for (const auto &known : networks) {
        if (!is_segwit_text(text, known.prefix)) continue;
        if (known.prefix == network.prefix) return parse_segwit(network, text);
        return refuse(WA_MALFORMED_ACCOUNT, "account is an address of ", known.name, ", not of ",
                      network.name);
    }
    if (is_segwit_text(text, "bcrt")) {
        return refuse(WA_MALFORMED_ACCOUNT, "account is an address of regtest, which is not ",
                      "served: mainnet, testnet3, testnet4 and signet are");
    }
    return parse_base58(network, text);
}

std::string format_address(const Network &network, const Address &address) {
    const auto program = address.program.span();
    if (address.kind == AddressKind::p2pkh || address.kind == AddressKind::p2sh) {
        std::vector<std::uint8_t> payload{
            address.kind == AddressKind::p2pkh ? network.key_version : network.script_version};
        payload.insert(payload.end(), program.begin(), program.end());
        return encode_base58check(payload);
    }
    return encode_segwit(network.prefix, address.version, program).value_or("");
}

Script script_of(const Address &address) noexcept {
    constexpr std::uint8_t dup = 0x76;
    constexpr std::uint8_t hash160 = 0xa9;
    constexpr std::uint8_t equal = 0x87;
    constexpr std::uint8_t equal_verify = 0x88;
    constexpr std::uint8_t check_signature = 0xac;
    constexpr std::uint8_t number_base = 0x50; // OP_1 is 0x51
    const auto program = address.program.span();
    const auto size = static_cast<std::uint8_t>(program.size());
    Script script;
    const auto append = [&script](std::initializer_list<std::uint8_t> bytes) {
        script.append_cut(std::span{bytes.begin(), bytes.size()});
    };
    switch (address.kind) {
    case AddressKind::p2pkh:
        append({dup, hash160, size});
        script.append_cut(program);
        append({equal_verify, check_signature});
        break;
    case AddressKind::p2sh:
        append({hash160, size});
        script.append_cut(program);
        append({equal});
        break;
    default:
        append({static_cast<std::uint8_t>(address.version == 0 ? 0 : number_base + address.version),
                size});
        script.append_cut(program);
        break;
    }
    return script;
}

} // namespace walletauth::bitcoin
