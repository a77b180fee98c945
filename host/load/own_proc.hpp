// SPDX-License-Identifier: Apache-2.0
// What /proc says of whoever asks. Internal.
#pragma once

#include <fstream>
#include <string>

namespace walletauth {

/// /proc/self is the first thread of the process. That one may have ended, and then has no memory
/// and no descriptors; or the caller may have descriptors of its own (CLONE_FILES). Emulations of
/// Linux may have the second one only.
inline constexpr const char *own_proc[] = {"/proc/thread-self", "/proc/self"};

/// Not good where there is no such file.
[[nodiscard]] inline std::ifstream open_own_proc(const std::string &name) {
    std::ifstream file;
    for (const auto *const root : own_proc) {
        file.open(std::string{root} + '/' + name);
        if (file.is_open()) break;
    }
    return file;
}

} // namespace walletauth
