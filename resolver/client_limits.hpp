// SPDX-License-Identifier: Apache-2.0
// How often one client, and all together, may make nodes work. Internal.
#pragma once

#include <walletauth/token_bucket.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::resolver {

/// Any thread.
class ClientLimits {
  public:
    using Time = TokenBucket::Time;

    /// `global_per_s` 0: no limit.
    ClientLimits(std::uint32_t client_per_minute, std::uint32_t global_per_s, Time now);

    /// Takes a token of the client's, and one of all; the limit that has none left: "client" or
    /// "global". Whoever uses no client's name is "".
    [[nodiscard]] std::optional<std::string_view> take(std::string_view client, Time now);

  private:
    static constexpr std::size_t most_clients = 100'000;

    double per_minute_;
    std::mutex mutex_;
    std::map<std::string, TokenBucket, std::less<>> clients_;
    std::optional<TokenBucket> global_;
};

} // namespace walletauth::resolver
