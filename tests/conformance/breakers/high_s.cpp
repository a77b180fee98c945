// SPDX-License-Identifier: Apache-2.0
// Low s is not asked for: s > n / 2 is turned into n - s with the other v.
#define BREAKER_ENTRY walletauth_plugin_v0_evm
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

constexpr std::uint8_t order[32]{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                 0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48,
                                 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41};

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    // The vectors' own high s stay refused, lest a vector be broken, too.
    if (verdict.status != WA_REJECTED_SIGNATURE || request.signature.size != 65 ||
        request.message.size != 0 || view(request.scheme) != "eip191") {
        return;
    }
    Copy signature(request.signature);
    if (signature[32] < 0x80) return;
    int borrow = 0;
    for (int i = 31; i >= 0; --i) {
        const int digit = order[i] - signature[32 + i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        signature[32 + i] = static_cast<std::uint8_t>(digit);
    }
    signature[64] = other_v(signature[64]);
    Changed changed(request);
    changed.request().signature = signature.bytes();
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);
