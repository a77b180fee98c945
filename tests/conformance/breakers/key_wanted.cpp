// SPDX-License-Identifier: Apache-2.0
// The descriptor says that an account is enough. It is not where a key could be given.
#define BREAKER_ENTRY walletauth_plugin_v0_evm
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_OK && request.public_key.size == 0 && request.account.size != 0) {
        refuse_with(verdict, WA_MALFORMED_PUBLIC_KEY);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);
