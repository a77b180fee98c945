// SPDX-License-Identifier: Apache-2.0
#include "acceptance.hpp"

#include "channel.hpp"
#include "nodes.hpp"

#include <walletauth/status.hpp>

#include <sodium/utils.h>

#include <algorithm>
#include <new>
#include <utility>

namespace walletauth::signin {
namespace {

using std::chrono::seconds;

constexpr std::string_view not_issued =
    "the nonce was not issued by this service for this request: it is foreign or too old, or the "
    "text, the channel or the account differs from the challenge";

} // namespace

std::expected<Session, Refusal> Acceptance::run(EvidenceSource *source, Deadline deadline) {
    for (const auto check : {&Acceptance::find_route, &Acceptance::bind_channel, &Acceptance::read,
                             &Acceptance::open_ticket, &Acceptance::check_nonce}) {
        if (auto failed = (this->*check)()) return std::unexpected(std::move(*failed));
    }
    if (auto failed = check_text()) {
        if (auto first = settle_claim()) failed = std::move(first);
        return std::unexpected(std::move(*failed));
    }
    return prove(source, deadline);
}

std::expected<Session, Refusal> Acceptance::run_again(Time auth_time, EvidenceSource *source,
                                                      Deadline deadline) {
    again_ = true;
    auth_time_ = auth_time;
    for (const auto check : {&Acceptance::find_route, &Acceptance::read}) {
        if (auto failed = (this->*check)()) return std::unexpected(std::move(*failed));
    }
    if (auto failed = check_text()) return std::unexpected(std::move(*failed));
    return prove(source, deadline);
}

Acceptance::Check Acceptance::find_route() {
    if (auto wrong = service_error(now_)) return wrong;
    const auto &request = attempt_.request;
    const auto route = state_.verifier.plugins().route(request.chain, request.scheme);
    if (!route) return of_host("request", route.error());
    route_ = *route;
    if (std::ranges::find(config_.forms, attempt_.form) == config_.forms.end()) {
        return refusal("form", WA_UNSUPPORTED_OPERATION, "the form is not one of the client's");
    }
    return std::nullopt;
}

Acceptance::Check Acceptance::bind_channel() {
    auto channel = bound_channel(config_, attempt_.channel, Side::answer);
    if (!channel) return std::move(channel.error());
    channel_ = std::move(*channel);
    return std::nullopt;
}

/// How a text's account is spelled is the nonce's matter, and whether the request's is the same
/// account the verification's: to spell both anew is for texts that name none.
Acceptance::Check Acceptance::read() {
    std::string canonical;
    auto claimed = bare_account(attempt_.request.chain, attempt_.request.account);
    // A spelling that is longer than the canonical one.
    if (claimed.size() > route_->scheme->max_account_size) {
        auto spelled = canonical_account(state_.verifier.plugins(), attempt_.request.chain,
                                         attempt_.request.account);
        if (!spelled) return std::move(spelled.error());
        claimed = canonical = std::move(*spelled);
    }
    if (auto failed = read_text(*route_, config_, attempt_, claimed, text_)) return failed;
    const auto &in_text = text_.claims.account;
    if (again_ || !in_text) return use_one_spelling();
    claim_is_in_text_ = claimed.empty() || claimed == *in_text;
    return std::nullopt;
}

/// Before anything is refused or asked on the ground that the request claims the text's account.
Acceptance::Check Acceptance::settle_claim() {
    if (is_canonical_) return std::nullopt;
    if (auto failed = use_one_spelling()) return failed;
    return check_text();
}

Acceptance::Check Acceptance::use_one_spelling() {
    const auto &request = attempt_.request;
    const auto &plugins = state_.verifier.plugins();
    auto claimed = canonical_account(plugins, request.chain, request.account);
    if (!claimed) return std::move(claimed.error());
    if (auto &in_text = text_.claims.account; in_text && *in_text != *claimed) {
        auto canonical = canonical_account(plugins, request.chain, *in_text);
        if (!canonical) return std::move(canonical.error());
        *in_text = std::move(*canonical);
    }
    claimed_ = std::move(*claimed);
    account_ = text_.claims.account;
    if (!claimed_.empty()) account_ = claimed_;
    is_canonical_ = true;
    return std::nullopt;
}

std::expected<bool, Refusal> Acceptance::has_new_generation() {
    const auto differs = state_.generation->differs_now(now_, generation_);
    if (!differs) return std::unexpected(no_store(differs.error()));
    if (!*differs) return false;
    auto generation = state_.generation->known(now_);
    if (!generation) return std::unexpected(no_store(generation.error()));
    generation_ = std::move(*generation);
    return true;
}

Acceptance::Check Acceptance::open_ticket() {
    auto generation = state_.generation->known(now_);
    if (!generation) return no_store(generation.error());
    generation_ = std::move(*generation);
    if (attempt_.retry_ticket.empty()) return std::nullopt;
    ticket_ = sealer().open(attempt_.retry_ticket, digest_of(attempt_, channel_));
    if (!ticket_) {
        const auto is_new = has_new_generation();
        if (!is_new) return is_new.error();
        if (*is_new) ticket_ = sealer().open(attempt_.retry_ticket, digest_of(attempt_, channel_));
    }
    if (!ticket_) {
        return stale("ticket", "ticket", "the ticket is not of this service or this request");
    }
    if (ticket_->first > now_ + config_.policy.skew || now_ >= ticket_->first + ticket_lifetime) {
        return stale("ticket", "ticket_expired", "the ticket has expired");
    }
    judged_at_ = ticket_->first; // what was in time then is not late now
    return std::nullopt;
}

bool Acceptance::has_mac(const NonceKey &key,
                         const std::optional<std::string_view> &account) const {
    auto binding = binding_of(config_, generation_, attempt_.request.chain, attempt_.request.scheme,
                              attempt_.form);
    bind_claims(binding, text_.claims);
    binding.channel = channel_;
    binding.account = account;
    const auto mac = nonce_mac(key, nonce_, binding);
    return sodium_memcmp(mac.data(), nonce_.mac.data(), mac.size()) == 0;
}

std::expected<bool, Refusal> Acceptance::is_issued(const NonceKey &key) {
    // Challenges name the canonical spelling. A text that has the MAC as it is written has it, too.
    if (!is_canonical_ && has_mac(key, text_.claims.account)) {
        account_ = text_.claims.account;
        is_canonical_ = claim_is_in_text_;
        return true;
    }
    if (!is_canonical_) {
        if (auto failed = use_one_spelling()) return std::unexpected(std::move(*failed));
    }
    // That of the text comes first: whom else the request claims is another check's matter.
    const std::optional<std::string_view> in_text = text_.claims.account;
    const auto account = in_text ? in_text : account_;
    return (account && has_mac(key, account)) || has_mac(key, std::nullopt); // it named nobody
}

Acceptance::Check Acceptance::check_nonce() {
    const auto nonce = read_nonce(nonce_text());
    const auto *key = nonce ? state_.keys->find(nonce->key_id) : nullptr;
    if (!nonce || key == nullptr) {
        return stale("nonce", "nonce_unknown", std::string{not_issued});
    }
    nonce_ = *nonce;
    auto good = is_issued(*key);
    if (good && !*good) {
        const auto is_new = has_new_generation();
        if (!is_new) return is_new.error();
        if (*is_new) good = is_issued(*key);
    }
    if (!good) return std::move(good.error());
    if (!*good) return stale("nonce", "nonce_unknown", std::string{not_issued});
    return check_nonce_time(nonce_);
}

Acceptance::Check Acceptance::check_nonce_time(const Nonce &nonce) const {
    const auto skew = config_.policy.skew;
    if (nonce.issued() > judged_at_ + skew) {
        return stale("nonce", "nonce_unknown",
                     "the nonce is from the future: the clocks of the service differ");
    }
    if (judged_at_ >= nonce.issued() + config_.lifetime + skew) {
        return stale("nonce", "nonce_expired", "the challenge has expired");
    }
    return std::nullopt;
}

Acceptance::Check Acceptance::check_text() const {
    Expected expected;
    expected.chain = attempt_.request.chain;
    if (account_) expected.account = *account_;
    expected.issued_at = nonce_.issued();
    expected.expires_at = nonce_.issued() + config_.lifetime;
    expected.form_has_times = text_.has_times;
    expected.times_count = !again_;
    auto failed = check_claims(config_.policy, expected, text_.claims, judged_at_);
    if (!failed) return std::nullopt;
    const bool is_own = failed->check == "policy";
    return refusal(failed->check, is_own ? WA_ERROR_ARGUMENT : WA_REJECTED_POLICY,
                   std::move(failed->detail));
}

Acceptance::Check Acceptance::check_budget(std::string_view account) const {
    if (attempt_.evidence_budget == nullptr) return std::nullopt;
    std::string caip10{attempt_.request.chain};
    caip10.append(":").append(account);
    const auto wait = attempt_.evidence_budget->take(config_.client_id, caip10);
    if (wait <= seconds{0}) return std::nullopt;
    auto refused = refusal("evidence_budget", WA_ERROR,
                           "too many questions to nodes of whoever asks here: try later");
    refused.retry_after = wait;
    return refused;
}

/// The nonce, or the ticket in its place.
Acceptance::Check Acceptance::consume() {
    const bool by_ticket = ticket_.has_value();
    std::string key = by_ticket ? "t:" : "n:";
    key += by_ticket ? std::string_view{ticket_->id} : nonce_text();
    const auto life = by_ticket ? ticket_lifetime : config_.lifetime;
    const auto consumed = state_.store->consume(key, kept_for(life, config_.policy.skew), "");
    if (consumed.outcome == Consumed::Outcome::unavailable) return no_store(consumed.detail);
    if (consumed.generation != generation_) {
        // The store may have forgotten what was consumed before.
        state_.generation->learn(consumed.generation);
        return stale("nonce", "nonce_unknown", "the store has begun anew since the challenge");
    }
    if (consumed.outcome == Consumed::Outcome::first) return std::nullopt;
    return by_ticket ? stale("ticket", "ticket_used", "the ticket was used before")
                     : stale("nonce", "nonce_used", "the nonce was used before");
}

/// Whoever has signed: the account that the text names.
Acceptance::Check Acceptance::check_proven(const Verdict &verdict) const {
    if (!verdict.valid() || !text_.claims.account || *text_.claims.account == verdict.address) {
        return std::nullopt;
    }
    return refusal("account", WA_REJECTED_SIGNER, "another account has signed the text");
}

std::expected<Session, Refusal> Acceptance::prove(EvidenceSource *source, Deadline deadline) {
    Verification verification(state_.verifier, config_, *route_, attempt_.request);
    auto verdict = verification.alone();
    const bool by_nodes = WA_STATUS_CLASS(verdict.status) == WA_CLASS_NEEDS_EVIDENCE;
    auto stranger = check_proven(verdict);
    if (stranger || !verdict.valid()) { // whom the text and the request name is said first
        if (auto failed = settle_claim()) return std::unexpected(std::move(*failed));
    }
    if (stranger) return std::unexpected(std::move(*stranger));
    if (!by_nodes && !verdict.valid()) return std::unexpected(refused(verdict, false));
    if (by_nodes && source == nullptr) {
        return std::unexpected(refusal("evidence", WA_UNSUPPORTED_EVIDENCE,
                                       "only chain state can tell, and the service asks no node"));
    }
    if (by_nodes) {
        if (auto failed = check_budget(account_.value_or("")))
            return std::unexpected(std::move(*failed));
    }
    if (!again_) {
        if (auto failed = consume()) return std::unexpected(std::move(*failed));
    }
    if (by_nodes) {
        verdict = verification.by_nodes(*source, deadline);
        if (!verdict.valid()) return std::unexpected(refused(verdict, true));
        if (auto failed = check_proven(verdict)) return std::unexpected(std::move(*failed));
    }
    return session(std::move(verdict));
}

Refusal Acceptance::refused(const Verdict &verdict, bool by_nodes) const {
    const bool is_error = WA_STATUS_CLASS(verdict.status) == WA_CLASS_ERROR;
    const auto check = by_nodes && is_error ? "evidence" : "signature";
    auto made = refusal(check, verdict.status, verdict.detail, reason_name(verdict.status));
    if (is_error) made.retry_after = seconds{2};
    if (is_error && by_nodes && !again_) {
        made.retry_ticket = sealer().seal(digest_of(attempt_, channel_), judged_at_, state_.random);
    } else {
        made.needs_challenge = by_nodes && !is_error; // the nonce is used up
    }
    return made;
}

Session Acceptance::session(Verdict &&verdict) {
    const auto &request = attempt_.request;
    Session made;
    made.account = std::move(verdict.account);
    made.subject = config_.home_chains.empty() // as with most: then it is the account
                       ? made.account
                       : subject_of(config_, *route_, request.chain, verdict.address, verdict.link);
    made.address = std::move(verdict.address);
    made.chain = request.chain;
    made.scheme = request.scheme;
    made.form = attempt_.form;
    made.link = verdict.link;
    made.flags = verdict.flags;
    made.block = std::move(verdict.block);
    made.public_key = std::move(verdict.public_key);
    if (text_.claims.nonce) made.nonce = std::move(*text_.claims.nonce);
    made.claims = std::move(text_.json);
    if (!again_) made.generation = std::move(generation_);
    made.auth_time = auth_time_;
    made.may_set_cookie = attempt_.channel.kind != Channel::Kind::none;
    return made;
}

std::expected<Session, Refusal> SignIn::prove_again(const Attempt &attempt, Time auth_time,
                                                    Time now, EvidenceSource *source,
                                                    Deadline deadline) const noexcept try {
    return Acceptance(*state_, attempt, now).run_again(auth_time, source, deadline);
} catch (const std::bad_alloc &) {
    return std::unexpected(refusal("request", WA_ERROR_MEMORY, {}, "memory"));
} catch (...) {
    return std::unexpected(refusal("request", WA_ERROR_INTERNAL, {}, "internal"));
}

std::expected<Session, Refusal> SignIn::accept(const Attempt &attempt, Time now,
                                               EvidenceSource *source,
                                               Deadline deadline) const noexcept try {
    return Acceptance(*state_, attempt, now).run(source, deadline);
} catch (const std::bad_alloc &) {
    return std::unexpected(refusal("request", WA_ERROR_MEMORY, {}, "memory"));
} catch (...) {
    return std::unexpected(refusal("request", WA_ERROR_INTERNAL, {}, "internal"));
}

} // namespace walletauth::signin
