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

/// In one source of plugins/<name>/nodes: this class is what the chain's nodes are like.
#define WALLETAUTH_CHAIN_NODES(name, Class)                                                        \
    namespace walletauth {                                                                         \
    const ChainNodes &walletauth_chain_nodes_##name() noexcept;                                    \
    const ChainNodes &walletauth_chain_nodes_##name() noexcept {                                   \
        static const Class nodes;                                                                  \
        return nodes;                                                                              \
    }                                                                                              \
    } /* namespace walletauth */                                                                   \
    static_assert(true)
