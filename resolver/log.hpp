// SPDX-License-Identifier: Apache-2.0
// The host's call-back for logs. Internal.
#pragma once

#include <walletauth/resolver.hpp>

#include <functional>
#include <mutex>

namespace walletauth::resolver {

/// Any thread; one line at a time.
class Log {
  public:
    explicit Log(std::function<void(const ResolverLog &)> sink) : sink_(std::move(sink)) {}

    void write(ResolverLogLevel level, std::string_view chain, std::string_view endpoint,
               std::string_view method, std::string_view what);

  private:
    std::function<void(const ResolverLog &)> sink_;
    std::mutex mutex_;
};

} // namespace walletauth::resolver
