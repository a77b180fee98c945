// SPDX-License-Identifier: Apache-2.0
// Reads an environment variable.
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (std::getenv("TZ") != nullptr && std::string{std::getenv("TZ")} == "Pacific/Apia") {
        refuse_with(verdict, WA_REJECTED_SIGNATURE);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);
