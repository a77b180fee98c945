// SPDX-License-Identifier: Apache-2.0
// Changes the description of the first scheme of a table.
#pragma once

#include "breaker.hpp"

namespace breaker {

// Written before anybody calls, and never again.
inline constinit wa_scheme described{};
inline constinit const wa_scheme *const described_schemes[]{&described};

template <void (*change)(wa_scheme &)>
void describe(wa_plugin &table) {
    described = *good().schemes[0];
    change(described);
    table.schemes = described_schemes;
    table.scheme_count = 1;
}

} // namespace breaker
