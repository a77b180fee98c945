// SPDX-License-Identifier: Apache-2.0
// That only the chain could tell is said after what is wrong with message and signature.
#define BREAKER_ENTRY walletauth_plugin_v0_near
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_UNSUPPORTED_EVIDENCE) return;
    Changed changed(request);
    changed.request().accept |= WA_ACCEPT_CHAIN_STATE;
    wa_verdict other{};
    other.struct_size = sizeof other;
    changed.verify_well(other);
    if (other.status != WA_OK && WA_STATUS_CLASS(other.status) != WA_CLASS_NEEDS_EVIDENCE)
        refuse_with(verdict, other.status);
}

} // namespace

BREAKER_OF_VERIFY(verify);
