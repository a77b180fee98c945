// SPDX-License-Identifier: Apache-2.0
// Runs the installed program as a user would and reads its report.
#pragma once

#include <set>
#include <string>

struct Run {
    int status = -1;             ///< the program's exit status
    std::string output;          ///< what it printed
    std::set<std::string> rules; ///< every rule that it names as broken, if it printed JSON
    std::set<std::string> outcomes;
};

[[nodiscard]] Run run_tool(const std::string &arguments);
