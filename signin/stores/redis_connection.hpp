// SPDX-License-Identifier: Apache-2.0
// A connection to a Redis server: a plain socket, and hiredis' reader of replies. Internal.
#pragma once

#include "store_support.hpp"

#include <walletauth/signin/redis_store.hpp>

#include <hiredis/hiredis.h>

#include <chrono>
#include <expected>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::signin::redis {

struct FreeReply {
    void operator()(redisReply *reply) const noexcept { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;

[[nodiscard]] inline std::string_view text_of(const redisReply &reply) noexcept {
    return reply.str == nullptr ? std::string_view{} : std::string_view{reply.str, reply.len};
}

/// The RESP text of a command.
[[nodiscard]] std::string command(std::initializer_list<std::string_view> words);

/// One thread at a time. After an error it is of no more use: what the server has done of what was
/// sent is not known.
class Connection {
  public:
    using Instant = std::chrono::steady_clock::time_point;

    [[nodiscard]] static std::expected<std::unique_ptr<Connection>, StoreFailure> open(
        const RedisAddress &address, std::chrono::milliseconds timeout);
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection();

    /// Whether the server has neither hung up nor sent what nobody asked for.
    [[nodiscard]] bool is_quiet() const noexcept;
    /// Sends all commands at once; the replies, as many as commands. A reply may be an error.
    [[nodiscard]] std::expected<std::vector<Reply>, StoreFailure> ask(
        const std::vector<std::string> &commands);

  private:
    Connection(int socket, std::chrono::milliseconds timeout) noexcept;

    [[nodiscard]] std::string send_all(std::string_view bytes, Instant deadline) const;
    [[nodiscard]] std::expected<Reply, StoreFailure> next_reply(Instant deadline);

    struct FreeReader {
        void operator()(redisReader *reader) const noexcept { redisReaderFree(reader); }
    };
    int socket_;
    std::chrono::milliseconds timeout_;
    std::unique_ptr<redisReader, FreeReader> reader_;
};

} // namespace walletauth::signin::redis
