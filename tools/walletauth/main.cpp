// SPDX-License-Identifier: Apache-2.0
// walletauth: verifies wallet signatures through plugins.
#include "commands.hpp"
#include "sign_in_options.hpp"
#include "timeout_option.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <iostream>

namespace {

using namespace walletauth;
using namespace walletauth::cli;

struct Options {
    VerifyArguments verify;
    bool json = false;
    bool table = false;
    bool trust_service = false;
    std::string vectors;
    std::string module;
    BreedArguments breed;
    PluginNewArguments plugin_new;
    SignInArguments sign_in;

    [[nodiscard]] Output output() const {
        return json ? Output::json : table ? Output::table : Output::automatic;
    }
};

// CLI11 itself takes '' for an optional that is not given.
CLI::Option *add_text(CLI::App &command, const std::string &name, TextOption &to,
                      const std::string &help) {
    return command.add_option_function<std::string>(
        name, [&to](const std::string &text) { to = text; }, help);
}

void add_plugin_options(CLI::App &command, Options &options) {
    auto *directory = add_text(command, "--plugins", options.verify.plugins.directory,
                               "load every plugin of a directory, for development")
                          ->type_name("DIR");
    add_text(command, "--manifest", options.verify.plugins.manifest,
             "load what a TOML manifest lists")
        ->type_name("FILE")
        ->excludes(directory);
}

void add_output_options(CLI::App &command, Options &options) {
    auto *json = command.add_flag("--json", options.json, "JSON, also on a terminal");
    command.add_flag("--table", options.table, "a table, also on a pipe")->excludes(json);
}

void add_account_options(CLI::App &command, RequestOptions &request) {
    add_text(command, "--request", request.json, "a whole request object")->type_name("JSON|FILE");
    add_text(command, "--chain", request.chain, "CAIP-2 id, namespace:reference");
    add_text(command, "--scheme", request.scheme, "scheme id; walletauth schemes lists them");
    add_text(command, "--account", request.account, "claimed account, bare or CAIP-10");
    add_text(command, "--public-key", request.public_key, "in any of the chain's notations");
    add_text(command, "--params", request.params, "the scheme's parameters")->type_name("JSON");
}

void add_service_options(CLI::App &command, Options &options) {
    auto &service = options.verify.service;
    add_text(command, "--service", service.service,
             "the service's part of every request: params, accept, compat, block, evidence")
        ->type_name("JSON|FILE");
    auto *trust = command.add_flag(
        "--trust-service", options.trust_service,
        "read a member \"service\" of each request: only from whom you would let decide");
    add_text(command, "--endpoints", options.verify.endpoints,
             "ask these nodes where only the chain can tell; without --accept, everything may "
             "prove an account then")
        ->type_name("FILE")
        ->excludes(trust);
    add_timeout(command, options.verify.timeout);
    add_text(
        command, "--accept", service.accept,
        "what may prove the account: derived, chain_state, counterfactual; several with commas")
        ->type_name("WORDS");
    command.add_flag("--compat", service.compat, "accept what the scheme's compat client accepts");
}

void add_verify(CLI::App &app, Options &options) {
    auto &command = *app.add_subcommand("verify", "verify signatures");
    command.footer(
        "Reads JSON Lines from FILE or standard input, or one request from the options. An input\n"
        "that is one object may stand on several lines. Answers in order: JSON Lines on a pipe, a\n"
        "table on a terminal. Exit status: 0 all valid, 1 some not, 2 usage, or answers that "
        "could\n"
        "not be written.\n\n"
        "  walletauth verify --chain NAMESPACE:REFERENCE --scheme SCHEME --account ACCOUNT \\\n"
        "      --message 'hello' --signature SIGNATURE\n\n"
        "walletauth schemes lists the schemes that are loaded, with their chains.");
    auto &request = options.verify.request;
    command.add_option("FILE", options.verify.file,
                       "requests as JSON Lines or objects; - is stdin");
    add_account_options(command, request);
    add_text(command, "--message", request.message, "the signed text");
    add_text(command, "--message-hex", request.message_hex, "the signed bytes")->type_name("HEX");
    add_text(command, "--message-file", request.message_file, "the signed bytes")
        ->type_name("FILE");
    add_text(command, "--message-json", request.message_json, "the signed typed data")
        ->type_name("JSON|FILE");
    add_text(command, "--signature", request.signature, "as the wallet returned it");
    command.add_flag("--lines", options.verify.lines,
                     "each line is a request: for who writes one and waits for its answer");
    command.add_option("--jobs", options.verify.jobs, "threads; default: all processors")
        ->check(CLI::Range(1, 1024));
    add_service_options(command, options);
    auto *vectors = command
                        .add_option("--vectors", options.vectors,
                                    "run vector files instead and report agreement")
                        ->type_name("DIR");
    // A request that nobody looks at must not be told to be good.
    for (auto *other : command.get_options()) {
        if (other != vectors && other != command.get_help_ptr()) vectors->excludes(other);
    }
    add_plugin_options(command, options);
    add_output_options(command, options);
}

void add_account(CLI::App &app, Options &options) {
    auto &command = *app.add_subcommand("account", "normalise an account, or derive it from a key");
    command.footer(
        "Reads JSON Lines from FILE or standard input, or one request from the options:\n"
        "{\"chain\", \"account\"} or {\"chain\", \"scheme\", \"public_key\", \"params\"}.");
    command.add_option("FILE", options.verify.file,
                       "requests as JSON Lines or objects; - is stdin");
    add_account_options(command, options.verify.request);
    add_plugin_options(command, options);
    add_output_options(command, options);
}

void add_plugins(CLI::App &app, Options &options) {
    auto &command = *app.add_subcommand("plugins", "what is loaded; a module before it is loaded");
    command.require_subcommand(1);
    auto &list =
        *command.add_subcommand("list", "load the plugins and list them with their routes");
    add_plugin_options(list, options);
    add_output_options(list, options);
    for (const auto &[name, help] :
         {std::pair{"inspect", "check a module as loading does, without running any of its code"},
          std::pair{"hash", "print a module's sha256, for a manifest"},
          std::pair{"manifest", "run a module and print its block of a manifest: all it offers"}}) {
        command.add_subcommand(name, help)
            ->add_option("FILE", options.module, "the module (.so)")
            ->required();
    }
}

void add_vectors(CLI::App &app, Options &options) {
    auto &command = *app.add_subcommand("vectors", "make vectors");
    command.require_subcommand(1);
    auto &breed =
        *command.add_subcommand("breed", "write the negatives that follow from valid vectors");
    breed.footer(
        "Writes a vector file to standard output. What is expected of each negative comes from "
        "the\n"
        "rules of docs/abi.md, never from the plugin: walletauth verify --vectors tells where the\n"
        "plugin differs. The scheme's descriptor is read from the loaded plugins.");
    breed.add_option("FILE", options.breed.files, "vector files, or directories of them")
        ->required();
    breed.add_option("--id", options.breed.ids, "breed from this vector only; may be repeated");
    add_plugin_options(breed, options);
}

void add_plugin(CLI::App &app, PluginNewArguments &arguments) {
    auto &command = *app.add_subcommand("plugin", "write a plugin of your own");
    command.require_subcommand(1);
    auto &create = *command.add_subcommand("new", "write the skeleton of a plugin, with its tests");
    create.add_option("NAME", arguments.name, "the plugin's id, such as mychain")->required();
    create.add_option("--chain", arguments.chain, "its CAIP-2 namespace; default: NAME")
        ->type_name("NAMESPACE");
    create.add_option("--scheme", arguments.scheme, "the scheme's id; default: NAME-message")
        ->type_name("ID");
    create
        .add_option("--key", arguments.key,
                    "ed25519 (the account is the key), the default; or secp256k1 (the account is "
                    "a hash of the key)")
        ->check(CLI::IsMember({"ed25519", "secp256k1"}))
        ->type_name("TYPE");
    create.add_option("--dir", arguments.directory, "a new or empty directory; default: NAME")
        ->type_name("DIR");
}

/// Whether all that was printed has arrived; says so if not. Who has said it leaves the stream
/// good.
bool was_written() {
    std::cout.flush();
    if (std::cout) return true;
    std::cerr << "walletauth: the output could not be written\n";
    return false;
}

/// Says what is wrong with the command line, or the help that was asked for.
int usage(const CLI::App &app, const CLI::ParseError &error) {
    const bool is_help = app.exit(error) == 0;
    return was_written() && is_help ? exit_valid : exit_usage;
}

int run(const CLI::App &app, Options &options) {
    auto &verify = options.verify;
    verify.output = options.output();
    if (options.trust_service) verify.within = ServiceMember::trust;
    if (app.got_subcommand("verify")) {
        return options.vectors.empty()
                   ? verify_command(verify)
                   : vectors_command(verify.plugins, options.vectors, verify.output);
    }
    if (app.got_subcommand("account")) return account_command(verify);
    if (app.got_subcommand("schemes")) return schemes_command(verify.plugins, verify.output);
    if (app.got_subcommand("vectors")) {
        options.breed.plugins = verify.plugins;
        return breed_command(options.breed);
    }
#if WALLETAUTH_HAS_SIGN_IN
    if (app.got_subcommand("challenge")) return challenge_command(options.sign_in);
    if (app.got_subcommand("sign-in")) return sign_in_command(options.sign_in);
#endif
    if (app.got_subcommand("plugin")) return plugin_new_command(options.plugin_new);
    const auto &plugins = *app.get_subcommand("plugins");
    if (plugins.got_subcommand("list")) return list_command(verify.plugins, verify.output);
    if (plugins.got_subcommand("manifest")) return manifest_command(options.module);
    return plugins.got_subcommand("hash") ? hash_command(options.module)
                                          : inspect_command(options.module);
}

} // namespace

int main(int count, char **arguments) {
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is an error of the stream
    std::ios::sync_with_stdio(false);
    Options options;
    CLI::App app{"Verifies wallet signatures of any chain through plugins.", "walletauth"};
    app.set_version_flag("--version", "walletauth " WALLETAUTH_VERSION);
    app.require_subcommand(1);
    add_verify(app, options);
    add_account(app, options);
    add_plugins(app, options);
    add_vectors(app, options);
#if WALLETAUTH_HAS_SIGN_IN
    add_challenge(app, options.sign_in);
    add_sign_in(app, options.sign_in);
#endif
    add_plugin(app, options.plugin_new);
    auto &schemes = *app.add_subcommand("schemes", "list the loaded schemes");
    add_plugin_options(schemes, options);
    add_output_options(schemes, options);
    try {
        app.parse(count, arguments);
    } catch (const CLI::RequiredError &error) {
        // What is missing may only be misspelt.
        const auto unknown = app.remaining(true);
        if (unknown.empty()) return usage(app, error);
        return usage(app, CLI::ExtrasError(app.get_name(), unknown));
    } catch (const CLI::ParseError &error) {
        return usage(app, error);
    }
    try {
        const int status = run(app, options);
        return status == exit_usage || was_written() ? status : exit_usage;
    } catch (const std::exception &error) {
        std::cerr << "walletauth: " << error.what() << '\n';
        return exit_usage;
    }
}
