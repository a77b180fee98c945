// SPDX-License-Identifier: Apache-2.0
/// PluginModule: one module file, looked at before any of its code runs, and then run by itself.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/plugin.h>
#include <walletauth/plugin_set.hpp>

#include <expected>
#include <filesystem>
#include <memory>

namespace walletauth {

/// A plugin whose code runs in this process, until the process ends.
struct RunningPlugin {
    wa_plugin_entry entry = nullptr;  ///< for PluginSet::add, which checks its table once more
    const wa_plugin *table = nullptr; ///< checked; for PluginAdapter, or to call as plugin.h says
};

/// A module as it was when it was opened: a copy in memory that nobody can change any more. For
/// tools that look at a plugin or try it. A service uses PluginSet: that holds a module against its
/// manifest, too, and against the rule `binding` before any function of it is called.
///
/// Moved from, it may only be assigned to or destroyed. Any number of threads may use one at once.
class PluginModule {
  public:
    /// The steps of loading (docs/abi.md, "Loading") up to but without running it. It may need any
    /// library.
    [[nodiscard]] static std::expected<PluginModule, LoadError> open(
        const std::filesystem::path &file);
    PluginModule(PluginModule &&) noexcept;
    PluginModule &operator=(PluginModule &&) noexcept;
    ~PluginModule();

    [[nodiscard]] const ModuleInfo &info() const noexcept;

    /// Maps the copy, checks the table and runs the self-test. What runs already is not mapped
    /// again, so this may be repeated, also in a child process. Nothing is ever unloaded. A plugin
    /// that does harm while it starts does it here: whoever does not trust it forks first.
    [[nodiscard]] std::expected<RunningPlugin, LoadError> run() const;

  private:
    struct State;
    explicit PluginModule(std::unique_ptr<State> state) noexcept;

    std::unique_ptr<State> state_;
};

} // namespace walletauth
