// SPDX-License-Identifier: Apache-2.0
// Which of several answers to one request is given (plugin.h, `verify`): unsupported, malformed in
// the order of their numbers, rejected, needs_evidence. An `error` comes after these, as it is no
// answer; what is valid comes last, as nothing may be wrong with it. Internal.
#pragma once

#include <walletauth/interface.hpp>

#include <cstdint>
#include <optional>
#include <utility>

namespace walletauth {

/// What is wrong with a request, as it is found; the one place that says which of it is answered.
class Precedence {
  public:
    /// Of two that stand at the same place the one that was found first is kept.
    void add(const Refusal &refusal) {
        if (!first_ || is_before(refusal.status, first_->status)) first_ = refusal;
    }
    void add(const std::optional<Refusal> &refusal) {
        if (refusal) add(*refusal);
    }
    void add(const Result<void> &result) {
        if (!result) add(result.error());
    }
    /// NULL while nothing is wrong.
    [[nodiscard]] const Refusal *first() const noexcept { return first_ ? &*first_ : nullptr; }

    /// Whether what was found is answered in the place of a plugin's status. Of several reasons to
    /// reject it is: the plugin was asked for what the service expects, and a signature of
    /// something else does not match.
    [[nodiscard]] bool decides(std::uint32_t status) const noexcept {
        if (!first_) return false;
        const auto reason = WA_STATUS_CLASS(status);
        return is_before(first_->status, status) ||
               (reason == WA_CLASS_REJECTED && reason == WA_STATUS_CLASS(first_->status));
    }

    /// True where `status` is answered though `other` holds as well.
    [[nodiscard]] static bool is_before(std::uint32_t status, std::uint32_t other) noexcept {
        return place(status) < place(other);
    }
    /// Whether a request of this status is not even a request that the plugin takes.
    [[nodiscard]] static bool is_ill_formed(std::uint32_t status) noexcept {
        return place(status).first <= 1;
    }

  private:
    [[nodiscard]] static std::pair<int, std::uint32_t> place(std::uint32_t status) noexcept {
        switch (WA_STATUS_CLASS(status)) {
        case WA_CLASS_UNSUPPORTED:
            return {0, status};
        case WA_CLASS_MALFORMED:
            return {1, status};
        case WA_CLASS_REJECTED:
            return {2, status};
        case WA_CLASS_NEEDS_EVIDENCE:
            return {3, status};
        case WA_CLASS_OK:
            return {5, status};
        default:
            return {4, status};
        }
    }

    std::optional<Refusal> first_;
};

} // namespace walletauth
