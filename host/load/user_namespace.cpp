// SPDX-License-Identifier: Apache-2.0
#include "user_namespace.hpp"

#include "own_proc.hpp"

#include <cstdint>
#include <fstream>

namespace walletauth {
namespace {

uid_t overflow_uid() {
    uid_t uid = 65534; // the kernel's default
    std::ifstream("/proc/sys/kernel/overflowuid") >> uid;
    return uid;
}

/// True outside of user namespaces, and in one that maps every user.
bool maps_all_users() {
    auto map = open_own_proc("uid_map");
    std::uint64_t inside = 0;
    std::uint64_t outside = 0;
    std::uint64_t count = 0;
    return map >> inside >> outside >> count && inside == 0 && count == 0xffffffff;
}

} // namespace

bool is_known_owner(uid_t owner) { return owner != overflow_uid() || maps_all_users(); }

} // namespace walletauth
