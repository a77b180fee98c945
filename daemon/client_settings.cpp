// SPDX-License-Identifier: Apache-2.0
#include "client_settings.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/sign_in/claims.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace walletauth::daemon {
namespace {

std::uint32_t accept_of(SettingsReader &table, std::uint32_t missing) {
    static constexpr std::array<std::pair<std::string_view, std::uint32_t>, 3> words{
        {{"derived", WA_ACCEPT_DERIVED},
         {"chain_state", WA_ACCEPT_CHAIN_STATE},
         {"counterfactual", WA_ACCEPT_COUNTERFACTUAL}}};
    if (!table.has("accept")) return missing;
    std::uint32_t bits = 0;
    for (const auto &word : table.texts("accept")) {
        const auto *found = std::ranges::find(words, std::string_view{word},
                                              &std::pair<std::string_view, std::uint32_t>::first);
        if (found == words.end())
            table.refuse("accept", "expected derived, chain_state, counterfactual");
        else
            bits |= found->second;
    }
    if (bits == 0) table.refuse("accept", "it is empty: nothing could prove an account");
    return bits;
}

std::string statement_of(SettingsReader &table) {
    auto statement = table.text("statement");
    if (auto good = sign_in::check_statement(statement); !good)
        table.refuse("statement", std::string{good.error().detail.view()});
    return statement;
}

/// A list that `table` may have, and its place: of the default where it has none.
void read_list(SettingsReader &table, std::string_view name, std::vector<std::string> &list,
               SettingsPlace &place) {
    if (!table.has(name)) return;
    list = table.texts(name);
    place = {table.member(name), table.line(name)};
    if (list.empty()) table.refuse(name, "it is empty: nobody could sign in");
}

/// Programs have schemes of their own for the way back, such as "shop://signed-in".
void read_callback_origins(SettingsReader &table, std::vector<std::string> &list) {
    list = table.texts("callback_origins");
    for (const auto &text : list) {
        const bool is_page = text.starts_with("https:") || text.starts_with("http:");
        if (is_page ? !origin_of(text) : signin::origin_of(text) != text)
            table.refuse("callback_origins",
                         "\"" + text + "\" is no origin such as https://app.example");
    }
}

/// What [sign_in] says for all clients, and [[client]] for one.
void read_sign_in(SettingsReader &table, ClientSettings &client) {
    using std::chrono::seconds;
    auto &config = client.sign_in;
    read_list(table, "chains", config.policy.chains, client.chains);
    read_list(table, "forms", config.forms, client.forms);
    config.accept = accept_of(table, config.accept);
    if (table.has("statement")) config.statement = statement_of(table);
    config.lifetime = seconds{table.number("lifetime", 30, 86'400, config.lifetime.count())};
    config.policy.skew = seconds{table.number("skew", 0, 120, config.policy.skew.count())};
    config.prefer_state = table.flag("prefer_state", config.prefer_state);
    if (table.has("recipients")) config.policy.recipients = table.texts("recipients");
    if (table.has("uris")) config.policy.uris = table.texts("uris");
    if (table.has("callback_origins")) read_callback_origins(table, config.policy.callback_origins);
    if (!table.has("home_chains")) return;
    config.home_chains.clear();
    for (auto &chain : table.texts("home_chains")) {
        const auto name_space = chain.substr(0, chain.find(':'));
        if (!parse_chain_id(chain) || !config.home_chains.emplace(name_space, chain).second)
            table.refuse("home_chains",
                         "expected one chain (CAIP-2) of a namespace, found " + chain);
    }
}

ClientSettings defaults_of(const Settings &settings, const Origin &origin) {
    ClientSettings client;
    client.origins = {settings.issuer};
    auto &config = client.sign_in;
    config.issuer = settings.issuer;
    config.policy.domain = origin.host;
    config.policy.scheme = origin.scheme;
    return client;
}

/// Some wallets sign the address of the very page that asks, whichever of the client's it is. So
/// all of them count, beside those that the settings name.
void add_callback_origins(ClientSettings &client) {
    auto &policy = client.sign_in.policy;
    auto pages = client.origins;
    if (pages.empty()) pages.push_back(policy.scheme + "://" + policy.domain);
    policy.callback_origins.insert(policy.callback_origins.end(), pages.begin(), pages.end());
}

/// Wallets compare the text with the page: it names the host of the client's pages, not the
/// daemon's. Without pages there is nothing to compare.
void read_pages(SettingsReader &table, ClientSettings &client) {
    client.origins = table.texts("origins");
    auto &policy = client.sign_in.policy;
    std::vector<Origin> pages;
    for (const auto &page : client.origins) {
        if (auto origin = origin_of(page))
            pages.push_back(std::move(*origin));
        else
            table.refuse("origins", "\"" + page + "\" is no origin such as https://app.example");
    }
    const auto is_other = [&](const Origin &page) { return page.host != pages.front().host; };
    if (table.has("domain")) {
        policy.domain = table.text("domain");
        client.domain = {table.member("domain"), table.line("domain")};
    } else if (std::ranges::any_of(pages, is_other)) {
        table.refuse("domain", "it is missing, and `origins` has several hosts: say which of them "
                               "the user's text names");
    } else if (!pages.empty()) {
        policy.domain = pages.front().host;
    }
    if (!origin_of("https://" + policy.domain))
        table.refuse("domain", "expected a plain lower-case host[:port], such as app.example");
    const auto its = std::ranges::find(pages, policy.domain, &Origin::host);
    if (its == pages.end()) return;
    policy.scheme = its->scheme;
    if (std::ranges::any_of(pages, [&](const Origin &page) {
            return page.host == its->host && page.scheme != its->scheme;
        }))
        table.refuse("origins", policy.domain + " stands there with http and with https, and the "
                                                "user's text names one: keep one");
}

void read_client(SettingsReader &table, const ClientSettings &defaults, Settings &to) {
    table.check_names({"id", "domain", "origins", "chains", "forms", "accept", "statement",
                       "lifetime", "skew", "prefer_state", "recipients", "uris", "callback_origins",
                       "home_chains", "native"});
    auto client = defaults;
    client.id = table.text("id");
    read_sign_in(table, client);
    read_pages(table, client);
    client.sign_in.client_id = client.id;
    add_callback_origins(client);
    if (table.flag("native", false)) client.sign_in.channels.push_back(signin::Channel::Kind::none);
    if (std::ranges::any_of(to.clients, [&](const auto &other) { return other.id == client.id; }))
        table.refuse("id", "two clients have it");
    for (const auto *name : {"chains", "forms"})
        if ((*name == 'c' ? client.chains : client.forms).member.empty())
            table.refuse(name, "neither the client nor [sign_in] has it: nobody could sign in");
    to.clients.push_back(std::move(client));
}

} // namespace

void read_clients(SettingsReader &top, const Origin &issuer, Settings &to) {
    auto defaults = defaults_of(to, issuer);
    if (auto table = top.table("sign_in")) {
        table->check_names({"chains", "forms", "accept", "statement", "lifetime", "skew",
                            "prefer_state", "recipients", "uris", "callback_origins",
                            "home_chains"});
        read_sign_in(*table, defaults);
    }
    to.accept = defaults.sign_in.accept;
    for (auto &client : top.list("client"))
        read_client(client, defaults, to);
    if (!to.clients.empty()) return;
    if (defaults.chains.member.empty() || defaults.forms.member.empty())
        top.refuse("sign_in", "expected `chains` and `forms`: nobody could sign in");
    add_callback_origins(defaults);
    to.clients.push_back(std::move(defaults));
}

} // namespace walletauth::daemon
