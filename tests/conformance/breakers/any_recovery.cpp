// SPDX-License-Identifier: Apache-2.0
// A recovered key is taken for the account's if the parity of R's y is the other one.
#define BREAKER_ENTRY walletauth_plugin_v0_evm
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNER || request.signature.size != 65) return;
    Copy signature(request.signature);
    if (signature[64] != 28) return;
    signature[64] = 27;
    Changed changed(request);
    changed.request().signature = signature.bytes();
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);
