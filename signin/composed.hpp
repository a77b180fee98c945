// SPDX-License-Identifier: Apache-2.0
// What a plugin's `compose` writes, taken apart. Internal.
#pragma once

#include <optional>
#include <string_view>

namespace walletauth::signin {

/// Views of the three members, each an object.
struct ComposedParts {
    std::string_view message, params, wallet;
};

/// The parts of {"message":{...},"params":{...},"wallet":{...}}; nothing for anything else. Braces
/// and strings are followed, and no more: what stands in them the plugin answers for, as for the
/// queries of a verdict. Reading it as JSON would cost more than all else of a challenge.
[[nodiscard]] std::optional<ComposedParts> split_composed(std::string_view json) noexcept;

} // namespace walletauth::signin
