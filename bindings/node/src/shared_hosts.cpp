// SPDX-License-Identifier: Apache-2.0
#include "shared_hosts.hpp"

#include <map>
#include <mutex>

namespace walletauth::node {
namespace {

std::mutex mutex;
std::map<std::uint32_t, std::weak_ptr<wa_host>> hosts; // guarded by `mutex`
std::uint32_t last_number = 0;                         // guarded by `mutex`

} // namespace

std::uint32_t number_of(const SharedHost &host) {
    const std::scoped_lock lock{mutex};
    std::erase_if(hosts, [](const auto &entry) { return entry.second.expired(); });
    for (const auto &[number, known] : hosts) {
        if (known.lock() == host) return number;
    }
    hosts.emplace(++last_number, host);
    return last_number;
}

SharedHost host_of(std::uint32_t number) {
    const std::scoped_lock lock{mutex};
    const auto found = hosts.find(number);
    return found == hosts.end() ? nullptr : found->second.lock();
}

} // namespace walletauth::node
