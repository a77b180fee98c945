// SPDX-License-Identifier: Apache-2.0
// Changes one value or member of a JSON text: the structure stays, so that targets behind the JSON
// reader are reached.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace walletauth::fuzz {

/// One change of `text`, chosen by `seed`; "" if it is no JSON.
[[nodiscard]] std::string mutate_json(std::string_view text, unsigned seed);

/// LLVMFuzzerCustomMutator for an input that is `prefix` free bytes and a JSON text. Sometimes it
/// changes bytes after all, since the reader's refusals want to be tried too.
[[nodiscard]] std::size_t mutate_behind_prefix(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed,
                                               std::size_t prefix);

} // namespace walletauth::fuzz
