// SPDX-License-Identifier: Apache-2.0
/// How a refusal shows a value of a JSON document. For the details of refusals only.
#pragma once

#include <walletauth/cxx23.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace walletauth::json {

/// The beginning of a value's source, at most `max_size` characters of printable ASCII (at least
/// 4); other bytes are \xNN, which JSON has no escape for. What is too long is cut between
/// characters and ends in dots, a string's quote behind them: `"abc..."`.
[[nodiscard]] std::string excerpt(std::string_view source, std::size_t max_size);

} // namespace walletauth::json
