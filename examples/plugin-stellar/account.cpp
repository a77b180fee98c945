// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

namespace stellar {

using walletauth::refuse;
using walletauth::Result;

std::expected<void, walletauth::Refusal> check_chain(std::string_view chain) {
    if (chain == "stellar:pubnet" || chain == "stellar:testnet") return {};
    return refuse(WA_UNSUPPORTED_CHAIN, "chain is ", chain,
                  ", expected stellar:pubnet or stellar:testnet");
}

Result<Key> read_strkey(std::uint32_t status, std::string_view text) {
    if (const auto key = decode_strkey(text)) return *key;
    if (text.starts_with('M')) return refuse(status, "a muxed account is a customer, not a signer");
    return refuse(status, "found ", text, ", expected the StrKey of a public key (G...)");
}

Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view scheme,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter> parameters) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    if (!parameters.empty()) {
        return refuse(WA_UNSUPPORTED_PARAMS, "scheme ", scheme, " has no parameters");
    }
    if (public_key.size() != key_size) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 32");
    }
    return encode_strkey(public_key.first<key_size>());
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    // StrKey has one spelling, so what can be read is canonical.
    if (const auto key = read_strkey(WA_MALFORMED_ACCOUNT, account); !key) {
        return std::unexpected(key.error());
    }
    return std::string{account};
}

} // namespace stellar
