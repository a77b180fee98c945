// SPDX-License-Identifier: Apache-2.0
// What the daemon is made of: what lasts as long as the process, and what a reload replaces.
// Internal.
#pragma once

#include "network.hpp"
#include "settings.hpp"
#include "signing.hpp"

#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/replay_store.hpp>
#include <walletauth/signin/sign_in.hpp>
#include <walletauth/verifier.hpp>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace walletauth::daemon {

/// What stays over a reload: the store, and the keys that are bound to it.
struct Lasting {
    StoreSettings settings;
    std::string nonce_file, seal_file;
    std::shared_ptr<signin::ReplayStore> store;
    std::shared_ptr<const signin::KeyRing> nonce_keys;
    std::shared_ptr<const signin::KeyRing> seal_keys;
    /// What sessions are remembered in; NULL: `store`. Memory has one for them alone, so that
    /// whoever fills it by refreshing keeps nobody from signing in.
    std::shared_ptr<signin::ReplayStore> sessions = nullptr;
    /// Of `store`, for all clients, and over a reload; NULL: each client makes its own.
    std::shared_ptr<signin::GenerationCache> generation = nullptr;
};

/// Whether a server of the store that can't be reached is an error. A daemon starts without it, and
/// answers 503 until it is there.
enum class StoreAtStart : std::uint8_t { must_answer, may_be_down };

/// Opens the store and reads the keys. The error says what is wrong and what to do.
[[nodiscard]] std::expected<Lasting, std::string> open_lasting(
    const Settings &settings, StoreAtStart at_start = StoreAtStart::must_answer);

struct Client {
    const ClientSettings *settings;
    signin::SignIn sign_in;
};

/// What one file of settings comes to. Immutable; requests that began with it end with it.
struct Parts {
    Settings settings;
    Verifier verifier;
    TrustedProxies proxies;
    std::vector<Client> clients;
    SigningKeys signing; ///< empty: access tokens are sealed

    /// NULL: there is no such client.
    [[nodiscard]] const Client *find(std::string_view id) const noexcept;
    /// Whether any client's pages have this origin.
    [[nodiscard]] bool knows_origin(std::string_view origin) const noexcept;
};

/// Reads a file of settings, which nobody but root and this user may be able to write, and opens
/// what it names. `lasting` is opened by the caller, of the same settings or of earlier ones.
[[nodiscard]] std::expected<Settings, std::string> read_settings_file(
    const std::filesystem::path &file);
[[nodiscard]] std::expected<std::shared_ptr<const Parts>, std::string> make_parts(
    Settings settings, const Lasting &lasting);
/// The same with plugins that are loaded already.
[[nodiscard]] std::expected<std::shared_ptr<const Parts>, std::string> make_parts(
    Settings settings, const Lasting &lasting, std::shared_ptr<const PluginSet> plugins);

} // namespace walletauth::daemon
