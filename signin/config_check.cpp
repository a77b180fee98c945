// SPDX-License-Identifier: Apache-2.0
#include "config_check.hpp"

#include "kept.hpp"
#include "text_form.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/sign_in.h>
#include <walletauth/sign_in/claims.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <string_view>

namespace walletauth::signin {
namespace {

using std::chrono::seconds;

constexpr seconds min_lifetime{30};
constexpr seconds max_lifetime{std::chrono::hours{24}};

std::string shown(std::string_view value) {
    constexpr std::size_t shown_size = 80;
    return '"' + printable_ascii(value, shown_size) + '"';
}

std::string chains_error(const Config &config, const PluginSet &plugins) {
    if (config.policy.chains.empty()) {
        return "chains is empty: nobody could ever sign in: write the CAIP-2 ids of your chains";
    }
    for (const auto &chain : config.policy.chains) {
        const auto fault = chain_fault(plugins, chain);
        if (fault.empty()) continue;
        return "chains has " + shown(chain) + ", which no loaded plugin serves: " + fault +
               ": write the CAIP-2 id of a chain whose plugin is loaded";
    }
    return {};
}

std::string forms_error(const Config &config, const PluginSet &plugins) {
    if (config.forms.empty()) {
        return "forms is empty: no text could ever be read: write the ids of the forms you take";
    }
    const auto known = forms_of(plugins);
    for (const auto &form : config.forms) {
        if (std::ranges::binary_search(known, form)) continue;
        std::string words;
        for (const auto &other : known)
            words.append(words.empty() ? "" : ", ").append(other);
        return "forms has " + shown(form) + ", which no loaded plugin has: write some of " + words;
    }
    return {};
}

/// A form of these that names more of the service than a recipient, on a chain of these; empty if
/// there is none.
std::string_view form_with_host(const Config &config, const PluginSet &plugins) {
    constexpr std::uint64_t of_host = WA_CLAIM_URI | WA_CLAIM_VERSION | WA_CLAIM_ISSUED_AT;
    for (const auto &route : plugins.scheme_routes()) {
        for (const auto &chain : config.policy.chains) {
            const auto *served = plugins.find_scheme(chain, view(route.scheme->id));
            if (served == nullptr) continue;
            for (const auto &form : config.forms) {
                if ((form_claims(*served, form).value_or(0) & of_host) != 0) return form;
            }
        }
    }
    return {};
}

bool is_account(const Config &config, const PluginSet &plugins, const std::string &text) {
    return std::ranges::any_of(config.policy.chains, [&](const std::string &chain) {
        return plugins.normalize_account(chain, text) == text;
    });
}

/// A host[:port]; or the service's account, where texts name it as their recipient and no more.
std::string domain_error(const Config &config, const PluginSet &plugins) {
    const auto &domain = config.policy.domain;
    constexpr std::string_view remedy =
        ": write the service's own lower-case host[:port], such as app.example";
    if (domain.empty()) return "domain is empty" + std::string{remedy};
    if (sign_in::is_domain(domain)) return {};
    if (!is_account(config, plugins, domain)) {
        return "domain is " + shown(domain) + ", which no text can say" + std::string{remedy};
    }
    const auto form = form_with_host(config, plugins);
    if (form.empty()) return {};
    return "domain is the account " + shown(domain) + ", which texts of " + std::string{form} +
           " can't say: write the service's host[:port], and the account into recipients";
}

bool is_scheme(std::string_view text) {
    return !text.contains(':') && sign_in::is_uri(std::string{text} + ':') &&
           std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string addresses_error(const Policy &policy) {
    if (!is_scheme(policy.scheme)) {
        return "scheme is " + shown(policy.scheme) +
               ": write that of the service's pages alone and in lower case, such as https";
    }
    for (const auto &uri : policy.uris) {
        if (sign_in::is_uri(uri)) continue;
        return "uris has " + shown(uri) + ", which is no URI of RFC 3986: write whole ones, " +
               "such as https://app.example/login";
    }
    for (const auto &origin : policy.callback_origins) {
        if (sign_in::is_uri(origin) && origin_of(origin) == origin) continue;
        return "callback_origins has " + shown(origin) +
               ": write scheme://host[:port] and no more, such as https://app.example";
    }
    return {};
}

std::string statement_error(const std::string &statement) {
    if (statement.empty()) return {};
    const auto good = sign_in::check_statement(statement);
    return good ? std::string{} : std::string{good.error().detail.view()};
}

std::string homes_error(const Config &config) {
    for (const auto &[name_space, home] : config.home_chains) {
        const auto chain = parse_chain_id(home);
        if (chain && chain->name_space == name_space) continue;
        return "home_chains: no chain of " + printable_ascii(name_space, 40) + ": " + shown(home) +
               ": write a CAIP-2 id of that namespace";
    }
    return {};
}

std::string numbers_error(const Config &config) {
    if (config.lifetime < min_lifetime || config.lifetime > max_lifetime) {
        return "lifetime is not between 30 seconds and 24 hours";
    }
    if (config.policy.skew < seconds{0} || config.policy.skew > most_skew) {
        return "skew is not between 0 and 120 seconds";
    }
    if (config.channels.empty()) {
        return "channels is empty: nobody could ever be answered: write some of cookie, verifier "
               "and none";
    }
    if (config.accept == 0) {
        return "accept is empty: nothing could be proven: write derived, chain_state or both";
    }
    return {};
}

} // namespace

std::string chain_fault(const PluginSet &plugins, std::string_view chain) {
    // No account: of a chain that is none the plugin says so first.
    const auto account = plugins.normalize_account(chain, "-");
    if (account) return {};
    const auto status = account.error().status;
    if (status != WA_MALFORMED_CHAIN && status != WA_UNSUPPORTED_CHAIN) return {};
    return std::string{account.error().detail.view()};
}

std::string config_error(const Config &config, const PluginSet &plugins, const KeyRing &keys,
                         const ReplayStore &store) {
    if (auto wrong = numbers_error(config); !wrong.empty()) return wrong;
    if (store.forgets_at_exit() && keys.outlives_process()) {
        return "the keys outlive the store, which forgets with this process: use KeyRing::generate "
               "or another store";
    }
    if (auto wrong = chains_error(config, plugins); !wrong.empty()) return wrong;
    if (auto wrong = forms_error(config, plugins); !wrong.empty()) return wrong;
    if (auto wrong = domain_error(config, plugins); !wrong.empty()) return wrong;
    if (auto wrong = addresses_error(config.policy); !wrong.empty()) return wrong;
    if (auto wrong = statement_error(config.statement); !wrong.empty()) return wrong;
    return homes_error(config);
}

} // namespace walletauth::signin
