// SPDX-License-Identifier: Apache-2.0
// Lower-cases the claimed account where it stands.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    auto *account = const_cast<volatile char *>(request.account.data);
    for (std::size_t i = 0; i < request.account.size; ++i) {
        const char c = account[i];
        account[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);
