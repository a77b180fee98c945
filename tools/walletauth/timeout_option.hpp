// SPDX-License-Identifier: Apache-2.0
// --timeout SECONDS of the commands that have --endpoints.
#pragma once

#include "endpoints.hpp"

#include <CLI/CLI.hpp>

namespace walletauth::cli {

/// To be called when the command has its --endpoints.
inline void add_timeout(CLI::App &command, int &to) {
    command
        .add_option("--timeout", to,
                    "seconds for all questions of one request to nodes; default: 5, at most 300")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, max_timeout))
        ->needs("--endpoints");
}

} // namespace walletauth::cli
