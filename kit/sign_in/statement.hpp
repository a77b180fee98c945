// SPDX-License-Identifier: Apache-2.0
// What can stand in a line as a statement. Internal.
#pragma once

#include <walletauth/sign_in/claims.hpp>

#include <string_view>

namespace walletauth::sign_in {

/// Of EIP-4361's characters, and unlike any field.
[[nodiscard]] Result<void> check_statement_line(std::string_view statement);

} // namespace walletauth::sign_in
