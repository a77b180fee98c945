// SPDX-License-Identifier: Apache-2.0
#include "address.hpp"

#include "account_classes.hpp"
#include "account_params.hpp"
#include "ecdsa.hpp"
#include "felt_text.hpp"
#include "hashes.hpp"
#include "stark_key.hpp"

#include <algorithm>

namespace walletauth::starknet {
namespace {

/// 2^251 - 256, above every address (cairo-lang, L2_ADDRESS_UPPER_BOUND).
constexpr Felt address_bound = Felt::from_words({0xffffffffffffff00, 0xffffffffffffffff,
                                                 0xffffffffffffffff, 0x07ffffffffffffff})
                                   .value();

bool is_upper(char c) noexcept { return c >= 'A' && c <= 'F'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'f'; }
bool is_lower_digit(char c) noexcept { return is_lower(c) || (c >= '0' && c <= '9'); }

/// Whether the case of `digits`, the last ones of the address, is the checksum that hashing its
/// last `size` bytes gives: a letter is a capital if the hash's digit at its place is 8 or more.
bool is_checksum(std::string_view digits, const Felt &address, std::size_t size) noexcept {
    const auto bytes = address.bytes();
    const auto hash =
        starknet_keccak({reinterpret_cast<const char *>(bytes.data()) + bytes.size() - size, size})
            .bytes();
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::size_t place = 64 - digits.size() + i;
        const int digit = place % 2 == 0 ? hash[place / 2] >> 4 : hash[place / 2] & 15;
        if (digit >= 8 ? is_lower(digits[i]) : is_upper(digits[i])) return false;
    }
    return true;
}

/// SNIP-23 hashes 32 bytes; starknet.js hashes them without leading zeros.
bool has_checksum(std::string_view digits, const Felt &address) noexcept {
    const auto bytes = address.bytes();
    const auto first = std::ranges::find_if(bytes, [](std::uint8_t byte) { return byte != 0; });
    return is_checksum(digits, address, static_cast<std::size_t>(bytes.end() - first)) ||
           is_checksum(digits, address, bytes.size());
}

/// `0x` and as many hex digits as a felt may have, of whatever value.
bool is_hex_of_a_felt(std::string_view text) noexcept {
    return text.starts_with("0x") && text.size() > 2 && text.size() <= 66 &&
           text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

std::unexpected<Refusal> refuse_beyond(std::string_view text) {
    return refuse(WA_MALFORMED_ACCOUNT, "address is not below 2^251 - 256: ", quoted_excerpt(text));
}

/// What clients call the public chains beside their ids. None is the id of another chain.
struct ChainName {
    std::string_view name;
    std::string_view id;
};
constexpr ChainName chain_names[]{
    {"mainnet", "SN_MAIN"},           {"main", "SN_MAIN"},
    {"sn_main", "SN_MAIN"},           {"sn_mainnet", "SN_MAIN"},
    {"sepolia", "SN_SEPOLIA"},        {"sn_sepolia", "SN_SEPOLIA"},
    {"23448594291968334", "SN_MAIN"}, {"393402133025997798000961", "SN_SEPOLIA"},
};

bool is_name_of(std::string_view reference, const ChainName &known) noexcept {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return reference != known.id && std::ranges::equal(reference, known.name, {}, lower);
}

bool is_reference_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

/// A key that somebody can sign with, whatever contract is deployed with another one.
Result<Felt> read_point(std::span<const std::uint8_t> public_key) {
    auto key = read_stark_key(public_key);
    if (key && !is_on_curve(*key))
        return refuse(WA_REJECTED_SIGNER, "the key is no x coordinate of the curve");
    return key;
}

/// What a key must be for parameters that name the owners themselves.
Result<void> check_owner(const Felt &class_hash, std::span<const Felt> calldata, const Felt &key) {
    if (!kind_of(class_hash)) return {};
    const auto owners = parse_constructor(class_hash, calldata);
    if (!owners || owners->has_owner(key)) return {};
    return refuse(WA_REJECTED_SIGNER, "constructor_calldata names another owner");
}

} // namespace

Result<Felt> parse_address(std::string_view text) {
    const auto felt = Felt::from_hex(text);
    if (!felt) {
        const auto fault = read_felt_text(text);
        if (is_hex_of_a_felt(text)) return refuse_beyond(text);
        if (fault)
            return refuse(WA_MALFORMED_ACCOUNT, "address is no 0x and hex: ", quoted_excerpt(text));
        return refuse_felt(WA_MALFORMED_ACCOUNT, "address", fault.error(), text);
    }
    if (felt->is_zero()) return refuse(WA_MALFORMED_ACCOUNT, "address is 0");
    if (*felt >= address_bound) return refuse_beyond(text);
    constexpr std::size_t ethereum_digits = 40;
    const auto digits = text.substr(2);
    const bool is_mixed =
        std::ranges::any_of(digits, is_upper) && std::ranges::any_of(digits, is_lower);
    if (is_mixed && !has_checksum(digits, *felt)) {
        if (digits.size() == ethereum_digits) {
            return refuse(WA_MALFORMED_ACCOUNT, "address has 40 digits and no checksum of ",
                          "SNIP-23: an Ethereum address?");
        }
        return refuse(WA_MALFORMED_ACCOUNT, "wrong checksum (SNIP-23): ", text);
    }
    return *felt;
}

bool is_address(std::string_view text) {
    // Of 64 digits in lower case, below 0x07000... and not 0: neither case nor bound is in doubt.
    const bool is_plain = text.size() == 66 && text.starts_with("0x0") && text[3] >= '1' &&
                          text[3] <= '6' && std::ranges::all_of(text.substr(4), is_lower_digit);
    return is_plain || parse_address(text).has_value();
}

namespace {

/// The text of a chain's id, behind the prefix.
Result<std::string_view> reference_of(std::string_view chain) noexcept {
    constexpr std::string_view prefix = "starknet:";
    constexpr std::size_t max_size = 31; // of a short string, which is below the prime
    if (chain.starts_with(prefix)) {
        const auto reference = chain.substr(prefix.size());
        for (const auto &known : chain_names) {
            if (!is_name_of(reference, known)) continue;
            return refuse(WA_UNSUPPORTED_CHAIN, chain, " is no chain's id: ", known.name,
                          " is starknet:", known.id);
        }
        // One chain has one spelling: hex is how wallets show the same id.
        const bool is_hex = reference.starts_with("0x") || reference.starts_with("0X");
        if (!reference.empty() && reference.size() <= max_size && !is_hex &&
            std::ranges::all_of(reference, is_reference_character)) {
            return reference;
        }
    }
    return refuse(WA_UNSUPPORTED_CHAIN, "chain is ", chain, ", expected such as starknet:SN_MAIN");
}

} // namespace

Result<Felt> chain_id(std::string_view chain) noexcept {
    const auto reference = reference_of(chain);
    if (!reference) return std::unexpected(reference.error());
    return Felt::from_short_string(*reference).value_or(Felt{}); // all of that size fit
}

std::string chain_text(const Felt &chain_id) {
    const auto bytes = chain_id.bytes();
    const auto *first = std::ranges::find_if(bytes, [](std::uint8_t byte) { return byte != 0; });
    const bool is_text = first != bytes.end() && std::all_of(first, bytes.end(), [](auto byte) {
                             return byte > 0x20 && byte < 0x7f;
                         });
    return is_text ? '"' + std::string{first, bytes.end()} + '"' : chain_id.hex();
}

Result<void> check_chain(std::string_view chain) noexcept {
    if (const auto good = reference_of(chain); !good) return std::unexpected(good.error());
    return {};
}

AddressHash::AddressHash(const Felt &salt, const Felt &deployer) noexcept {
    static constexpr std::string_view prefix = "STARKNET_CONTRACT_ADDRESS";
    for (const Felt &element : {Felt::from_short_string(prefix).value_or(Felt{}), deployer, salt}) {
        begun_ = pedersen(begun_, element);
    }
}

/// The rest of pedersen_array() of five elements.
Felt AddressHash::address(const Felt &class_hash, const Felt &calldata_hash) const noexcept {
    const Felt all = pedersen(pedersen(begun_, class_hash), calldata_hash);
    const Felt hash = pedersen(all, Felt{5});
    // p is below twice the bound.
    return hash >= address_bound ? hash - address_bound : hash;
}

Felt contract_address(const Felt &class_hash, const Felt &salt, std::span<const Felt> calldata,
                      const Felt &deployer) noexcept {
    return AddressHash{salt, deployer}.address(class_hash, pedersen_array(calldata));
}

Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter> parameters) const {
    if (auto good = check_chain(chain); !good) return std::unexpected(good.error());
    auto params = read_params(parameters);
    if (!params) return std::unexpected(params.error());
    if (!params->class_hash) {
        return refuse(WA_MALFORMED_PARAMS, "an address follows from a key and class_hash");
    }
    if (public_key.empty() && !(params->salt && params->calldata)) {
        return refuse(WA_MALFORMED_PUBLIC_KEY,
                      "without a key salt and constructor_calldata are needed");
    }
    Felt key;
    if (!public_key.empty()) {
        const auto read = read_point(public_key);
        if (!read) return std::unexpected(read.error());
        key = *read;
    }
    if (!params->calldata) {
        auto calldata = default_calldata(*params->class_hash, key);
        if (!calldata) return std::unexpected(calldata.error());
        params->calldata = std::move(*calldata);
    } else if (!public_key.empty()) {
        const auto good = check_owner(*params->class_hash, *params->calldata, key);
        if (!good) return std::unexpected(good.error());
    }
    return contract_address(*params->class_hash, params->salt.value_or(key), *params->calldata,
                            params->deployer)
        .padded_hex();
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    if (auto good = check_chain(chain); !good) return std::unexpected(good.error());
    const auto address = parse_address(account);
    if (!address) return std::unexpected(address.error());
    constexpr std::size_t padded_size = 66;
    if (account.size() == padded_size && std::ranges::none_of(account, is_upper)) {
        return std::string{account}; // as most are
    }
    return address->padded_hex();
}

} // namespace walletauth::starknet
