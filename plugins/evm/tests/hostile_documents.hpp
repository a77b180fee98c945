// SPDX-License-Identifier: Apache-2.0
// Typed-data documents that are within every limit and as expensive or as deep as they can be.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace evm_test {

/// What to look for, and the document.
using Hostile = std::pair<std::string, std::string>;

/// Near the limits: 256 KiB, 8,192 values, 128 KiB of encodeType.
[[nodiscard]] std::vector<Hostile> expensive_documents();

/// Structs, arrays and both inside each other, and JSON that is no typed data, 64 levels deep.
[[nodiscard]] std::vector<Hostile> deep_documents();

} // namespace evm_test
