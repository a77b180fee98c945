// SPDX-License-Identifier: Apache-2.0
// The commands of the CLI. Each returns the process's exit status.
#pragma once

#include "endpoints.hpp"
#include "open_plugins.hpp"
#include "request_options.hpp"

#include <walletauth/wire.hpp>

#include <string>
#include <vector>

namespace walletauth::cli {

inline constexpr int exit_valid = 0; ///< every request is valid; every vector agrees
inline constexpr int exit_some = 1;  ///< at least one is not
inline constexpr int exit_usage = 2; ///< nothing could be asked, or not every answer written

enum class Output : std::uint8_t { automatic, json, table };

struct VerifyArguments {
    PluginSource plugins;
    RequestOptions request;
    std::string file;     ///< empty or "-": standard input
    bool lines = false;   ///< --lines: each line is a request
    std::size_t jobs = 0; ///< threads that verify; 0: as many as there are processors
    Output output = Output::automatic;
    ServiceOptions service;
    TextOption endpoints;          ///< --endpoints: a file that names the nodes to be asked
    int timeout = default_timeout; ///< --timeout: seconds for the nodes of one request
    ServiceMember within = ServiceMember::refuse; ///< --trust-service
};
int verify_command(const VerifyArguments &arguments);
int account_command(const VerifyArguments &arguments);

/// Runs the vector files below a directory, or one of them, and reports agreement.
int vectors_command(const PluginSource &plugins, const std::string &path, Output output);

struct BreedArguments {
    PluginSource plugins;
    std::vector<std::string> files; ///< or directories
    std::vector<std::string> ids;   ///< of positives; none: all
};
/// Writes the negatives that follow from the positives of vector files, as a vector file.
int breed_command(const BreedArguments &arguments);

struct PluginNewArguments {
    std::string name;
    std::string chain;           ///< CAIP-2 namespace; empty: the name
    std::string directory;       ///< empty: the name
    std::string scheme;          ///< the scheme's id; empty: the name and "-message"
    std::string key = "ed25519"; ///< or "secp256k1"
};
/// Writes the skeleton of a plugin into a new directory.
int plugin_new_command(const PluginNewArguments &arguments);

int list_command(const PluginSource &plugins, Output output);
int inspect_command(const std::string &file);
int hash_command(const std::string &file);
/// Runs the module to ask it for its schemes.
int manifest_command(const std::string &file);
int schemes_command(const PluginSource &plugins, Output output);

} // namespace walletauth::cli
