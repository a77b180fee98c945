// SPDX-License-Identifier: Apache-2.0
// Has a table for every extension that it is asked for.
#include "breaker.hpp"

namespace {

using namespace breaker;

constexpr int something = 1;

const void *extension(wa_text) noexcept { return &something; }

void spoil(wa_plugin &table) { table.extension = &extension; }

} // namespace

BREAKER(spoil);
