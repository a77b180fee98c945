// SPDX-License-Identifier: Apache-2.0
// Counters in Prometheus' text format. Internal.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace walletauth::daemon {

/// Labels are names of this program and of the operator's files, so there is a bound to them. Never
/// an account. Any thread.
class Counters {
  public:
    void request(std::string_view route, int status);
    /// `outcome`: "signed_in", or the code of a refusal.
    void sign_in(std::string_view client, std::string_view outcome);
    /// `connections`: open now.
    [[nodiscard]] std::string text(std::size_t connections) const;

  private:
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::uint64_t> requests_;
    std::map<std::pair<std::string, std::string>, std::uint64_t> sign_ins_;
};

} // namespace walletauth::daemon
