// SPDX-License-Identifier: Apache-2.0
// A plugin's table as the two abstract classes, with every answer judged before anyone sees it.
// Internal.
#pragma once

#include <walletauth/interface.hpp>

#include <atomic>
#include <cstdint>

namespace walletauth {

/// Answers that break the ABI ("garbage") become WA_ERROR_INTERNAL for that request and are
/// counted; nothing else ever depends on the count.
class PluginAdapter final : public SignatureVerifier, public AddressDeriver {
  public:
    PluginAdapter(const wa_plugin &table, std::atomic<std::uint64_t> &garbage) noexcept
        : table_(table), garbage_(garbage) {}

    [[nodiscard]] const wa_plugin &table() const noexcept { return table_; }

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
    /// Counts one broken answer and says what was wrong with it.
    template <class... Parts>
    [[nodiscard]] std::unexpected<Refusal> garbage(const Parts &...parts) const noexcept {
        garbage_.fetch_add(1, std::memory_order_relaxed);
        return refuse(WA_ERROR_INTERNAL, "plugin ", view(table_.id), " broke the ABI: ", parts...);
    }
    [[nodiscard]] Result<Proof> judge(const wa_request &request, const wa_verdict &verdict) const;
    template <class Call>
    [[nodiscard]] Result<std::vector<std::uint8_t>> output(std::size_t limit, Call &&call,
                                                           std::size_t usual = 512) const;
    [[nodiscard]] Result<std::string> account_text(Result<std::vector<std::uint8_t>> bytes) const;
    [[nodiscard]] const wa_scheme *find(std::string_view scheme) const noexcept;

    const wa_plugin &table_;
    std::atomic<std::uint64_t> &garbage_;
};

} // namespace walletauth
