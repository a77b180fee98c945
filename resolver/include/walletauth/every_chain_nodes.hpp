// SPDX-License-Identifier: Apache-2.0
/// The ChainNodes of all plugins/<chain>/nodes. Link walletauth::chain_nodes.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/chain_nodes.hpp>

#include <span>

namespace walletauth {

/// One of each namespace; they live as long as the program.
[[nodiscard]] std::span<const ChainNodes *const> every_chain_nodes() noexcept;

} // namespace walletauth
