// SPDX-License-Identifier: Apache-2.0
// v is not read: the key is recovered with either parity.
#define BREAKER_ENTRY walletauth_plugin_v0_evm
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNER || request.signature.size != 65) return;
    Copy signature(request.signature);
    signature[64] = other_v(signature[64]);
    Changed changed(request);
    changed.request().signature = signature.bytes();
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);
