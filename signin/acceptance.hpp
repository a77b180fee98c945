// SPDX-License-Identifier: Apache-2.0
// One attempt on its way to a session. Internal.
#pragma once

#include "retry_ticket.hpp"
#include "state.hpp"
#include "text_form.hpp"

#include <expected>
#include <optional>
#include <string>

namespace walletauth::signin {

/// The order is that of docs/sign-in.md: what costs nothing first, then the signature, and only
/// then the nonce is consumed and nodes are asked.
class Acceptance {
  public:
    Acceptance(const SignIn::State &state, const Attempt &attempt, Time now)
        : state_(state), config_(state.config), attempt_(attempt), now_(now), judged_at_(now),
          auth_time_(now) {}

    [[nodiscard]] std::expected<Session, Refusal> run(EvidenceSource *source, Deadline deadline);
    /// What was accepted at `auth_time`: nothing is consumed.
    [[nodiscard]] std::expected<Session, Refusal> run_again(Time auth_time, EvidenceSource *source,
                                                            Deadline deadline);

  private:
    using Check = std::optional<Refusal>; // nothing: it passes

    [[nodiscard]] Check find_route();
    [[nodiscard]] Check bind_channel();
    [[nodiscard]] Check read();
    [[nodiscard]] Check use_one_spelling();
    [[nodiscard]] Check settle_claim();
    [[nodiscard]] Check open_ticket();
    [[nodiscard]] Check check_nonce();
    [[nodiscard]] Check check_nonce_time(const Nonce &nonce) const;
    [[nodiscard]] Check check_text() const;
    [[nodiscard]] Check check_proven(const Verdict &verdict) const;
    [[nodiscard]] Check consume();
    [[nodiscard]] Check check_budget(std::string_view account) const;
    [[nodiscard]] std::expected<Session, Refusal> prove(EvidenceSource *source, Deadline deadline);
    [[nodiscard]] Refusal refused(const Verdict &verdict, bool by_nodes) const;
    [[nodiscard]] Session session(Verdict &&verdict);
    [[nodiscard]] std::expected<bool, Refusal> is_issued(const NonceKey &key);
    [[nodiscard]] bool has_mac(const NonceKey &key,
                               const std::optional<std::string_view> &account) const;
    [[nodiscard]] std::string_view nonce_text() const noexcept {
        return text_.claims.nonce ? std::string_view{*text_.claims.nonce} : std::string_view{};
    }
    /// Whether the store is of another generation than was known, which is taken then: another
    /// process may have seen it first.
    [[nodiscard]] std::expected<bool, Refusal> has_new_generation();
    [[nodiscard]] TicketSealer sealer() const noexcept {
        return {*state_.keys, config_.issuer, config_.client_id, generation_};
    }

    const SignIn::State &state_;
    const Config &config_;
    const Attempt &attempt_;
    Time now_;
    Time judged_at_; ///< of the first attempt, where there is a ticket
    Time auth_time_;
    bool again_ = false;
    const SchemeRoute *route_ = nullptr;
    std::optional<std::string> channel_;
    ReadText text_;
    std::string claimed_;           ///< by the request
    bool claim_is_in_text_ = false; ///< the request names nobody, or whom the text names, alike
    /// Claimed by text or request; and whether it and the text's own have the canonical spelling.
    std::optional<std::string_view> account_;
    bool is_canonical_ = false;
    std::string generation_; ///< that the nonce was made with
    Nonce nonce_;
    std::optional<TicketSealer::Opened> ticket_;
};

} // namespace walletauth::signin
