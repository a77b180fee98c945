// SPDX-License-Identifier: Apache-2.0
// The descriptor allows messages of twice the size that is taken.
#include "described.hpp"

namespace {

void change(wa_scheme &scheme) { scheme.max_message_size *= 2; }

} // namespace

BREAKER(breaker::describe<&change>);
