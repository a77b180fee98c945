// SPDX-License-Identifier: Apache-2.0
// One verdict as the plugin wrote it. Internal.
#pragma once

#include "case.hpp"

#include <string>

namespace walletauth::conformance {

struct Answer {
    wa_verdict verdict{};

    Answer() noexcept {
        verdict.struct_size = sizeof(wa_verdict);
        verdict.status = WA_ERROR_INTERNAL;
    }
    [[nodiscard]] std::uint32_t status() const noexcept { return verdict.status; }
    [[nodiscard]] bool valid() const noexcept {
        return verdict.status == WA_OK && verdict.magic == WA_VALID_MAGIC;
    }
    [[nodiscard]] bool is(std::uint32_t status_class) const noexcept {
        return WA_STATUS_CLASS(verdict.status) == status_class;
    }
    // Views into this answer, so not to be had of a temporary.
    std::string_view account() const && = delete;
    std::span<const std::uint8_t> public_key() const && = delete;
    std::string_view detail() const && = delete;
    [[nodiscard]] std::string_view account() const & noexcept;
    [[nodiscard]] std::span<const std::uint8_t> public_key() const & noexcept;
    [[nodiscard]] std::string_view detail() const & noexcept;
    /// "valid for 0x... by derived", "rejected signer: signed by ..."
    [[nodiscard]] std::string text() const;
    /// All that a host may read: unused bytes of the arrays do not count.
    bool operator==(const Answer &other) const noexcept;
};

[[nodiscard]] Answer ask(const wa_plugin &plugin, const wa_request &request) noexcept;
[[nodiscard]] Answer ask(const wa_plugin &plugin, const Question &question);

/// "malformed signature"
[[nodiscard]] std::string status_text(std::uint32_t status);

} // namespace walletauth::conformance
