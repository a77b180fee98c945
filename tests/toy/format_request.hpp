// SPDX-License-Identifier: Apache-2.0
// Requests for the toy plugin as JSON: a good one with some members replaced.
#pragma once

#include <map>
#include <string>

namespace toy {

/// Member name to JSON source; an empty source leaves the member out.
using Fields = std::map<std::string, std::string>;

/// A good request for "hello" by the key of 32 bytes 0x11, with `fields` in the place of its own.
[[nodiscard]] std::string request_json(const Fields &fields);

} // namespace toy
