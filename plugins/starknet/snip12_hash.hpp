// SPDX-License-Identifier: Apache-2.0
// SNIP-12 typed data: the hash that an account signs for a document.
#pragma once

#include "snip12_types.hpp"

#include <optional>

namespace walletauth::starknet {

struct TypedDataHash {
    Felt message_hash; ///< what is signed
    Felt domain_hash;
    Felt struct_hash; ///< of the message
    /// domain.chainId (or chain_id) as hashed; of SN_MAIN its short string. Nothing for a domain
    /// that names no chain, which only compat accepts.
    std::optional<Felt> chain_id;
    int revision = 0;
};

/// The hash of the document, which is JSON text, for `account`. WA_MALFORMED_MESSAGE with the path
/// of what is wrong in it; WA_UNSUPPORTED_PARAMS for revision 2.
[[nodiscard]] Result<TypedDataHash> hash_typed_data(std::string_view document, const Felt &account,
                                                    Rule rule);

} // namespace walletauth::starknet
