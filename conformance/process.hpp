// SPDX-License-Identifier: Apache-2.0
// A function in a process of its own, with a time limit of each step. Internal.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace walletauth::conformance {

/// How a child ended.
struct Ended {
    std::optional<std::string> answer; ///< what it returned; nothing if it did not
    bool timed_out = false;
    std::string how;    ///< "signal 11 (Segmentation fault)", "exit status 1", "exception: ..."
    std::string doing;  ///< the last step
    std::string vector; ///< that step's vector
    bool trial = false; ///< the last step was one
    std::string output; ///< the end of what it wrote to standard output and error
};

/// Forks and runs `body`, whose answer comes back through a pipe. The child's standard output and
/// error go to a file, so that they can be looked at. It is stopped when it has begun no step and
/// no call (step.hpp) for so many seconds, and dies with the caller, who must have no other
/// threads.
[[nodiscard]] Ended in_process(unsigned seconds, const std::function<std::string()> &body);

/// What has been written to standard output and error of this child so far.
[[nodiscard]] std::string captured_output();

} // namespace walletauth::conformance
