// SPDX-License-Identifier: Apache-2.0
// What settings come to with the plugins and nodes that there are: who could never sign in, and
// what is hardly meant. Internal.
#pragma once

#include "parts.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::daemon {

/// Whether nodes of a chain can be asked.
using HasNodes = std::function<bool(std::string_view chain)>;

/// Why nobody could sign in on a chain that a client lists: its own word is asked for first, and no
/// node can give it. Empty if there is no such chain.
[[nodiscard]] std::string fault_without_nodes(const Parts &parts, const HasNodes &has_nodes);

/// What works, and is hardly meant, one line each: accounts that nobody can prove, a form that is
/// weaker than another one, a text that names no page.
[[nodiscard]] std::vector<std::string> warnings_of(const Parts &parts, const HasNodes &has_nodes);

} // namespace walletauth::daemon
