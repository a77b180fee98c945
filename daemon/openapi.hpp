// SPDX-License-Identifier: Apache-2.0
// The description of all paths, OpenAPI 3.1: daemon/openapi.json. Internal.
#pragma once

#include <string_view>

namespace walletauth::daemon {

[[nodiscard]] std::string_view openapi() noexcept;

} // namespace walletauth::daemon
