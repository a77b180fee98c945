// SPDX-License-Identifier: Apache-2.0
// What may be listened on, as settings say it. Internal.
#pragma once

#include <string_view>

namespace walletauth::daemon {

/// Why no machine could listen on this; "" if one may. listen_on has the forms.
[[nodiscard]] std::string_view fault_of_listen_address(std::string_view address);

} // namespace walletauth::daemon
