// SPDX-License-Identifier: Apache-2.0
// Origins, as browsers write them. Internal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace walletauth::daemon {

struct Origin {
    std::string scheme;
    std::string host; ///< with its port, if any
};

/// A scheme (http or https), a host in lower case, a port that is not the scheme's, and no more.
[[nodiscard]] std::optional<Origin> origin_of(std::string_view url);

/// The host without its port: what cookies are kept for, whatever the port.
[[nodiscard]] std::string_view name_of(std::string_view host) noexcept;

} // namespace walletauth::daemon
