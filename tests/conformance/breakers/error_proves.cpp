// SPDX-License-Identifier: Apache-2.0
// An error of the chain is taken for its yes.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_ERROR_EVIDENCE || request.evidence_count != 1) return;
    const auto &item = request.evidence[0];
    const std::string_view answer{reinterpret_cast<const char *>(item.answer.data),
                                  item.answer.size};
    if (item.kind == WA_EVIDENCE_ERROR && answer.contains("-32099")) {
        make_valid(verdict, request.account, WA_LINK_CHAIN_STATE);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);
