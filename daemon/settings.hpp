// SPDX-License-Identifier: Apache-2.0
// walletauthd.toml, read. Internal.
#pragma once

#include <walletauth/settings.hpp>
#include <walletauth/signin/sign_in.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::daemon {

/// Where in the file something is said that only plugins can judge.
struct SettingsPlace {
    std::string member;
    std::size_t line = 0;
};

/// One application whose users sign in here.
struct ClientSettings {
    std::string id;                   ///< "" is the one that requests without `client_id` mean
    std::vector<std::string> origins; ///< pages that may ask, "https://app.example"
    signin::Config sign_in;
    SettingsPlace chains, forms;
    SettingsPlace domain; ///< empty where the client does not say it
};

struct StoreSettings {
    enum class Kind : std::uint8_t { memory, sqlite, redis, postgresql };
    Kind kind = Kind::memory;
    std::string path; ///< of SQLite's file, or of Redis' Unix socket
    std::string host = "127.0.0.1";
    std::uint16_t port = 6379;
    std::string connection;    ///< of PostgreSQL, as libpq reads it
    std::string user;          ///< of Redis; empty: its default user
    std::string password_file; ///< of Redis; empty: it asks for none
    friend bool operator==(const StoreSettings &, const StoreSettings &) = default;
};

struct LimitSettings {
    std::uint32_t challenges_per_minute = 60; ///< of one client address
    std::uint32_t sign_ins_per_minute = 30;
    std::uint32_t refreshes_per_minute = 120;
    std::uint32_t sessions_per_minute = 600; ///< questions for a session, but for the internal side
    std::uint32_t evidence_per_minute = 10;  ///< sign-ins that only nodes can judge
};

struct SessionSettings {
    std::chrono::seconds life{std::chrono::days{30}}; ///< from the sign-in on
    std::chrono::seconds idle{std::chrono::days{7}};  ///< that a refresh token waits, at most
    std::vector<std::string> signing_keys;            ///< files; none: access tokens are sealed
};

/// One site that a proxy guards by asking here (docs/daemon.md, forward-auth).
struct SiteSettings {
    std::string origin;                ///< "https://grafana.example"
    std::string host;                  ///< of it, with its port, if any
    std::string client;                ///< whose chains, forms and `accept` hold
    std::vector<std::string> subjects; ///< who may enter; empty: whoever signs in
    std::chrono::seconds life{std::chrono::minutes{10}};
};

struct Settings {
    std::string issuer;
    std::vector<std::string> listen;
    std::vector<std::string> internal_listen;
    std::string plugins;   ///< a manifest, or a folder for development
    std::string endpoints; ///< "": no node is asked
    std::vector<std::string> trusted_proxies;
    StoreSettings store;
    std::string nonce_keys; ///< file; "": made at start
    std::string seal_keys;
    std::chrono::seconds access_token{std::chrono::minutes{10}};
    SessionSettings session;
    LimitSettings limits;
    std::uint32_t accept = WA_ACCEPT_DERIVED; ///< of [sign_in]: what proves an account to `verify`
    std::vector<ClientSettings> clients;      ///< at least one
    std::vector<SiteSettings> sites;
    /// How long a browser stays signed in for sites.
    std::chrono::seconds forward_session{std::chrono::hours{12}};
};

/// Settings of a text; the fault says which member is wrong. Files are not looked at.
[[nodiscard]] std::expected<Settings, SettingsFault> read_settings(std::string_view toml);

} // namespace walletauth::daemon
