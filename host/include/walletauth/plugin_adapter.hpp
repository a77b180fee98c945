// SPDX-License-Identifier: Apache-2.0
/// PluginAdapter: a plugin's table as the two abstract classes, each answer judged before anyone
/// sees it.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// What a Verifier asks behind its routes, for tools that ask one plugin without any. An answer
/// that breaks the ABI ("garbage", docs/abi.md) becomes WA_ERROR_INTERNAL, with a detail that says
/// what is wrong with it; nothing else ever depends on it. Requests are passed on as they are: hold
/// them against the descriptor first (checks.hpp). Any number of threads at once, no lock.
class PluginAdapter final : public SignatureVerifier, public AddressDeriver {
  public:
    /// A table that was checked (PluginModule::run, LoadedPlugin::table), and that outlives this.
    explicit PluginAdapter(const wa_plugin &table) noexcept : table_(table) {}
    PluginAdapter(const PluginAdapter &) = delete;
    PluginAdapter &operator=(const PluginAdapter &) = delete;

    [[nodiscard]] const wa_plugin &table() const noexcept { return table_; }
    /// Answers that broke the ABI since this object was made.
    [[nodiscard]] std::uint64_t garbage_count() const noexcept { return garbage_.load(); }

    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
    void verify_many(std::span<const wa_request *const> requests,
                     std::span<Result<Proof>> results) const override;
    [[nodiscard]] Result<std::vector<std::string>> evidence_queries(
        const wa_request &request) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const override;
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;

  private:
    class Judge; // plugin_adapter.cpp

    const wa_plugin &table_;
    mutable std::atomic<std::uint64_t> garbage_{0};
};

} // namespace walletauth
