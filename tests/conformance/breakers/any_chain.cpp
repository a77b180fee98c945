// SPDX-License-Identifier: Apache-2.0
// Answers for chains that it does not serve.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    if (view(request.chain) == "conformance:1") changed.request().chain = text_of("toynet:main");
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);
