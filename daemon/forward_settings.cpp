// SPDX-License-Identifier: Apache-2.0
#include "forward_settings.hpp"

#include "origin.hpp"

#include <algorithm>

namespace walletauth::daemon {
namespace {

/// Where browsers keep cookies with `Secure` without TLS: on the user's own machine.
bool is_loopback(std::string_view name) noexcept {
    return name == "localhost" || name.ends_with(".localhost") || name == "127.0.0.1" ||
           name == "[::1]";
}

/// Why no site of this origin can be guarded; "" if it can.
std::string_view fault_of(const std::optional<Origin> &origin, const Settings &settings) {
    if (!origin) return "expected the site's own origin, such as https://grafana.example";
    const auto name = name_of(origin->host);
    if (origin->scheme != "https" && !is_loopback(name))
        return "a site without TLS can't be guarded: others read its cookies";
    // Cookies have no port: whoever serves another port of the host gets them all.
    const auto issuer = origin_of(settings.issuer);
    if (issuer && name_of(issuer->host) == name)
        return "it has the issuer's host, whose cookies the site would get: give it another name";
    const bool is_twice = std::ranges::any_of(
        settings.sites, [&](const SiteSettings &other) { return name_of(other.host) == name; });
    return is_twice ? "two sites have this host; a port does not keep their cookies apart" : "";
}

/// Why a site's users can't sign in as this client; "" if they can.
std::string_view client_fault(std::string_view id, const Settings &settings) {
    const auto found = std::ranges::find(settings.clients, id, &ClientSettings::id);
    if (found == settings.clients.end()) return "there is no [[client]] of this id";
    if (std::ranges::find(found->origins, settings.issuer) == found->origins.end())
        return "users sign in on the daemon's own page: the client's `origins` must have the "
               "issuer";
    return "";
}

void read_site(SettingsReader &table, Settings &to) {
    table.check_names({"origin", "client", "subjects", "life"});
    SiteSettings site;
    site.origin = table.text("origin");
    site.client = table.text("client");
    site.subjects = table.texts("subjects");
    site.life = std::chrono::seconds{table.number("life", 30, 3'600, site.life.count())};
    const auto origin = origin_of(site.origin);
    if (const auto fault = fault_of(origin, to); !fault.empty()) table.refuse("origin", fault);
    if (const auto fault = client_fault(site.client, to); !fault.empty())
        table.refuse("client", fault);
    if (table.has("subjects") && site.subjects.empty())
        table.refuse("subjects", "it is empty: nobody could enter");
    if (origin) site.host = origin->host;
    to.sites.push_back(std::move(site));
}

} // namespace

void read_forward(SettingsReader &top, Settings &to) {
    for (auto &table : top.list("forward"))
        read_site(table, to);
    to.forward_session =
        std::chrono::seconds{top.number("forward_session", 60, 86'400, to.forward_session.count())};
}

} // namespace walletauth::daemon
