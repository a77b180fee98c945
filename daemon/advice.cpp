// SPDX-License-Identifier: Apache-2.0
#include "advice.hpp"

#include "origin.hpp"

#include <walletauth/interface.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace walletauth::daemon {
namespace {

/// A scheme by which users of a client can sign in on one of its chains.
struct WayIn {
    std::string_view chain;
    const SchemeRoute *route;
    std::vector<signin::FormOfScheme> forms; ///< those that the client takes
};

std::vector<WayIn> ways_in(const ClientSettings &client, const PluginSet &plugins) {
    std::set<std::string_view> schemes;
    for (const auto &route : plugins.scheme_routes())
        schemes.insert(view(route.scheme->id));
    std::vector<WayIn> ways;
    for (const auto &chain : client.sign_in.policy.chains)
        for (const auto scheme : schemes) {
            const auto *route = plugins.find_scheme(chain, scheme);
            if (route == nullptr) continue;
            auto forms = signin::forms_of(plugins, chain, scheme);
            std::erase_if(forms, [&](const auto &form) {
                return std::ranges::find(client.sign_in.forms, form.id) ==
                       client.sign_in.forms.end();
            });
            if (!forms.empty()) ways.push_back({chain, route, std::move(forms)});
        }
    return ways;
}

std::string said_at(const SettingsPlace &place, std::string_view what) {
    return place.member + ": line " + std::to_string(place.line) + ": " + std::string{what};
}

/// What becomes of users where the client accepts a chain's word, and nobody can be asked for it.
enum class WithoutNodes : std::uint8_t {
    as_before, ///< no scheme of the chain needs its word
    some_out,  ///< a key alone still proves most accounts
    all_out    ///< the chain is asked about each account, or nothing else is accepted
};

WithoutNodes without_nodes(const signin::Config &config, const SchemeRoute &route) {
    if ((config.accept & WA_ACCEPT_CHAIN_STATE) == 0 ||
        (route.scheme->flags & WA_SCHEME_MAY_NEED_EVIDENCE) == 0)
        return WithoutNodes::as_before;
    const bool by_key = (config.accept & WA_ACCEPT_DERIVED) != 0;
    return by_key && !signin::is_state_first(config, route) ? WithoutNodes::some_out
                                                            : WithoutNodes::all_out;
}

std::string all_are_out(const ClientSettings &client, const WayIn &way) {
    std::string what = "nobody could sign in by " + std::string{view(way.route->scheme->id)} +
                       " on \"" + std::string{way.chain} +
                       "\": `accept` has chain_state, so the chain is asked about each account, "
                       "and `endpoints` names no node of it: add nodes";
    if ((client.sign_in.accept & WA_ACCEPT_DERIVED) != 0)
        what += ", or give its users a client with accept = [\"derived\"] or prefer_state = false";
    return said_at(client.chains, what);
}

std::string some_are_out(const ClientSettings &client, const WayIn &way) {
    return said_at(client.chains, "accounts of \"" + std::string{way.chain} +
                                      "\" that only their chain can prove can't sign in by " +
                                      std::string{view(way.route->scheme->id)} +
                                      ", though `accept` has chain_state: `endpoints` names no "
                                      "node of it");
}

/// Who signs may choose the form, and so may whoever leads him to sign.
std::optional<std::string> weaker_form(const ClientSettings &client, const WayIn &way) {
    const auto informal = std::ranges::find(way.forms, true, &signin::FormOfScheme::is_informal);
    const auto formal = std::ranges::find(way.forms, false, &signin::FormOfScheme::is_informal);
    if (informal == way.forms.end() || formal == way.forms.end()) return std::nullopt;
    return said_at(client.forms,
                   informal->id + " is weaker than " + formal->id + ", which " +
                       std::string{view(way.route->scheme->id)} +
                       " has, too: no specification fixes it, so wallets can't tell a text that "
                       "another site asks for. Leave it out unless your wallets write no other");
}

std::optional<std::string> domain_of_no_page(const ClientSettings &client,
                                             const std::vector<WayIn> &ways) {
    const auto &domain = client.sign_in.policy.domain;
    const bool is_of_page = std::ranges::any_of(client.origins, [&](const auto &page) {
        const auto origin = origin_of(page);
        return origin && origin->host == domain;
    });
    // A form without a URI names a recipient, which may be no host at all.
    const bool names_page = std::ranges::any_of(ways, [](const WayIn &way) {
        return std::ranges::any_of(way.forms, &signin::FormOfScheme::names_uri);
    });
    if (client.domain.member.empty() || client.origins.empty() || is_of_page || !names_page)
        return std::nullopt;
    return said_at(client.domain, "\"" + domain +
                                      "\" is the host of none of `origins`, and wallets warn of "
                                      "a text for another host than the page's");
}

void add_once(std::vector<std::string> &lines, std::optional<std::string> line) {
    if (line && std::ranges::find(lines, *line) == lines.end()) lines.push_back(std::move(*line));
}

} // namespace

std::string fault_without_nodes(const Parts &parts, const HasNodes &has_nodes) {
    for (const auto &client : parts.settings.clients)
        for (const auto &way : ways_in(client, parts.verifier.plugins()))
            if (without_nodes(client.sign_in, *way.route) == WithoutNodes::all_out &&
                !has_nodes(way.chain))
                return all_are_out(client, way);
    return {};
}

std::vector<std::string> warnings_of(const Parts &parts, const HasNodes &has_nodes) {
    std::vector<std::string> lines;
    for (const auto &client : parts.settings.clients) {
        const auto ways = ways_in(client, parts.verifier.plugins());
        for (const auto &way : ways) {
            if (without_nodes(client.sign_in, *way.route) == WithoutNodes::some_out &&
                !has_nodes(way.chain))
                add_once(lines, some_are_out(client, way));
            add_once(lines, weaker_form(client, way));
        }
        add_once(lines, domain_of_no_page(client, ways));
    }
    return lines;
}

} // namespace walletauth::daemon
