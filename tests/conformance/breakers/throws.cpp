// SPDX-License-Identifier: Apache-2.0
// Lets an exception out, as a library built without the header's noexcept can.
#include "breaker.hpp"

#include <stdexcept>

namespace {

using namespace breaker;

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) {
    if (text.size != 0 && text.data[0] == '?') throw std::invalid_argument("no hexadecimal");
    return good().parse_signature(chain, scheme, text, out, detail);
}

void spoil(wa_plugin &table) {
    table.parse_signature = reinterpret_cast<decltype(table.parse_signature)>(&parse);
}

} // namespace

BREAKER(spoil);
