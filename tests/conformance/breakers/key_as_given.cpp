// SPDX-License-Identifier: Apache-2.0
// A verdict has the key as the request gave it, compressed or not.
#define BREAKER_ENTRY walletauth_plugin_v0_evm
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    const auto &key = request.public_key;
    if (verdict.status != WA_OK || key.size < 33 || key.size > WA_KEY_CAPACITY) return;
    verdict.public_key_size = static_cast<std::uint32_t>(key.size);
    std::memcpy(verdict.public_key, key.data, key.size);
}

} // namespace

BREAKER_OF_VERIFY(verify);
