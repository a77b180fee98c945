// SPDX-License-Identifier: Apache-2.0
// Takes scheme ids in capitals.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    if (view(request.scheme) == "TOY") changed.request().scheme = text_of("toy");
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);
