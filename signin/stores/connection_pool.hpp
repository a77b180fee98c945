// SPDX-License-Identifier: Apache-2.0
// Connections that threads take and give back. Internal.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace walletauth::signin {

/// At most as many as threads have used at once. A connection that failed is not given back.
template <class Connection>
class ConnectionPool {
  public:
    /// One that is free, else what `connect` makes. What has died in the meantime is dropped: after
    /// a restart of the server nobody pays for it.
    template <class Connect>
    [[nodiscard]] auto take(const Connect &connect) -> decltype(connect()) {
        while (auto connection = take_idle()) {
            if (connection->is_quiet()) return connection;
        }
        return connect();
    }
    void give_back(std::unique_ptr<Connection> connection) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(connection));
    }

  private:
    [[nodiscard]] std::unique_ptr<Connection> take_idle() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return nullptr;
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }

    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

} // namespace walletauth::signin
