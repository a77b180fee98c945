// SPDX-License-Identifier: Apache-2.0
// Whether sessions have ended, as far as this process knows. Internal.
#pragma once

#include <walletauth/signin/nonce.hpp>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace walletauth::daemon {

/// A site's proxy asks about each request, and a store shall not be asked as often: it is asked
/// about a session once in `late`. What this process itself was told it knows at once. Any thread.
class SessionWatch {
  public:
    /// How long it takes at most until a sign-out at another daemon is known here.
    static constexpr std::chrono::seconds late{10};

    enum class Word : std::uint8_t {
        goes_on,
        ended,
        ask ///< the caller asks the store, and calls learn or failed
    };

    /// Remembers `most` sessions. Of one that it forgot the store is asked sooner.
    explicit SessionWatch(std::size_t most = std::size_t{1} << 16) : half_(most / 2) {}

    [[nodiscard]] Word look(const std::string &session, signin::Time now);
    Word learn(const std::string &session, bool has_ended, signin::Time now);
    /// The store can't be asked. What was known holds, who is in stays in, and nobody asks for
    /// `late`: else each request would wait for a store that hangs.
    Word failed(const std::string &session, signin::Time now);

  private:
    struct Known {
        signin::Time asked{};
        bool has_ended = false;
    };
    using Map = std::unordered_map<std::string, Known>;

    [[nodiscard]] Known *find(const std::string &session);
    Known *keep(const std::string &session, Known known);

    std::mutex mutex_;
    std::size_t half_;
    Map young_, old_; ///< what was used since young_ began anew, and what before
    signin::Time failed_{};
};

} // namespace walletauth::daemon
