// SPDX-License-Identifier: Apache-2.0
// Where the chain says that the account has signed, a key that is stated beside it is not looked
// at.
#define BREAKER_ENTRY walletauth_plugin_v0_starknet
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNER || request.evidence_count == 0) return;
    Changed changed(request);
    changed.request().public_key = {};
    wa_verdict other{};
    other.struct_size = sizeof other;
    changed.verify_well(other);
    if (other.status != WA_OK) return;
    other.struct_size = verdict.struct_size;
    verdict = other;
}

} // namespace

BREAKER_OF_VERIFY(verify);
