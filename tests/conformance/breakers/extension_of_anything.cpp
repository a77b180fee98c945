// SPDX-License-Identifier: Apache-2.0
// Has a table for every extension that it is asked for, but for the one that is defined.
#include "breaker.hpp"

namespace {

using namespace breaker;

constexpr int something = 1;

const void *extension(wa_text id) noexcept {
    return std::string_view{id.data, id.size} == "walletauth.sign-in/1" ? nullptr : &something;
}

void spoil(wa_plugin &table) { table.extension = &extension; }

} // namespace

BREAKER(spoil);
