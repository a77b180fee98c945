// SPDX-License-Identifier: Apache-2.0
// The descriptor says that messages are JSON, and they are any bytes.
#include "described.hpp"

namespace {

void change(wa_scheme &scheme) { scheme.flags |= WA_SCHEME_JSON_MESSAGE; }

} // namespace

BREAKER(breaker::describe<&change>);
