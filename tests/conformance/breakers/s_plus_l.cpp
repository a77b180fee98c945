// SPDX-License-Identifier: Apache-2.0
// Ed25519 with S reduced before it is looked at, as libraries before RFC 8032 did.
#define BREAKER_ENTRY walletauth_plugin_v0_near
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

constexpr std::uint8_t order[32]{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                 0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                 0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNATURE || request.signature.size != 64 ||
        request.message.size != 0) {
        return;
    }
    Copy signature(request.signature);
    if (signature[63] < 0x10 || signature[63] >= 0x20) return;
    int borrow = 0;
    for (int i = 0; i < 32; ++i) {
        const int digit = signature[32 + i] - order[i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        signature[32 + i] = static_cast<std::uint8_t>(digit);
    }
    Changed changed(request);
    changed.request().signature = signature.bytes();
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);
