// SPDX-License-Identifier: Apache-2.0
#include "sign_in_options.hpp"

#include "timeout_option.hpp"

#include <CLI/CLI.hpp>

namespace walletauth::cli {
namespace {

CLI::Option *add_text(CLI::App &command, const std::string &name, TextOption &to,
                      const std::string &help) {
    return command.add_option_function<std::string>(
        name, [&to](const std::string &text) { to = text; }, help);
}

/// What both commands must be told alike: the nonce is bound to it.
void add_service(CLI::App &command, SignInArguments &arguments) {
    command
        .add_option("--store", arguments.store,
                    "SQLite file that remembers used nonces; made if it is not there, with a file "
                    "of keys beside it")
        ->type_name("FILE")
        ->required();
    auto *config =
        add_text(command, "--config", arguments.config, "all of the service's configuration")
            ->type_name("JSON|FILE");
    add_text(command, "--domain", arguments.domain, "the service's host[:port]")->excludes(config);
    add_text(command, "--accept", arguments.accept,
             "what may prove the account: derived, chain_state, counterfactual; several with "
             "commas")
        ->type_name("WORDS")
        ->excludes(config);
    command.add_option("--lifetime", arguments.lifetime, "of a challenge, in seconds")
        ->type_name("SECONDS")
        ->excludes(config);
    auto *directory = add_text(command, "--plugins", arguments.plugins.directory,
                               "load every plugin of a directory, for development")
                          ->type_name("DIR");
    add_text(command, "--manifest", arguments.plugins.manifest, "load what a TOML manifest lists")
        ->type_name("FILE")
        ->excludes(directory);
}

void add_request(CLI::App &command, SignInArguments &arguments) {
    auto &request = arguments.request;
    add_text(command, "--request", request.json, "a whole request object")->type_name("JSON|FILE");
    add_text(command, "--chain", request.chain, "CAIP-2 id, namespace:reference");
    add_text(command, "--scheme", request.scheme, "scheme id; walletauth schemes lists them");
    add_text(command, "--form", arguments.form, "form of the text");
    add_text(command, "--account", request.account, "account, bare or CAIP-10");
    auto *cookie =
        add_text(command, "--cookie", arguments.cookie, "value of the challenge's cookie");
    add_text(command, "--verifier", arguments.verifier,
             "RFC 7636: the code challenge (S256) to challenge, the code verifier to sign-in")
        ->excludes(cookie);
}

} // namespace

void add_challenge(CLI::App &app, SignInArguments &arguments) {
    auto &command = *app.add_subcommand("challenge", "make a text for a user to sign");
    command.footer("Prints one JSON object: the message and its params for a request, and what a "
                   "page calls of the wallet.\n\n"
                   "  walletauth challenge --store login.db --domain app.example \\\n"
                   "      --chain NAMESPACE:REFERENCE --scheme SCHEME --account ACCOUNT "
                   "> challenge.json");
    add_service(command, arguments);
    add_request(command, arguments);
    add_text(command, "--uri", arguments.uri, "default: https://DOMAIN");
    add_text(command, "--statement", arguments.statement, "what the user is told");
    add_text(command, "--request-id", arguments.request_id, "an id of the service's own");
    command.add_option("--resource", arguments.resources, "a URI; may be repeated");
}

void add_sign_in(CLI::App &app, SignInArguments &arguments) {
    auto &command = *app.add_subcommand("sign-in", "sign a user in, once for each challenge");
    command.footer("Prints one JSON object. Exit status: 0 signed in, 1 refused, 2 usage.\n\n"
                   "  walletauth sign-in --store login.db --domain app.example \\\n"
                   "      --challenge challenge.json --signature SIGNATURE");
    add_service(command, arguments);
    add_request(command, arguments);
    auto &request = arguments.request;
    add_text(command, "--challenge", arguments.challenge,
             "what challenge printed: chain, scheme, form, account, message and params")
        ->type_name("JSON|FILE");
    add_text(command, "--public-key", request.public_key, "in any of the chain's notations");
    add_text(command, "--params", request.params, "the scheme's parameters, beside the challenge's")
        ->type_name("JSON");
    add_text(command, "--message", request.message, "the signed text");
    add_text(command, "--message-hex", request.message_hex, "the signed bytes")->type_name("HEX");
    add_text(command, "--message-file", request.message_file, "the signed bytes")
        ->type_name("FILE");
    add_text(command, "--message-json", request.message_json, "the signed typed data")
        ->type_name("JSON|FILE");
    add_text(command, "--signature", request.signature, "as the wallet returned it");
    add_text(command, "--endpoints", arguments.endpoints,
             "ask these nodes where only the chain can tell; --accept says what they may prove")
        ->type_name("FILE");
    add_timeout(command, arguments.timeout);
    add_text(command, "--retry-ticket", arguments.retry_ticket, "of an earlier answer");
}

} // namespace walletauth::cli
