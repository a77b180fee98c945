// SPDX-License-Identifier: Apache-2.0
// The plugin under test, loaded: only ever inside a check's own process. Internal.
#pragma once

#include <walletauth/plugin_adapter.hpp>
#include <walletauth/plugin_module.hpp>
#include <walletauth/verifier.hpp>

#include <expected>
#include <memory>
#include <span>
#include <string_view>

namespace walletauth::conformance {

class Subject {
  public:
    /// Maps the sealed copy, checks the table and routes everything that it describes.
    [[nodiscard]] static std::expected<std::unique_ptr<Subject>, LoadError> load(
        const PluginModule &module);

    [[nodiscard]] const wa_plugin &table() const noexcept { return table_; }
    [[nodiscard]] std::span<const wa_scheme *const> schemes() const noexcept {
        return {table_.schemes, table_.scheme_count};
    }
    [[nodiscard]] const wa_scheme *scheme(std::string_view id) const noexcept;
    /// What a host asks, with a set that holds just this plugin.
    [[nodiscard]] const Verifier &verifier() const noexcept { return verifier_; }
    /// What stands between table and host, and says in words how an answer breaks the ABI.
    [[nodiscard]] const PluginAdapter &adapter() const noexcept { return adapter_; }
    [[nodiscard]] std::uint64_t garbage_count() const noexcept {
        return verifier_.plugins().garbage_count() + adapter_.garbage_count();
    }

  private:
    Subject(const wa_plugin &table, std::shared_ptr<const PluginSet> set) noexcept
        : table_(table), verifier_(std::move(set)), adapter_(table) {}

    const wa_plugin &table_;
    Verifier verifier_;
    PluginAdapter adapter_;
};

} // namespace walletauth::conformance
