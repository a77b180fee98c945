// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

#include "key.hpp"

#include <walletauth/hash/base58check.hpp>
#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/text/notation_fault.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace walletauth::xrpl {
namespace {

constexpr std::string_view prefix = "xrpl:";
constexpr std::uint8_t account_version = 0;
// XLS-5: two bytes of version, the account, a flag, and a tag of eight bytes.
constexpr std::array<std::uint8_t, 2> x_main{0x05, 0x44};
constexpr std::array<std::uint8_t, 2> x_test{0x04, 0x93};
constexpr std::size_t id_size = std::tuple_size_v<AccountId>;
constexpr std::size_t classic_size = 1 + id_size;
constexpr std::size_t x_size = 2 + id_size + 1 + 8;
constexpr std::size_t longest = base58_max_text(x_size + base58check_checksum_size);

template <class... Parts>
std::unexpected<Refusal> malformed(const Parts &...parts) noexcept {
    return refuse(WA_MALFORMED_ACCOUNT, parts...);
}

std::unexpected<Refusal> unreadable(std::string_view text, const Base58CheckError &error) {
    switch (error.kind) {
    case Base58CheckError::Kind::too_long:
        return malformed("account has ", text.size(), " characters, an address has at most ",
                         longest);
    case Base58CheckError::Kind::bad_digit:
        if (text[error.index] == '-') {
            return malformed("account has a destination tag behind it, which names a customer of "
                             "its holder");
        }
        return malformed("account has ", character_name(text[error.index]).view(), " at ",
                         error.index, ", which is not in the alphabet of XRPL");
    case Base58CheckError::Kind::too_short:
        break;
    case Base58CheckError::Kind::bad_checksum:
        return malformed("the checksum of account ", text,
                         " does not fit: is a character mistyped, or in the wrong case?");
    }
    return malformed("account is too short for an address");
}

AccountId id_at(std::span<const std::uint8_t> bytes) noexcept {
    AccountId id{};
    std::ranges::copy(bytes.first(id_size), id.begin());
    return id;
}

Result<AccountId> read_x_address(std::span<const std::uint8_t> bytes, std::uint32_t network) {
    const auto version = bytes.first(2);
    const bool main = std::ranges::equal(version, x_main);
    if (!main && !std::ranges::equal(version, x_test)) {
        return malformed("account is no address: its first two bytes are of another kind");
    }
    const auto tag = bytes.subspan(2 + id_size);
    if (std::ranges::any_of(tag, [](std::uint8_t byte) { return byte != 0; })) {
        return malformed(tag[0] == 0 ? "account is an X-address with bytes that must be zero"
                                     : "account is an X-address with a tag, which names a "
                                       "customer of its holder");
    }
    if (main != (network == 0)) {
        return malformed("account is an X-address of ", main ? "the main" : "a test",
                         " network, the chain is xrpl:", network);
    }
    return id_at(bytes.subspan(2));
}

} // namespace

Result<std::uint32_t> network_of(std::string_view chain) noexcept {
    if (chain.starts_with(prefix)) {
        const auto id = parse_decimal_u64(chain.substr(prefix.size()));
        if (id && *id <= std::numeric_limits<std::uint32_t>::max()) {
            return static_cast<std::uint32_t>(*id);
        }
    }
    return refuse(WA_UNSUPPORTED_CHAIN, "chain is ", chain,
                  ", expected xrpl: and a network id such as 0");
}

std::string classic_address(const AccountId &id) {
    std::array<std::uint8_t, classic_size> payload{account_version};
    std::ranges::copy(id, payload.begin() + 1);
    return encode_base58check(payload, base58_ripple);
}

std::string address_of_key(std::span<const std::uint8_t> key) {
    return classic_address(hash160(key));
}

Result<AccountId> read_account(std::string_view text, std::uint32_t network) {
    if (text.empty()) return malformed("account is empty");
    const auto payload = decode_base58check(text, longest, base58_ripple);
    if (!payload) return unreadable(text, payload.error());
    if (payload->size() == x_size) return read_x_address(*payload, network);
    if (payload->size() == classic_size && payload->front() == account_version) {
        return id_at(std::span{*payload}.subspan(1));
    }
    return malformed("account begins with ", text.substr(0, 1), " and has ", payload->size(),
                     " bytes: a seed or a key of a server? Expected r... or X...");
}

Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter>) const {
    if (auto good = network_of(chain); !good) return std::unexpected(good.error());
    const auto key = read_key(public_key);
    if (!key) return std::unexpected(key.error());
    if (auto good = check_point(*key); !good) return std::unexpected(good.error());
    return address_of_key(key->bytes);
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    const auto network = network_of(chain);
    if (!network) return std::unexpected(network.error());
    const auto id = read_account(account, *network);
    if (!id) return std::unexpected(id.error());
    if (account.starts_with('r')) return std::string{account}; // base58 has one spelling
    return classic_address(*id);                               // of an X-address
}

} // namespace walletauth::xrpl
