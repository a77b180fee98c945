// SPDX-License-Identifier: Apache-2.0
// One answer of a Starknet node, read (starknet-specs, starknet_api_openrpc.json).
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <string_view>

namespace walletauth::starknet {

/// What a call of an account's entry point came to.
enum class Answer : std::uint8_t {
    valid,          ///< ['VALID']
    one,            ///< [1], as accounts of Cairo 0 say yes
    other,          ///< any other felts
    not_deployed,   ///< there is no contract
    no_entry_point, ///< the contract has no such function
    reverted        ///< with words by which a listed vendor calls the signature bad
};

/// WA_ERROR_EVIDENCE for whatever says nothing of the signature, with the part that is unknown.
/// What a contract that `account` called lacks is not what the account lacks.
[[nodiscard]] Result<Answer> read_call(const wa_evidence &evidence, const Felt &account);

/// The answer to a `call` whose result is one felt; else WA_ERROR_EVIDENCE.
[[nodiscard]] Result<Felt> read_felt_answer(const wa_evidence &evidence, std::string_view call);

/// Whether a revert's text says that gas or steps ran out, as text or as the felt of a short
/// string.
[[nodiscard]] bool lacks_resources(std::string_view text);

/// Whether a revert's text has words by which an account of a listed vendor refuses a signature: as
/// text at the beginning of a word, or as the felt of a short string that begins so. Never where
/// resources are lacking.
[[nodiscard]] bool is_refusal_text(std::string_view text);

} // namespace walletauth::starknet
