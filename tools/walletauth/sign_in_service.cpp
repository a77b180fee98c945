// SPDX-License-Identifier: Apache-2.0
#include "sign_in_service.hpp"

#include "key_file.hpp"

#include <walletauth/signin/sqlite_store.hpp>
#include <walletauth/signin/wire.hpp>
#include <walletauth/text/json.hpp>

#include <utility>

namespace walletauth::cli {
namespace {

using Config = std::expected<signin::Config, std::string>;

/// A JSON list of the words between commas.
std::string list_of(std::string_view words) {
    std::string out;
    for (std::size_t from = 0; from <= words.size();) {
        const auto comma = std::min(words.find(',', from), words.size());
        out.append(out.empty() ? "[" : ",").append(json::quote(words.substr(from, comma - from)));
        from = comma + 1;
    }
    return out + ']';
}

/// The configuration that the single options say: the chain of the request, and the form of the
/// option, or the forms of its scheme but for those that a service must name. A form that a whole
/// request has names nothing: it is the user's.
Config config_of(const SignInArguments &arguments, const SignInSubject &subject,
                 const PluginSet &plugins) {
    if (arguments.config) {
        const auto text = json_or_file("--config", *arguments.config);
        if (!text) return std::unexpected(text.error());
        auto config = signin::read_config(*text);
        return config ? config : std::unexpected("--config: " + config.error());
    }
    if (!arguments.domain || arguments.domain->empty()) {
        return std::unexpected("give --domain, the host[:port] of the service, or --config");
    }
    std::string text = "{\"domain\":" + json::quote(*arguments.domain);
    text += ",\"chains\":[" + json::quote(subject.chain) + ']';
    text += ",\"channels\":[\"none\",\"cookie\",\"verifier\"]";
    text += ",\"lifetime\":" + std::to_string(arguments.lifetime);
    if (arguments.accept) text += ",\"accept\":" + list_of(*arguments.accept);
    auto config = signin::read_config(text + '}');
    if (!config) return config;
    if (arguments.form) {
        config->forms = {*arguments.form};
    } else {
        config->forms = signin::default_forms(plugins, subject.chain, subject.scheme);
    }
    if (config->forms.empty()) {
        return std::unexpected("the scheme has no form to sign in with, or none of that chain");
    }
    return config;
}

} // namespace

std::expected<signin::SignIn, std::string> open_sign_in(const SignInArguments &arguments,
                                                        const SignInSubject &subject) {
    if (arguments.store == "memory") {
        return std::unexpected("--store memory would forget when this command ends: name a file");
    }
    auto plugins = open_plugins(arguments.plugins);
    if (plugins == nullptr) return std::unexpected(std::string{});
    auto config = config_of(arguments, subject, *plugins);
    if (!config) return std::unexpected(std::move(config.error()));
    auto store = signin::SqliteStore::open(arguments.store);
    if (!store) return std::unexpected("--store " + store.error());
    auto keys = open_key_file(arguments.store + ".keys");
    if (!keys) return std::unexpected(std::move(keys.error()));
    return signin::SignIn::make(Verifier{std::move(plugins)}, std::move(*config),
                                std::make_shared<const signin::KeyRing>(*keys),
                                std::shared_ptr<signin::ReplayStore>(std::move(*store)));
}

std::string context_text(const SignInArguments &arguments) {
    if (arguments.cookie) return "{\"cookie\":" + json::quote(*arguments.cookie) + '}';
    if (arguments.verifier) return "{\"verifier\":" + json::quote(*arguments.verifier) + '}';
    return {};
}

} // namespace walletauth::cli
