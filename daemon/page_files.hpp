// SPDX-License-Identifier: Apache-2.0
// Files of page/, as CMake writes them into the program. Internal.
#pragma once

#include <string_view>

namespace walletauth::daemon {

extern const std::string_view page_script_text; ///< wallets.js, plugins/*/browser/*.js, sign_in.js
extern const std::string_view page_style_text;

} // namespace walletauth::daemon
