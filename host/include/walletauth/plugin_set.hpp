// SPDX-License-Identifier: Apache-2.0
/// PluginSet: the plugins that an operator named, loaded and routed.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>
#include <walletauth/plugin.h>

#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// Why a plugin, or the whole set, was refused. Nothing of a refused set is ever visible.
struct LoadError {
    std::string file;  ///< the file, or the id of a statically linked plugin
    std::string rule;  ///< short name of the rule, listed in docs/abi.md, such as "sha256"
    std::string value; ///< what was found, and what was expected
    /// "FILE: RULE: VALUE" in one line.
    [[nodiscard]] std::string message() const { return file + ": " + rule + ": " + value; }
};

/// A `namespace/scheme` or `chain/scheme` that a plugin serves.
struct SchemeRoute {
    std::string pattern;
    const wa_plugin *plugin = nullptr; ///< never NULL in a set, nor are the next two
    const wa_scheme *scheme = nullptr;
    const SignatureVerifier *verifier = nullptr;
    bool compat_allowed = false; ///< the operator granted WA_REQUEST_COMPAT
};

/// A `namespace/account` that a plugin holds.
struct AccountRoute {
    std::string pattern;
    const wa_plugin *plugin = nullptr; ///< never NULL in a set, nor is the next
    const AddressDeriver *deriver = nullptr;
};

/// A library that a plugin runs beside the C and C++ runtime.
struct LoadedLibrary {
    std::string name; ///< as the plugin asked for it (DT_NEEDED)
    std::string file; ///< the file that was mapped for it, links followed
};

/// What is known of a loaded plugin besides its table.
struct LoadedPlugin {
    const wa_plugin *table = nullptr;
    std::string file;   ///< empty for a statically linked plugin
    std::string sha256; ///< 64 lower-case hex digits of the bytes that run; empty if static
    std::vector<LoadedLibrary> libraries; ///< those of libraries, too; empty if static
};

/// What a statically linked plugin is granted; empty `routes` means all that it describes.
struct Grant {
    std::vector<std::string>
        routes; ///< "namespace/scheme", with "@revision" too, "namespace/account"
    std::vector<std::string> compat; ///< those of the routes where compat is allowed
};

/// Plugins and their routes. Build it before the threads start; afterwards const and shared freely.
/// Plugins are never unloaded: a set may be destroyed, the code stays mapped, and a later set that
/// names a module of the same bytes uses it again.
class PluginSet {
  public:
    PluginSet();
    PluginSet(PluginSet &&) noexcept;
    PluginSet &operator=(PluginSet &&) noexcept;
    ~PluginSet();

    /// Loads what a TOML manifest lists (docs/abi.md). All or nothing.
    [[nodiscard]] static std::expected<PluginSet, LoadError> from_manifest(
        const std::filesystem::path &manifest);
    /// Loads every `*.so` of a directory, in name order, granting all that each describes. For
    /// development: nothing is pinned.
    [[nodiscard]] static std::expected<PluginSet, LoadError> from_directory(
        const std::filesystem::path &directory);
    /// The plugins that are linked into the program, granting all that each describes. All or
    /// nothing; none at all, a NULL, and a scheme whose accounts none of them holds are refused.
    [[nodiscard]] static std::expected<PluginSet, LoadError> from_entries(
        std::span<const wa_plugin_entry> entries);
    /// Adds a statically linked plugin after the same table checks as loading does. Whether some
    /// plugin holds the accounts of its schemes is not looked at.
    [[nodiscard]] std::expected<void, LoadError> add(wa_plugin_entry entry,
                                                     const Grant &grant = {});

    /// The route of a scheme on a CAIP-2 chain: an exact-chain route, else the namespace's.
    /// NULL if none. No lock, no allocation; any thread.
    [[nodiscard]] const SchemeRoute *find_scheme(std::string_view chain,
                                                 std::string_view scheme) const noexcept;
    /// The same, or why there is none: WA_MALFORMED_CHAIN, WA_UNSUPPORTED_CHAIN or
    /// WA_UNSUPPORTED_SCHEME.
    [[nodiscard]] Result<const SchemeRoute *> route(std::string_view chain,
                                                    std::string_view scheme) const noexcept;
    /// The account route of a CAIP-2 chain's namespace; NULL if none.
    [[nodiscard]] const AccountRoute *find_account(std::string_view chain) const noexcept;
    /// True if any route serves this namespace.
    [[nodiscard]] bool knows_namespace(std::string_view name) const noexcept;
    /// True if any route serves this scheme in this namespace, be it on other chains.
    [[nodiscard]] bool knows_scheme(std::string_view name_space,
                                    std::string_view scheme) const noexcept;

    /// The one spelling of a bare account, at most 4,096 bytes; WA_MALFORMED_CHAIN,
    /// WA_MALFORMED_ACCOUNT, WA_UNSUPPORTED_CHAIN. This and the next four: any thread.
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const;
    /// The account of a key, or of what the parameters say. `parameters` are a user's: those of
    /// WA_ROLE_SERVICE are refused.
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters = {}) const;
    /// The bytes of a signature in one of the chain's notations.
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(std::string_view chain,
                                                                    std::string_view scheme,
                                                                    std::string_view text) const;
    /// The same of a public key.
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(std::string_view chain,
                                                                     std::string_view scheme,
                                                                     std::string_view text) const;
    /// The chain's usual notation of a public key.
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const;

    [[nodiscard]] std::span<const LoadedPlugin> plugins() const noexcept;
    /// Both sorted by pattern.
    [[nodiscard]] std::span<const SchemeRoute> scheme_routes() const noexcept;
    [[nodiscard]] std::span<const AccountRoute> account_routes() const noexcept;
    /// Results of plugins that broke the ABI since the set was made; each was answered `error`.
    [[nodiscard]] std::uint64_t garbage_count() const noexcept;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What a module file says of itself before any of its code runs.
struct ModuleInfo {
    std::string id;
    std::uint32_t abi_major = 0;
    std::uint32_t abi_minor = 0;
    std::string sha256; ///< 64 lower-case hex digits
    std::uint64_t size = 0;
    std::vector<std::string> exports;
    std::vector<std::string> needed; ///< DT_NEEDED
    /// Of `needed` those that a manifest must list: not of the C and C++ runtime.
    std::vector<std::string> libraries;
    std::vector<std::string> imports; ///< symbols that it takes from elsewhere
};

/// Reads and checks a module file as loading does, up to but without running it.
[[nodiscard]] std::expected<ModuleInfo, LoadError> inspect_module(
    const std::filesystem::path &module);

} // namespace walletauth
