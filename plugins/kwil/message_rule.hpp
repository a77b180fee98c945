// SPDX-License-Identifier: Apache-2.0
/// Which messages the schemes of this plugin take. All sign the message bare, so strict takes text
/// only (kit/include/walletauth/request/bare_message.hpp).
#pragma once

#include <walletauth/interface.hpp>

namespace walletauth::kwil {

/// Whose transactions are text that is signed by the scheme's curve and hash.
enum class TextTransactions : std::uint8_t { none, cosmos, multiversx };

/// What is wrong with a request whose key and signature were read with the result `input`, before
/// anything is hashed: what is malformed, WA_MALFORMED_PARAMS for a message_kind that is none among
/// it; then WA_REJECTED_POLICY, whatever the signature, for what is no text, which message_kind
/// `bytes` lifts, and for a transaction that is text, which it does not; then what else `input`
/// says. compat is kwil-db's own answer and lifts both.
[[nodiscard]] Result<void> check_message(const wa_request &request, Result<void> input,
                                         TextTransactions foreign);

} // namespace walletauth::kwil
