// SPDX-License-Identifier: Apache-2.0
/// ChainNodes: what the nodes of one namespace of chains are like. A Resolver asks them by it; the
/// implementations are in plugins/<chain>/nodes, and a host may bring its own.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/text/json.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth {

/// A block as a node states it. Blocks of two nodes are the same if all members are.
struct ChainBlock {
    std::uint64_t height = 0;
    std::string hash;      ///< in the chain's own spelling
    std::int64_t time = 0; ///< seconds since 1970
    [[nodiscard]] bool operator==(const ChainBlock &) const = default;
};

/// Which head is asked for. What each means is the chain's matter.
enum class PinLevel : std::uint8_t { finalized, safe, latest };

/// A level, and how many blocks below that head the pin stands: "finalized", "latest-2".
struct PinDepth {
    PinLevel level = PinLevel::latest;
    std::uint32_t below = 0;
    [[nodiscard]] bool operator==(const PinDepth &) const = default;
};

/// What an error object of a node comes to.
enum class NodeErrorClass : std::uint8_t {
    semantic, ///< the chain's own answer, such as a revert: goes to the plugin if a quorum agrees
    fault,    ///< this node cannot say: another one is asked
    missing_block, ///< this node does not have the block, or not on its chain: another one, or the
                   ///< same later
    overloaded,    ///< this node limits who asks
    slow           ///< what the query runs took too long: the account's fault as well as the node's
};

struct NodeError {
    NodeErrorClass kind = NodeErrorClass::fault;
    /// Of a semantic error: what must be equal for two of them to be one answer, such as
    /// "reverted". All that a plugin reads of an error must follow from it: one node's object is
    /// handed on.
    std::string name;
};

/// All functions: any thread, no state, no exception but std::bad_alloc. Queries are canonical
/// JSON,
/// `{"method":...,"params":...}`, of JSON-RPC or of REST as docs/abi.md has it ("Methods").
class ChainNodes {
  public:
    virtual ~ChainNodes() = default;

    /// The namespace of CAIP-2, such as "eip155".
    [[nodiscard]] virtual std::string_view name_space() const noexcept = 0;

    /// Asks which chain a node is of.
    [[nodiscard]] virtual std::string identity_query() const = 0;
    /// Whether that query's result names the chain with this CAIP-2 reference.
    [[nodiscard]] virtual bool is_identity(std::string_view reference,
                                           const json::Value &result) const = 0;

    /// Where a pin stands if the operator does not say it.
    [[nodiscard]] virtual PinDepth default_pin() const noexcept = 0;
    /// How long a pin is of use: one block of the chain with this CAIP-2 reference, about.
    [[nodiscard]] virtual std::chrono::milliseconds block_time(
        std::string_view reference) const noexcept = 0;
    /// How old the block of a pin may be if the operator does not say it: beyond what is usual, so
    /// that a head which stands still is seen. Without another rule: two minutes for `latest`, and
    /// the blocks below it; an hour for others.
    [[nodiscard]] virtual std::chrono::seconds oldest_pin(
        PinDepth pin, std::string_view reference) const noexcept {
        const auto below =
            std::chrono::ceil<std::chrono::seconds>(block_time(reference) * pin.below);
        return pin.level == PinLevel::latest ? std::chrono::minutes(2) + below
                                             : std::chrono::hours(1);
    }
    /// Whether heights within results are the chain's own (see `misplaced`).
    [[nodiscard]] virtual bool shows_height(
        [[maybe_unused]] std::string_view reference) const noexcept {
        return true;
    }
    /// Asks for the head; nothing if the chain has no such level.
    [[nodiscard]] virtual std::optional<std::string> head_query(PinLevel level) const = 0;
    /// Asks for the block of a height.
    [[nodiscard]] virtual std::string block_query(std::uint64_t height) const = 0;
    /// The block in the result of either; nothing if it is not there, or not readable.
    [[nodiscard]] virtual std::optional<ChainBlock> read_block(const json::Value &result) const = 0;
    /// Service::block for it, at most WA_BLOCK_CAPACITY bytes: by hash, wherever queries can. Empty
    /// on a chain whose nodes answer at their newest block alone: a pin is then a check that a
    /// quorum is at the head, and queries stand at none.
    [[nodiscard]] virtual std::string block_text(const ChainBlock &block) const = 0;

    /// The Service::block at which a query stands; nothing if it stands at a tag or at none.
    [[nodiscard]] virtual std::optional<std::string> block_of(const json::Value &query) const = 0;
    /// The same query by the block's height, for nodes that take no hash; nothing if there is none.
    [[nodiscard]] virtual std::optional<std::string> at_height(const json::Value &query,
                                                               const ChainBlock &block) const = 0;

    /// Why a result, or a semantic error, cannot be of the block that it was asked at; nothing if
    /// it may. With `shows_height` false, heights within results are another chain's and say
    /// nothing. Where nodes answer at their newest block alone, `pin` is where a quorum of them
    /// was: a result that is clearly older is of a node that has fallen behind.
    [[nodiscard]] virtual std::optional<std::string> misplaced(
        [[maybe_unused]] const json::Value &query, [[maybe_unused]] const json::Value &answer,
        [[maybe_unused]] const ChainBlock &pin, [[maybe_unused]] bool shows_height) const {
        return std::nullopt;
    }
    /// Two results are one answer if these are equal. `pin`: NULL if the query stands at none.
    /// Without another rule: the canonical JSON, or the source if it has none.
    [[nodiscard]] virtual std::string equal_form(const json::Value &query,
                                                 const json::Value &result,
                                                 const ChainBlock *pin) const;
    /// What an error object means.
    [[nodiscard]] virtual NodeError judge_error(const json::Value &query,
                                                const json::Value &error) const = 0;

    /// Names what code of users' a query runs, so that one who burns a node's time does not do it
    /// again within a minute; empty if it runs none.
    [[nodiscard]] virtual std::string runs_code_of(
        [[maybe_unused]] const json::Value &query) const {
        return {};
    }
};

/// For `at_height`: the query with `text` in place of `block`, which is a value within it.
[[nodiscard]] std::string with_block(const json::Value &query, const json::Value &block,
                                     std::string_view text);

/// What the codes of JSON-RPC and of providers mean on any chain (-32601 and -32602 are semantic;
/// 429, -32005 and -32007 overloaded; the rest is a fault).
[[nodiscard]] NodeError judge_common_error(const json::Value &error);

} // namespace walletauth
