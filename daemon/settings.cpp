// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include "client_settings.hpp"
#include "families.hpp"
#include "forward_settings.hpp"
#include "listen_address.hpp"
#include "network.hpp"
#include "origin.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace walletauth::daemon {
namespace {

/// A member that another kind of store has would be read by nobody.
void refuse_members_of_others(SettingsReader &table, StoreSettings::Kind kind,
                              std::string_view name) {
    using Kind = StoreSettings::Kind;
    static constexpr std::array<std::pair<std::string_view, Kind>, 7> users{
        {{"path", Kind::sqlite},
         {"path", Kind::redis},
         {"host", Kind::redis},
         {"port", Kind::redis},
         {"user", Kind::redis},
         {"password_file", Kind::redis},
         {"connection", Kind::postgresql}}};
    for (const auto &[member, user] : users) {
        const bool is_used = std::ranges::find(users, std::pair{member, kind}) != users.end();
        if (table.has(member) && !is_used)
            table.refuse(member,
                         "a store of kind " + std::string{name} + " does not use it: remove it");
    }
    if (kind == Kind::redis && table.has("path"))
        for (const auto *member : {"host", "port"})
            if (table.has(member))
                table.refuse(member, "`path` names a Unix socket, so it is not used: keep one");
}

void read_store(SettingsReader table, StoreSettings &to) {
    static constexpr std::array<std::string_view, 4> kinds{"memory", "sqlite", "redis",
                                                           "postgresql"};
    table.check_names({"kind", "path", "host", "port", "connection", "user", "password_file"});
    const auto kind = table.text("kind", "memory");
    const auto *found = std::ranges::find(kinds, kind);
    if (found == kinds.end())
        return table.refuse("kind", "expected memory, sqlite, redis or postgresql");
    to.kind = static_cast<StoreSettings::Kind>(found - kinds.begin());
    refuse_members_of_others(table, to.kind, kind);
    to.path = table.text("path");
    to.host = table.text("host", to.host);
    to.port = static_cast<std::uint16_t>(table.number("port", 1, 65'535, to.port));
    to.connection = table.text("connection");
    to.user = table.text("user");
    to.password_file = table.text("password_file");
    if (!to.user.empty() && to.password_file.empty())
        table.refuse("user", "name the file of its password, too: password_file");
    if (to.kind == StoreSettings::Kind::sqlite && to.path.empty())
        table.refuse("path", "a store of SQLite needs the path of its file");
    if (to.kind == StoreSettings::Kind::postgresql && to.connection.empty())
        table.refuse("connection", "a store of PostgreSQL needs it, as libpq reads it");
}

void read_limits(SettingsReader table, LimitSettings &to) {
    table.check_names({"challenges_per_minute", "sign_ins_per_minute", "refreshes_per_minute",
                       "sessions_per_minute", "evidence_per_minute"});
    const auto number = [&](std::string_view name, std::uint32_t missing) {
        return static_cast<std::uint32_t>(table.number(name, 1, 1'000'000, missing));
    };
    to.challenges_per_minute = number("challenges_per_minute", to.challenges_per_minute);
    to.sign_ins_per_minute = number("sign_ins_per_minute", to.sign_ins_per_minute);
    to.refreshes_per_minute = number("refreshes_per_minute", to.refreshes_per_minute);
    to.sessions_per_minute = number("sessions_per_minute", to.sessions_per_minute);
    to.evidence_per_minute = number("evidence_per_minute", to.evidence_per_minute);
}

void read_session(SettingsReader table, SessionSettings &to) {
    using std::chrono::seconds;
    table.check_names({"life", "idle"});
    to.life = seconds{table.number("life", 60, longest_session.count(), to.life.count())};
    to.idle =
        seconds{table.number("idle", 60, to.life.count(), std::min(to.idle, to.life).count())};
}

void read_files(SettingsReader &top, Settings &to) {
    to.plugins = top.text("plugins");
    if (to.plugins.empty()) top.refuse("plugins", "it is missing: the path of a manifest");
    to.endpoints = top.text("endpoints");
    if (auto keys = top.table("keys")) {
        keys->check_names({"nonce", "seal", "signing"});
        to.session.signing_keys = keys->texts("signing");
        to.nonce_keys = keys->text("nonce");
        to.seal_keys = keys->text("seal");
    }
    const bool is_memory = to.store.kind == StoreSettings::Kind::memory;
    if (is_memory && !(to.nonce_keys.empty() && to.seal_keys.empty()))
        top.refuse("keys",
                   "a store of kind memory makes its keys: files would outlive what it remembers");
    if (!is_memory && (to.nonce_keys.empty() || to.seal_keys.empty()))
        top.refuse("keys",
                   "this store outlives the daemon: name the files keys.nonce and keys.seal");
}

/// Both listeners. What a start would refuse on any machine is refused here, as --check binds none.
void read_listeners(SettingsReader &top, Settings &to) {
    to.listen =
        top.has("listen") ? top.texts("listen") : std::vector<std::string>{"127.0.0.1:8080"};
    to.internal_listen = top.texts("internal_listen");
    std::vector<std::string> seen;
    for (const auto *name : {"listen", "internal_listen"}) {
        for (const auto &address : *name == 'l' ? to.listen : to.internal_listen) {
            if (const auto fault = fault_of_listen_address(address); !fault.empty())
                top.refuse(name, address + ": " + std::string{fault});
            // Port 0 is another one each time.
            if (!address.ends_with(":0") && std::ranges::find(seen, address) != seen.end())
                top.refuse(name, address + " stands there twice");
            seen.push_back(address);
        }
    }
    if (seen.empty()) top.refuse("listen", "it is empty, and so is internal_listen");
}

} // namespace

std::expected<Settings, SettingsFault> read_settings(std::string_view toml) {
    const auto node = parse_settings(toml);
    if (!node) return std::unexpected(node.error());
    std::optional<SettingsFault> fault;
    SettingsReader top(*node, "", fault);
    top.check_names({"issuer", "listen", "internal_listen", "plugins", "endpoints",
                     "trusted_proxies", "store", "keys", "sign_in", "limits", "client",
                     "access_token", "session", "forward", "forward_session"});
    Settings out;
    out.issuer = top.text("issuer");
    const auto origin = origin_of(out.issuer);
    if (!origin)
        top.refuse("issuer", "expected the daemon's own origin, such as https://login.example");
    read_listeners(top, out);
    out.trusted_proxies = top.texts("trusted_proxies");
    if (auto proxies = TrustedProxies::parse(out.trusted_proxies); !proxies)
        top.refuse("trusted_proxies", proxies.error());
    if (auto store = top.table("store")) read_store(*store, out.store);
    read_files(top, out);
    out.access_token =
        std::chrono::seconds{top.number("access_token", 30, 3'600, out.access_token.count())};
    if (auto session = top.table("session")) read_session(*session, out.session);
    if (auto limits = top.table("limits")) read_limits(*limits, out.limits);
    read_clients(top, origin.value_or(Origin{}), out);
    read_forward(top, out);
    if (fault) return std::unexpected(*fault);
    return out;
}

} // namespace walletauth::daemon
