// SPDX-License-Identifier: Apache-2.0
// EIP-712: typed structured data, as wallets sign it with eth_signTypedData_v4.
#pragma once

#include <walletauth/curve/rule.hpp>
#include <walletauth/hash/keccak.hpp>
#include <walletauth/request/scheme_verifier.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace walletauth::evm {

/// Bytes of a document. With the limits of values and of encodeType it keeps the worst document
/// below 100 times an ordinary one.
inline constexpr std::size_t max_typed_data_size = std::size_t{256} << 10;

/// What a document hashes to.
struct TypedDataHash {
    Hash256 domain_separator;
    std::optional<Hash256> message;      ///< hashStruct(message); none for primaryType EIP712Domain
    Hash256 digest;                      ///< what is signed
    std::optional<std::string> chain_id; ///< decimal, if the domain declares one
};

/// Hashes the JSON text of {types, primaryType, domain, message}. `chain` is the request's: its
/// checksum of addresses counts. WA_MALFORMED_MESSAGE names the path of what is wrong. compat takes
/// members of `domain` that its declared type does not list: wallets ignore them, unsigned.
[[nodiscard]] Result<TypedDataHash> hash_typed_data(std::string_view document, Rule rule,
                                                    std::string_view chain);

extern const SchemeVerifier eip712_verifier;

} // namespace walletauth::evm
