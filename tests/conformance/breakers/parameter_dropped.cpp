// SPDX-License-Identifier: Apache-2.0
// A parameter that is not declared is ignored.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    wa_parameter known[4]{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < request.parameter_count && count < 4; ++i) {
        const auto name = view(request.parameters[i].name);
        if (name == "steps" || name == "wide") known[count++] = request.parameters[i];
    }
    Changed changed(request);
    changed.request().parameters = known;
    changed.request().parameter_count = count;
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);
