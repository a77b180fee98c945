// SPDX-License-Identifier: Apache-2.0
// The key that the request gives need not be the account's: whoever brings a key and a signature
// by it is whom he claims. Of the plugin that BREAKER_ENTRY names.
#pragma once

#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNER) return;
    Changed changed(request);
    changed.request().account = {};
    changed.verify_well(verdict);
    if (verdict.status != WA_OK) return;
    verdict.account_size = static_cast<std::uint32_t>(request.account.size);
    std::memcpy(verdict.account, request.account.data, request.account.size);
}

} // namespace

BREAKER_OF_VERIFY(verify);
