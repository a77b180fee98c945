// SPDX-License-Identifier: Apache-2.0
// What a vector file may hold: docs/vector-format.schema.json in C++. Internal.
#pragma once

#include <walletauth/text/json.hpp>

#include <optional>
#include <string>

namespace walletauth {

/// The first thing that is not of the format walletauth-vectors/1: where, and what. Nothing if all
/// is. What a request's values hold is the wire format's to judge.
[[nodiscard]] std::optional<std::string> vector_format_error(const json::Value &root);

} // namespace walletauth
