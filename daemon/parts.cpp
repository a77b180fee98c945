// SPDX-License-Identifier: Apache-2.0
#include "parts.hpp"

#include "guarded_store.hpp"

#include <walletauth/signin/memory_store.hpp>
#include <walletauth/trusted_text.hpp>
#ifdef WALLETAUTH_HAS_SQLITE
#include <walletauth/signin/sqlite_store.hpp>
#endif
#ifdef WALLETAUTH_HAS_REDIS
#include <walletauth/signin/redis_store.hpp>
#endif
#ifdef WALLETAUTH_HAS_POSTGRESQL
#include <walletauth/signin/postgresql_store.hpp>
#endif

#include <algorithm>

namespace walletauth::daemon {
namespace {

using namespace std::string_view_literals;

using Store = std::shared_ptr<signin::ReplayStore>;
constexpr std::uint64_t max_settings = std::uint64_t{1} << 20;
constexpr std::uint64_t max_keys = 8192;

/// `kind`: of a store that does not say in its errors what it is.
template <class Made>
std::expected<Store, std::string> shared(Made made, std::string_view kind = "") {
    if (!made) return std::unexpected("store: " + std::string{kind} + made.error());
    return std::make_shared<GuardedStore>(std::move(*made));
}

/// A file for its owner alone. `what` is in it, which must be made anew if others had it.
std::expected<std::string, std::string> read_secret(const std::string &file,
                                                    std::string_view what) {
    std::error_code error;
    const auto mode = std::filesystem::status(file, error).permissions();
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    if (!error && (mode & others) != std::filesystem::perms::none)
        return std::unexpected(file + ": others may read its " + std::string{what} +
                               ": chmod 600 it, and make it anew");
    auto text = read_trusted_text(file, max_keys);
    if (!text) return std::unexpected(text.error().message());
    return std::move(*text);
}

#ifdef WALLETAUTH_HAS_REDIS
/// The one line of its file; "" where there is no file.
std::expected<std::string, std::string> read_password(const std::string &file) {
    if (file.empty()) return {};
    auto text = read_secret(file, "password");
    if (!text) return std::unexpected("password_file: " + text.error());
    if (text->ends_with('\n')) text->pop_back();
    if (text->empty() || text->find_first_of("\r\n") != text->npos)
        return std::unexpected("password_file: " + file + ": expected one line, the password");
    return std::move(*text);
}

std::expected<Store, std::string> open_redis(const StoreSettings &settings, bool may_be_down) {
    auto password = read_password(settings.password_file);
    if (!password) return std::unexpected("store." + password.error());
    auto opened = signin::RedisStore::open({.unix_path = settings.path,
                                            .host = settings.host,
                                            .port = settings.port,
                                            .user = settings.user,
                                            .password = std::move(*password)},
                                           {.may_be_down = may_be_down});
    if (!opened && settings.password_file.empty() && opened.error().contains("NOAUTH"))
        return std::unexpected("store: " + opened.error() +
                               ": name the file of its password, store.password_file");
    return shared(std::move(opened));
}
#endif

std::expected<Store, std::string> open_store(const StoreSettings &settings,
                                             [[maybe_unused]] bool may_be_down) {
    using Kind = StoreSettings::Kind;
    switch (settings.kind) {
    case Kind::memory:
        return std::make_shared<signin::MemoryStore>(signin::system_random());
    case Kind::sqlite:
#ifdef WALLETAUTH_HAS_SQLITE
        return shared(signin::SqliteStore::open(settings.path), "sqlite: ");
#endif
        break;
    case Kind::redis:
#ifdef WALLETAUTH_HAS_REDIS
        return open_redis(settings, may_be_down);
#endif
        break;
    case Kind::postgresql:
#ifdef WALLETAUTH_HAS_POSTGRESQL
        return shared(
            signin::PostgresqlStore::open(settings.connection, {.may_be_down = may_be_down}));
#endif
        break;
    }
    return std::unexpected(std::string{"store: this build has no store of this kind"});
}

/// Of a connection as libpq reads it (PostgreSQL 15, 34.1.1): `password = ...` among its words, or
/// in a URI "//user:password@" or a parameter. The name of a file may say so, too.
bool has_password(std::string_view connection) {
    constexpr std::string_view blank = " \t\r\n", word = "password";
    for (auto at = connection.find(word); at != connection.npos;
         at = connection.find(word, at + 1)) {
        auto before = connection.substr(0, at);
        if (before.ends_with("ssl")) before.remove_suffix(3);
        const auto next = connection.find_first_not_of(blank, at + word.size());
        const bool is_named = next != connection.npos && connection[next] == '=';
        if (is_named && (before.empty() || "&? \t\r\n"sv.contains(before.back()))) return true;
    }
    if (!connection.starts_with("postgres://") && !connection.starts_with("postgresql://"))
        return false;
    const auto rest = connection.substr(connection.find("//") + 2);
    const auto authority = rest.substr(0, rest.find_first_of("/?"));
    return authority.substr(0, authority.find_last_of('@') + 1).contains(':');
}

/// The daemon's group may read its settings: they are root's, as a rule.
bool others_may_read(const std::filesystem::path &file) {
    std::error_code error;
    const auto mode = std::filesystem::status(file, error).permissions();
    return !error && (mode & std::filesystem::perms::others_read) != std::filesystem::perms::none;
}

std::expected<std::shared_ptr<const signin::KeyRing>, std::string> open_keys(
    const std::string &file) {
    if (file.empty())
        return std::make_shared<const signin::KeyRing>(
            signin::KeyRing::generate(signin::system_random()));
    const auto text = read_secret(file, "keys");
    if (!text) return std::unexpected(text.error());
    auto keys = signin::KeyRing::parse(*text);
    if (!keys) return std::unexpected(file + ": " + keys.error());
    return std::make_shared<const signin::KeyRing>(*keys);
}

std::expected<SigningKeys, std::string> open_signing_keys(const std::vector<std::string> &files) {
    SigningKeys keys;
    for (const auto &file : files) {
        const auto text = read_secret(file, "keys");
        if (!text) return std::unexpected(text.error());
        if (auto added = keys.add(*text); !added)
            return std::unexpected(file + ": " + added.error());
    }
    return keys;
}

std::expected<PluginSet, LoadError> open_plugins(const std::string &path) {
    std::error_code error;
    return std::filesystem::is_directory(path, error) ? PluginSet::from_directory(path)
                                                      : PluginSet::from_manifest(path);
}

/// What only the plugins know: whether a list of names has one that no plugin has.
std::string unknown_name(const SettingsPlace &place, std::string_view kind,
                         const std::string &name) {
    return place.member + ": line " + std::to_string(place.line) + ": no loaded plugin has the " +
           std::string{kind} + " \"" + name + "\"";
}

/// Empty if all is known.
std::string unknown_names(const ClientSettings &client, const PluginSet &plugins) {
    const auto forms = signin::forms_of(plugins);
    for (const auto &form : client.sign_in.forms) {
        if (std::ranges::binary_search(forms, form)) continue;
        std::string known;
        for (const auto &other : forms)
            known.append(known.empty() ? "" : ", ").append(other);
        return unknown_name(client.forms, "form", form) + ", expected " + known;
    }
    for (const auto &chain : client.sign_in.policy.chains)
        if (const auto fault = signin::chain_fault(plugins, chain); !fault.empty())
            return unknown_name(client.chains, "chain", chain) + ": " + fault;
    return {};
}

} // namespace

std::expected<Lasting, std::string> open_lasting(const Settings &settings, StoreAtStart at_start) {
    auto nonce_keys = open_keys(settings.nonce_keys);
    if (!nonce_keys) return std::unexpected("keys.nonce: " + nonce_keys.error());
    auto seal_keys = open_keys(settings.seal_keys);
    if (!seal_keys) return std::unexpected("keys.seal: " + seal_keys.error());
    auto store = open_store(settings.store, at_start == StoreAtStart::may_be_down);
    if (!store) return std::unexpected(store.error());
    auto sessions = *store;
    if (settings.store.kind == StoreSettings::Kind::memory)
        sessions = std::make_shared<signin::MemoryStore>(signin::system_random());
    return Lasting{settings.store,     settings.nonce_keys,
                   settings.seal_keys, *store,
                   *nonce_keys,        *seal_keys,
                   sessions,           std::make_shared<signin::GenerationCache>(*store)};
}

const Client *Parts::find(std::string_view id) const noexcept {
    const auto found = std::ranges::find_if(
        clients, [&](const Client &client) { return client.settings->id == id; });
    return found == clients.end() ? nullptr : &*found;
}

bool Parts::knows_origin(std::string_view origin) const noexcept {
    return std::ranges::any_of(clients, [&](const Client &client) {
        return std::ranges::find(client.settings->origins, origin) !=
               client.settings->origins.end();
    });
}

std::expected<Settings, std::string> read_settings_file(const std::filesystem::path &file) {
    const auto text = read_trusted_text(file, max_settings);
    if (!text) return std::unexpected(text.error().message());
    auto settings = read_settings(*text);
    if (settings) {
        if (has_password(settings->store.connection) && others_may_read(file))
            return std::unexpected(file.string() +
                                   ": others may read the password in "
                                   "store.connection: give the file the daemon's "
                                   "group and chmod 640 it, and change the password");
        return std::move(*settings);
    }
    const auto &fault = settings.error();
    return std::unexpected(file.string() + ": " +
                           (fault.member.empty() ? "" : fault.member + ": ") + fault.message());
}

std::expected<std::shared_ptr<const Parts>, std::string> make_parts(Settings settings,
                                                                    const Lasting &lasting) {
    auto plugins = open_plugins(settings.plugins);
    if (!plugins) return std::unexpected("plugins: " + plugins.error().message());
    return make_parts(std::move(settings), lasting,
                      std::make_shared<const PluginSet>(std::move(*plugins)));
}

std::expected<std::shared_ptr<const Parts>, std::string> make_parts(
    Settings settings, const Lasting &lasting, std::shared_ptr<const PluginSet> plugins) {
    auto proxies = TrustedProxies::parse(settings.trusted_proxies);
    if (!proxies) return std::unexpected("trusted_proxies: " + proxies.error());
    auto signing = open_signing_keys(settings.session.signing_keys);
    if (!signing) return std::unexpected("keys.signing: " + signing.error());
    const Verifier verifier{std::move(plugins)};
    auto parts = std::make_shared<Parts>(
        Parts{std::move(settings), verifier, std::move(*proxies), {}, *signing});
    for (const auto &client : parts->settings.clients) {
        if (auto wrong = unknown_names(client, verifier.plugins()); !wrong.empty())
            return std::unexpected(wrong);
        auto sign_in =
            signin::SignIn::make(verifier, client.sign_in, lasting.nonce_keys, lasting.store,
                                 signin::system_random(), lasting.generation);
        if (!sign_in) return std::unexpected("client \"" + client.id + "\": " + sign_in.error());
        parts->clients.push_back({&client, std::move(*sign_in)});
    }
    return parts;
}

} // namespace walletauth::daemon
