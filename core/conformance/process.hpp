// SPDX-License-Identifier: Apache-2.0
// A function in a process of its own, with a time limit. Internal.
#pragma once

#include "check.hpp"

#include <functional>
#include <optional>
#include <string>

namespace walletauth::conformance {

/// How a child ended.
struct Ended {
    std::optional<std::string> answer; ///< what it returned; nothing if it died or was stopped
    bool timed_out = false;
    std::string how;    ///< "signal 11 (Segmentation fault)", "exit status 1"
    std::string doing;  ///< the last step
    std::string vector; ///< that step's vector
    std::string output; ///< the end of what it wrote to standard output and error
};

/// Forks and runs `body`, whose answer comes back through a pipe. The child's standard output and
/// error go to a file that `body` is told, so that they can be looked at. The caller must have no
/// other threads.
/// An exception of the body's is thrown here again, with `name` before it.
[[nodiscard]] Ended in_process(unsigned seconds, std::string_view name,
                               const std::function<std::string(Step &step)> &body);

/// What has been written to standard output and error of this child so far.
[[nodiscard]] std::string captured_output();

} // namespace walletauth::conformance
