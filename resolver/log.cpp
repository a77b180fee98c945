// SPDX-License-Identifier: Apache-2.0
#include "log.hpp"

#include <walletauth/text/text.hpp>

namespace walletauth {

std::string ResolverLog::line() const {
    std::string out = "chain=" + chain;
    if (!endpoint.empty()) out += " endpoint=" + endpoint;
    if (!method.empty()) out += " method=" + method;
    return printable_ascii(out + ' ' + what, 1000);
}

namespace resolver {

void Log::write(ResolverLogLevel level, std::string_view chain, std::string_view endpoint,
                std::string_view method, std::string_view what) {
    if (!sink_) return;
    const ResolverLog entry{level, std::string{chain}, std::string{endpoint}, std::string{method},
                            printable_ascii(what, 300)};
    const std::lock_guard lock(mutex_);
    try {
        sink_(entry);
    } catch (...) { // a log must not decide what is answered
        return;
    }
}

} // namespace resolver
} // namespace walletauth
