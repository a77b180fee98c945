// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/redis_store.hpp>

#include "connection_pool.hpp"
#include "redis_connection.hpp"
#include "store_support.hpp"

#include <walletauth/text/text.hpp>

#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

namespace walletauth::signin {
namespace {

using redis::command;
using redis::Connection;
using redis::Reply;
using redis::text_of;
using std::chrono::seconds;
using Outcome = Consumed::Outcome;

constexpr std::size_t shown_size = 200;
constexpr std::string_view replica = "it is a replica: connect to the primary";

/// What a reply says instead of what was asked for.
std::string shown(const redisReply &reply) { return printable_ascii(text_of(reply), shown_size); }

/// The kind of an error. Some errors repeat what was sent, such as a password.
std::string first_word(const redisReply &reply) {
    const auto text = text_of(reply);
    return printable_ascii(text.substr(0, text.find(' ')), shown_size);
}

/// A line `name:value` of INFO.
std::string_view info_value(std::string_view info, std::string_view name) noexcept {
    for (std::size_t from = 0; from < info.size();) {
        const auto end = std::min(info.find("\r\n", from), info.size());
        const auto line = info.substr(from, end - from);
        if (line.starts_with(name) && line.substr(name.size()).starts_with(':')) {
            return line.substr(name.size() + 1);
        }
        from = end + 2;
    }
    return {};
}

bool is_text(const redisReply &reply) noexcept {
    return reply.type == REDIS_REPLY_STRING || reply.type == REDIS_REPLY_STATUS;
}

/// The sections of INFO that each answer is held against.
const std::vector<std::string> &history_commands() {
    static const std::vector<std::string> commands{
        command({"INFO", "server"}), command({"INFO", "replication"}), command({"INFO", "memory"}),
        command({"INFO", "stats"})};
    return commands;
}

/// Whether keys are dropped that are still needed, by INFO memory; empty if not.
std::string dropping(std::string_view info) {
    const auto policy = info_value(info, "maxmemory_policy");
    if (policy == "noeviction") return {};
    return "its maxmemory-policy is " + std::string{policy} +
           ", which drops keys that are still needed: set noeviction";
}

/// Which server of which replication history, by the replies to `history_commands`.
struct History {
    std::string name;
    std::string dropped; ///< keys, so far: in decimal digits
};

std::expected<History, std::string> history_of(std::span<redisReply *const> replies) {
    const auto run = info_value(text_of(*replies[0]), "run_id");
    const auto history = info_value(text_of(*replies[1]), "master_replid");
    const auto dropped = info_value(text_of(*replies[3]), "evicted_keys");
    if (run.empty() || history.empty() || !parse_decimal_u64(dropped))
        return std::unexpected("INFO tells no history: " + shown(*replies[0]));
    if (info_value(text_of(*replies[1]), "role") != "master")
        return std::unexpected(std::string{replica});
    if (auto failed = dropping(text_of(*replies[2])); !failed.empty())
        return std::unexpected(std::move(failed));
    return History{std::string{run} + ':' + std::string{history}, std::string{dropped}};
}

/// An epoch is random, and names how many keys the server had dropped when it began. Another count
/// means that keys were lost since, or that CONFIG RESETSTAT has hidden how many: either way the
/// store begins anew.
std::string new_epoch(const Random &random, const std::string &dropped) {
    return random_epoch(random) + ":dropped " + dropped;
}
bool has_lost_nothing(std::string_view epoch, const std::string &dropped) {
    return epoch.ends_with(":dropped " + dropped);
}

/// Why a server must not be used, by all of its INFO; empty if it may.
std::string unfit(std::string_view info) {
    if (auto failed = dropping(info); !failed.empty()) return failed;
    if (info_value(info, "cluster_enabled") != "0") {
        return "it is a Redis Cluster, whose nodes are consumed from apart: use a single server";
    }
    if (info_value(info, "role") != "master") return std::string{replica};
    return {};
}

} // namespace

struct RedisStore::State {
    Opener opener;
    RedisAddress address;
    RedisOptions options;
    ConnectionPool<Connection> pool;

    using Opened = std::expected<std::unique_ptr<Connection>, StoreFailure>;

    [[nodiscard]] std::string epoch_key() const { return options.prefix + "epoch"; }

    [[nodiscard]] Opened connect() {
        auto connection = Connection::open(address, options.timeout);
        if (!connection) return connection;
        if (auto failed = greet(**connection); !failed.text.empty()) {
            return std::unexpected(std::move(failed));
        }
        return connection;
    }

    /// Names the user and holds the server against what is needed; why it is not fit, or no text.
    [[nodiscard]] StoreFailure greet(Connection &connection) const {
        std::vector<std::string> commands;
        if (!address.password.empty()) {
            commands.push_back(address.user.empty()
                                   ? command({"AUTH", address.password})
                                   : command({"AUTH", address.user, address.password}));
        }
        commands.push_back(command({"SELECT", std::to_string(address.database)}));
        const auto plain = commands.size();
        commands.push_back(command({"INFO"}));
        commands.push_back(command({"TIME"}));
        const auto replies = connection.ask(commands);
        if (!replies) return replies.error();
        for (std::size_t i = 0; i < plain; ++i) {
            const auto &reply = *(*replies)[i];
            if (reply.type == REDIS_REPLY_STATUS) continue;
            return {i + 1 == plain ? shown(reply) : "AUTH is refused: " + first_word(reply)};
        }
        const auto &info = *(*replies)[plain];
        if (!is_text(info)) return {"INFO is not allowed: " + shown(info)};
        auto failed = unfit(text_of(info));
        return {failed.empty() ? clock_error(*(*replies)[plain + 1]) : std::move(failed)};
    }

    [[nodiscard]] std::string clock_error(const redisReply &reply) const {
        const auto time = reply.type == REDIS_REPLY_ARRAY && reply.elements == 2
                              ? parse_decimal_u64(text_of(*reply.element[0]))
                              : std::nullopt;
        if (!time) return "TIME is not allowed: " + shown(reply);
        const auto here = options.clock().time_since_epoch().count();
        const auto off = std::abs(static_cast<std::int64_t>(*time) - here);
        if (off <= options.max_skew.count()) return {};
        return "its clock is " + std::to_string(off) + " seconds from this one";
    }

    /// The generation by the replies to GET epoch and `history_commands`. A store that has no epoch
    /// is new or was flushed, and one that has lost keys is as good as new: it gets an epoch that
    /// nobody has seen before. Of two daemons that see it at once the second may give it another
    /// one, which costs those between them a new challenge.
    [[nodiscard]] std::expected<std::string, std::string> generation_of(
        Connection &connection, std::span<redisReply *const> replies) {
        const auto &epoch = *replies[0];
        const auto history = history_of(replies.subspan(1));
        if (!history) return std::unexpected(history.error());
        std::string name{text_of(epoch)};
        if (epoch.type != REDIS_REPLY_NIL && epoch.type != REDIS_REPLY_STRING)
            return std::unexpected(shown(epoch));
        if (epoch.type == REDIS_REPLY_NIL || !has_lost_nothing(name, history->dropped)) {
            const auto text = new_epoch(options.random, history->dropped);
            const auto set = epoch.type == REDIS_REPLY_NIL
                                 ? command({"SET", epoch_key(), text, "NX"})
                                 : command({"SET", epoch_key(), text});
            const auto answers = connection.ask({set, command({"GET", epoch_key()})});
            if (!answers) return std::unexpected(answers.error().text);
            // Full, say: the old epoch must not go on.
            if ((*answers)[0]->type == REDIS_REPLY_ERROR)
                return std::unexpected(shown(*(*answers)[0]));
            const auto &made = *(*answers)[1];
            if (made.type != REDIS_REPLY_STRING) return std::unexpected(shown(made));
            name = text_of(made);
        }
        return "redis:" + name + ':' + history->name;
    }

    /// One transaction: `commands`, and behind them what tells the generation. The reply to EXEC,
    /// with a reply to each.
    [[nodiscard]] std::expected<Reply, std::string> transact(Connection &connection,
                                                             std::vector<std::string> commands);
    /// Of the last replies in that of `transact`.
    [[nodiscard]] std::expected<std::string, std::string> generation_in(Connection &connection,
                                                                        const redisReply &all) {
        const std::span<redisReply *const> replies{all.element, all.elements};
        return generation_of(connection, replies.last(1 + history_commands().size()));
    }

    [[nodiscard]] std::expected<Consumed, std::string> consume(Connection &connection,
                                                               std::string_view key, seconds ttl,
                                                               std::string_view value);
    [[nodiscard]] std::expected<Found, std::string> find(Connection &connection,
                                                         std::string_view key);
    [[nodiscard]] std::expected<std::string, std::string> generation(Connection &connection);
};

std::expected<Reply, std::string> RedisStore::State::transact(Connection &connection,
                                                              std::vector<std::string> commands) {
    commands.push_back(command({"GET", epoch_key()}));
    commands.insert(commands.end(), history_commands().begin(), history_commands().end());
    const auto count = commands.size();
    commands.insert(commands.begin(), command({"MULTI"}));
    commands.push_back(command({"EXEC"}));
    auto replies = connection.ask(commands);
    if (!replies) return std::unexpected(replies.error().text);
    for (const auto &reply : *replies) { // OOM and READONLY come where a command is queued
        if (reply->type == REDIS_REPLY_ERROR) return std::unexpected(shown(*reply));
    }
    auto &all = replies->back();
    if (all->type != REDIS_REPLY_ARRAY || all->elements != count)
        return std::unexpected("EXEC was not carried out: " + shown(*all));
    return std::move(all);
}

std::expected<Consumed, std::string> RedisStore::State::consume(Connection &connection,
                                                                std::string_view key, seconds ttl,
                                                                std::string_view value) {
    const auto name = options.prefix + "used:" + std::string{key};
    const auto kept = std::to_string(std::chrono::milliseconds{ttl}.count());
    const auto all = transact(
        connection, {command({"SET", name, value, "NX", "PX", kept}), command({"GET", name})});
    if (!all) return std::unexpected(all.error());
    const auto &set = *(*all)->element[0], &stored = *(*all)->element[1];
    Consumed out;
    if (set.type == REDIS_REPLY_STATUS) {
        out.outcome = Outcome::first;
    } else if (set.type == REDIS_REPLY_NIL && stored.type == REDIS_REPLY_STRING) {
        out.outcome = Outcome::again;
        out.value = text_of(stored);
    } else {
        return std::unexpected("SET was not carried out: " + shown(set));
    }
    auto generation = generation_in(connection, **all);
    if (!generation) return std::unexpected(std::move(generation.error()));
    out.generation = std::move(*generation);
    return out;
}

std::expected<Found, std::string> RedisStore::State::find(Connection &connection,
                                                          std::string_view key) {
    const auto all =
        transact(connection, {command({"GET", options.prefix + "used:" + std::string{key}})});
    if (!all) return std::unexpected(all.error());
    const auto &stored = *(*all)->element[0];
    Found out;
    if (stored.type == REDIS_REPLY_STRING) {
        out.outcome = Found::Outcome::there;
        out.value = text_of(stored);
    } else if (stored.type == REDIS_REPLY_NIL) {
        out.outcome = Found::Outcome::absent;
    } else {
        return std::unexpected("GET was not carried out: " + shown(stored));
    }
    auto generation = generation_in(connection, **all);
    if (!generation) return std::unexpected(std::move(generation.error()));
    out.generation = std::move(*generation);
    return out;
}

std::expected<std::string, std::string> RedisStore::State::generation(Connection &connection) {
    const auto all = transact(connection, {});
    if (!all) return std::unexpected(all.error());
    return generation_in(connection, **all);
}

RedisStore::RedisStore(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
RedisStore::~RedisStore() = default;

std::expected<std::unique_ptr<RedisStore>, std::string> RedisStore::open(RedisAddress address,
                                                                         RedisOptions options) {
    if (options.max_skew > most_server_skew)
        return std::unexpected("redis: " + std::string{too_much_skew});
    auto state = std::make_unique<State>();
    state->address = std::move(address);
    state->options = std::move(options);
    auto connection = state->connect();
    if (connection) {
        state->pool.give_back(std::move(*connection));
    } else if (!connection.error().is_down || !state->options.may_be_down) {
        return std::unexpected("redis: " + connection.error().text);
    }
    return std::unique_ptr<RedisStore>(new RedisStore(std::move(state)));
}

Consumed RedisStore::consume(std::string_view key, seconds ttl, std::string_view value) noexcept
    try {
    if (!state_->opener.is_here())
        return Consumed::unavailable("redis: " + std::string{Opener::error});
    if (auto bad = limit_error(key, ttl, value)) return std::move(*bad);
    auto connection = state_->pool.take([&] { return state_->connect(); });
    if (!connection) return Consumed::unavailable("redis: " + connection.error().text);
    auto consumed = state_->consume(**connection, key, ttl, value);
    if (!consumed) return Consumed::unavailable("redis: " + consumed.error());
    state_->pool.give_back(std::move(*connection));
    return std::move(*consumed);
} catch (...) {
    return Consumed::unavailable("out of memory");
}

Found RedisStore::find(std::string_view key) noexcept try {
    if (!state_->opener.is_here())
        return Found::unavailable("redis: " + std::string{Opener::error});
    if (auto bad = limit_error(key)) return std::move(*bad);
    auto connection = state_->pool.take([&] { return state_->connect(); });
    if (!connection) return Found::unavailable("redis: " + connection.error().text);
    auto found = state_->find(**connection, key);
    if (!found) return Found::unavailable("redis: " + found.error());
    state_->pool.give_back(std::move(*connection));
    return std::move(*found);
} catch (...) {
    return Found::unavailable("out of memory");
}

std::expected<std::string, std::string> RedisStore::generation() noexcept try {
    if (!state_->opener.is_here()) return std::unexpected("redis: " + std::string{Opener::error});
    auto connection = state_->pool.take([&] { return state_->connect(); });
    if (!connection) return std::unexpected("redis: " + connection.error().text);
    auto generation = state_->generation(**connection);
    if (!generation) return std::unexpected("redis: " + generation.error());
    state_->pool.give_back(std::move(*connection));
    return generation;
} catch (...) {
    return std::unexpected(std::string{"out of memory"});
}

} // namespace walletauth::signin
