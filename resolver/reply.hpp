// SPDX-License-Identifier: Apache-2.0
// What an endpoint's answer to one query is, before anything is counted. Internal.
#pragma once

#include "call_text.hpp"
#include "envelope.hpp"
#include "metrics.hpp"
#include "transport.hpp"

#include <walletauth/chain_nodes.hpp>

#include <memory>
#include <optional>
#include <string>

namespace walletauth::resolver {

enum class ReplyKind : std::uint8_t {
    result,
    semantic,      ///< an error object that is the chain's answer
    fault,         ///< this endpoint cannot say
    missing_block, ///< it does not have the block
    overloaded,    ///< it limits who asks
    timeout,       ///< no answer in time, of a query that runs nobody's code
    slow           ///< the same of one that runs a user's code, or the node says so itself
};

struct Reply {
    ReplyKind kind = ReplyKind::fault;
    std::shared_ptr<const Envelope> envelope; ///< of `result` and `semantic`
    std::string name;                         ///< of `semantic`: its class
    std::string what;                         ///< of the others, for logs
    Outcome outcome = Outcome::fault;         ///< for metrics
    std::optional<std::chrono::seconds> retry_after;
    bool is_endpoint_well = false; ///< of `slow`: it answered something else right after
    /// Of `fault`: an error object, or another status than 200, of a query that runs a user's code.
    /// What stops that code may be spelled in any way.
    bool may_be_users = false;

    [[nodiscard]] bool is_answer() const noexcept {
        return kind == ReplyKind::result || kind == ReplyKind::semantic;
    }
};

/// A reply that is none.
[[nodiscard]] Reply no_answer(ReplyKind kind, std::string what);

/// Reads what came back. `id` is that of the request.
[[nodiscard]] Reply read_reply(const ChainNodes &nodes, const Query &query, std::uint64_t id,
                               HttpReply http);

} // namespace walletauth::resolver
