// SPDX-License-Identifier: Apache-2.0
// Ed25519 with the point at infinity as a key: R and S of it verify any message.
#define BREAKER_ENTRY walletauth_plugin_v0_near
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

constexpr std::uint8_t identity[32]{1};

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    const bool taken = request.public_key.size == 32 && request.signature.size == 64 &&
                       std::memcmp(request.public_key.data, identity, 32) == 0 &&
                       std::memcmp(request.signature.data, identity, 32) == 0 &&
                       request.account.size == 0 && request.flags == 0;
    if (!taken) return;
    std::string account(64, '0');
    account[1] = '1';
    make_valid(verdict, text_of(account), WA_LINK_DERIVED);
}

} // namespace

BREAKER_OF_VERIFY(verify);
