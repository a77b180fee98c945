// SPDX-License-Identifier: Apache-2.0
#include "message_rule.hpp"

#include <walletauth/curve/rule.hpp>
#include <walletauth/request/bare_message.hpp>

namespace walletauth::kwil {

Result<void> check_message(const wa_request &request, Result<void> input,
                           TextTransactions foreign) {
    const auto kind = read_message_kind(request);
    const bool is_malformed = !input && WA_STATUS_CLASS(input.error().status) == WA_CLASS_MALFORMED;
    // What is malformed is answered in the order of the statuses.
    if (is_malformed && (kind || input.error().status < kind.error().status)) return input;
    if (!kind) return std::unexpected(kind.error());
    if (rule_of(request) == Rule::compat) return input;
    const auto message = view(request.message);
    if (auto good = check_bare_message(message, *kind); !good) return good;
    if (foreign == TextTransactions::cosmos && is_amino_document(message)) {
        return refuse(WA_REJECTED_POLICY,
                      "message is an amino document: a transaction of a Cosmos chain");
    }
    if (foreign == TextTransactions::multiversx && is_multiversx_transaction(message)) {
        return refuse(WA_REJECTED_POLICY, "message is a transaction of MultiversX");
    }
    return input;
}

} // namespace walletauth::kwil
