// SPDX-License-Identifier: Apache-2.0
#include "address.hpp"

#include "hex_text.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::evm {
namespace {

bool is_decimal_reference(std::string_view reference) noexcept {
    if (reference.empty() || reference.size() > 32) return false;
    if (reference.front() == '0' && reference.size() > 1) return false;
    return std::ranges::all_of(reference, [](char c) { return c >= '0' && c <= '9'; });
}

bool has_upper(std::string_view digits) noexcept {
    return std::ranges::any_of(digits, [](char c) { return c >= 'A' && c <= 'F'; });
}
bool has_lower(std::string_view digits) noexcept {
    return std::ranges::any_of(digits, [](char c) { return c >= 'a' && c <= 'f'; });
}

/// What EIP-1191 puts before an address on a chain that adopted it; empty on all others.
std::string_view eip1191_prefix(std::string_view chain) noexcept {
    if (chain == "eip155:30") return "30";
    if (chain == "eip155:31") return "31";
    return {};
}

using AddressText = std::array<char, 42>;

/// A letter is upper case where the hash has 8 or more: of the digits (EIP-55), or of the chain id
/// and the whole lower-case address (EIP-1191).
AddressText checksummed(const Address &address, std::string_view prefix) noexcept {
    AddressText text{'0', 'x'};
    const auto digits = std::span{text}.subspan(2);
    (void)encode_hex_into(address, digits);
    Keccak256 hasher;
    if (!prefix.empty()) {
        hasher.update(as_bytes(prefix));
        hasher.update(as_bytes("0x"));
    }
    hasher.update(as_bytes({digits.data(), digits.size()}));
    const Hash256 hash = hasher.finish();
    // Without a branch: of hex digits only letters have the bit 0x40, and 0x20 is their case.
    const auto raise = [](char digit, unsigned is_raised) {
        const unsigned code = static_cast<unsigned char>(digit);
        return static_cast<char>(code ^ (is_raised & code >> 6) << 5);
    };
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const unsigned byte = hash[i / 2];
        digits[i] = raise(digits[i], byte >> 7);
        digits[i + 1] = raise(digits[i + 1], byte >> 3 & 1);
    }
    return text;
}

std::unexpected<Refusal> refuse_address(std::string_view text) noexcept {
    constexpr auto status = WA_MALFORMED_ACCOUNT;
    constexpr std::string_view expected = "0x and 40 hex digits";
    const std::size_t digits = text.starts_with("0x") ? 2 : 0;
    const auto wrong = text.find_first_not_of("0123456789abcdefABCDEF", digits);
    if (text.empty()) return refuse(status, "address is empty, expected ", expected);
    if (text.starts_with("0X")) return refuse(status, "address begins with 0X, expected 0x");
    if (text.starts_with("0x0x")) return refuse(status, "address begins with 0x twice");
    if (wrong == std::string_view::npos && text.starts_with("0x")) {
        return refuse(status, "address has ", text.size() - 2, " digits behind 0x, expected 40");
    }
    if (wrong == std::string_view::npos && text.size() == 40) {
        return refuse(status, "address has no 0x before its digits");
    }
    if (text.find('.') != std::string_view::npos) {
        return refuse(status, "address is a name: resolve it, expected ", expected);
    }
    if (wrong != std::string_view::npos) {
        return refuse_character(status, "address", text, wrong, expected);
    }
    return refuse(status, "address has ", text.size(), " characters, expected ", expected);
}

/// 20 bytes of 0x and 40 hex digits, whatever their case.
Result<Address> read_digits(std::string_view text) noexcept {
    Address address;
    if (text.size() != 42 || !text.starts_with("0x") || !decode_hex_into(text.substr(2), address)) {
        return refuse_address(text);
    }
    return address;
}

} // namespace

Result<Address> parse_address(std::string_view text, std::string_view chain) noexcept {
    const auto address = read_digits(text);
    if (!address) return std::unexpected(address.error());
    const auto digits = text.substr(2);
    // One case throughout carries no checksum.
    if (!has_upper(digits) || !has_lower(digits)) return address;
    const auto expected = checksummed(*address, {});
    if (std::ranges::equal(expected, text)) return address;
    const auto prefix = eip1191_prefix(chain);
    if (!prefix.empty() && std::ranges::equal(checksummed(*address, prefix), text)) return address;
    return refuse(WA_MALFORMED_ACCOUNT, "address checksum is wrong: expected ",
                  std::string_view{expected.data(), expected.size()});
}

InlineText<WA_ACCOUNT_CAPACITY> format_address(const Address &address) noexcept {
    InlineText<WA_ACCOUNT_CAPACITY> result;
    (void)result.assign(checksummed(address, {}));
    return result;
}

Result<InlineText<WA_ACCOUNT_CAPACITY>> normalize_address(std::string_view text,
                                                          std::string_view chain) noexcept {
    const auto address = read_digits(text);
    if (!address) return std::unexpected(address.error());
    const auto normal = format_address(*address);
    if (normal.view() == text) return normal; // as most are: so that one hash is enough
    if (const auto good = parse_address(text, chain); !good) return std::unexpected(good.error());
    return normal;
}

Result<Address> parse_canonical_address(std::string_view text) noexcept {
    const auto address = read_digits(text);
    if (!address) return std::unexpected(address.error());
    const auto canonical = format_address(*address);
    if (canonical.view() == text) return address; // its one hash, which parse_address would repeat
    if (const auto good = parse_address(text, {}); !good) return std::unexpected(good.error());
    return refuse(WA_MALFORMED_ACCOUNT, "account is not spelled ", canonical.view());
}

Address address_of(const Secp256k1Key &key) noexcept {
    const Hash256 hash = keccak256(key.xy());
    Address address;
    std::copy(hash.begin() + 12, hash.end(), address.begin());
    return address;
}

Result<Secp256k1Key> read_key(std::span<const std::uint8_t> bytes) noexcept {
    const auto key = Secp256k1Key::parse(bytes, Rule::strict);
    if (key) return *key;
    if (key.error() == Secp256k1Fault::key_off_curve) {
        return refuse(WA_REJECTED_SIGNER, "public key is not on the curve");
    }
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", bytes.size(),
                  " bytes, expected 33 (02 or 03) or 65 (04)");
}

Result<void> check_chain(std::string_view chain) noexcept {
    constexpr std::string_view prefix = "eip155:";
    if (chain.starts_with(prefix) && is_decimal_reference(chain.substr(prefix.size()))) return {};
    return refuse(WA_UNSUPPORTED_CHAIN, "chain is ", chain,
                  ", expected eip155 and a decimal number without leading zeros");
}

Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view scheme,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter> parameters) const {
    if (auto good = check_chain(chain); !good) return std::unexpected(good.error());
    if (!parameters.empty()) {
        return refuse(WA_UNSUPPORTED_PARAMS, "no parameter of ", scheme, " bears on the account");
    }
    Address address;
    if (scheme == "eip191-kwil" && public_key.size() == address.size()) {
        std::ranges::copy(public_key, address.begin()); // kwil's compact id
    } else {
        const auto key = read_key(public_key);
        if (!key) return std::unexpected(key.error());
        address = address_of(*key);
    }
    return std::string{format_address(address).view()};
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    if (auto good = check_chain(chain); !good) return std::unexpected(good.error());
    const auto address = normalize_address(account, chain);
    if (!address) return std::unexpected(address.error());
    return std::string{address->view()};
}

} // namespace walletauth::evm
