// SPDX-License-Identifier: Apache-2.0
// The options of `challenge` and `sign-in`.
#pragma once

#include "endpoints.hpp"
#include "open_plugins.hpp"
#include "request_options.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace walletauth::cli {

struct SignInArguments {
    PluginSource plugins;
    // Of the service; the same for both commands.
    std::string store; ///< a file of SQLite
    TextOption config; ///< a JSON object, or a file with one
    TextOption domain;
    TextOption accept;
    std::int64_t lifetime = 600;
    // Of both.
    RequestOptions request; ///< chain, scheme, account; to sign in, all of a request
    TextOption form;
    TextOption cookie;
    TextOption verifier; ///< the code challenge to `challenge`, the code verifier to `sign-in`
    // Of a challenge.
    TextOption uri;
    TextOption statement;
    TextOption request_id;
    std::vector<std::string> resources;
    // Of a sign-in.
    TextOption challenge; ///< the answer of `challenge`, or a file with it
    TextOption retry_ticket;
    TextOption endpoints;          ///< a file of nodes that may be asked
    int timeout = default_timeout; ///< seconds for all that they are asked
};

void add_challenge(CLI::App &app, SignInArguments &arguments);
void add_sign_in(CLI::App &app, SignInArguments &arguments);

/// Each returns the process's exit status: 0, 1 for a refusal, 2 for usage.
int challenge_command(const SignInArguments &arguments);
int sign_in_command(const SignInArguments &arguments);

} // namespace walletauth::cli
