// SPDX-License-Identifier: Apache-2.0
#include "config_check.hpp"
#include "state.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/text/text.hpp>

#include <sodium/core.h>

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace walletauth::signin {
namespace {

using std::chrono::seconds;

constexpr std::size_t max_shown_chain = 41; // CAIP-2

struct CheckStatus {
    std::string_view check;
    int status;
};
constexpr std::array<CheckStatus, 5> statuses_of_checks{{
    {"policy", 500},
    {"channel", 403},
    {"evidence_budget", 429},
    {"store", 503},
    {"form", 422},
}};

} // namespace

SignIn::SignIn(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
SignIn::SignIn(SignIn &&) noexcept = default;
SignIn &SignIn::operator=(SignIn &&) noexcept = default;
SignIn::~SignIn() = default;

std::expected<SignIn, std::string> SignIn::make(Verifier verifier, Config config,
                                                std::shared_ptr<const KeyRing> keys,
                                                std::shared_ptr<ReplayStore> store, Random random,
                                                std::shared_ptr<GenerationCache> generation) {
    if (keys == nullptr || store == nullptr || !random) {
        return std::unexpected("keys, store and random must all be given");
    }
    // Chooses libsodium's fastest code; it may be called any number of times.
    if (sodium_init() < 0) return std::unexpected("libsodium can't be used");
    auto wrong = config_error(config, verifier.plugins(), *keys, *store);
    if (!wrong.empty()) return std::unexpected(std::move(wrong));
    config.policy.max_age = config.lifetime;
    return SignIn(std::make_unique<State>(std::move(verifier), std::move(config), std::move(keys),
                                          std::move(store), std::move(random),
                                          std::move(generation)));
}

std::expected<Challenge, Refusal> SignIn::challenge(const ChallengeRequest &request,
                                                    Time now) const noexcept try {
    return state_->challenge(request, now);
} catch (const std::bad_alloc &) {
    return std::unexpected(
        Refusal{.check = "request", .code = "memory", .status = WA_ERROR_MEMORY});
} catch (...) {
    return std::unexpected(Refusal{.check = "request", .code = "internal"});
}

const Config &SignIn::config() const noexcept { return state_->config; }
const Verifier &SignIn::verifier() const noexcept { return state_->verifier; }

int http_status(const Refusal &refusal) noexcept {
    for (const auto &[check, status] : statuses_of_checks) {
        if (refusal.check == check) return status;
    }
    switch (WA_STATUS_CLASS(refusal.status)) {
    case WA_CLASS_REJECTED:
        return 401;
    case WA_CLASS_MALFORMED:
        return 400;
    case WA_CLASS_UNSUPPORTED:
    case WA_CLASS_NEEDS_EVIDENCE:
        return 422;
    default:
        return refusal.status == WA_ERROR_ARGUMENT ? 500 : 503;
    }
}

Refusal refusal(std::string_view check, std::uint32_t status, std::string detail,
                std::string_view code) {
    return {.check = check,
            .code = code.empty() ? check : code,
            .status = status,
            .detail = std::move(detail)};
}

Refusal stale(std::string_view check, std::string_view code, std::string detail) {
    auto made = refusal(check, WA_REJECTED_POLICY, std::move(detail), code);
    made.needs_challenge = true;
    return made;
}

Refusal of_host(std::string_view check, const walletauth::Refusal &from) {
    return refusal(check, from.status, std::string{from.detail.view()});
}

std::optional<Refusal> service_error(Time now) {
    if (now < nonce_epoch || now > nonce_epoch + seconds{max_nonce_seconds}) {
        return refusal("policy", WA_ERROR_ARGUMENT, "the clock is not between 2025 and 2059");
    }
    return std::nullopt;
}

std::string bare_account(std::string_view chain, std::string_view account) {
    if (!account.contains(':')) return std::string{account}; // as most are written
    auto id = parse_account_id(account);
    return id && id->chain == chain ? std::move(id->address) : std::string{account};
}

std::expected<std::string, Refusal> canonical_account(const PluginSet &plugins,
                                                      std::string_view chain,
                                                      std::string_view account) {
    if (account.empty()) return std::string{};
    auto canonical = plugins.normalize_account(chain, bare_account(chain, account));
    if (canonical) return std::move(*canonical);
    auto refused = of_host("account", canonical.error());
    // Where the plugin can read it, a text with colons is the chain's own.
    if (const auto id = parse_account_id(account); id && id->chain != chain) {
        refused.detail = "account is of " + printable_ascii(id->chain, max_shown_chain) +
                         ", the request of " + printable_ascii(chain, max_shown_chain) +
                         ": name an account of that chain, or ask for the other one";
    }
    return std::unexpected(std::move(refused));
}

Refusal no_store(std::string_view why) {
    auto made = refusal("store", WA_ERROR, "the store can't be asked: " + std::string{why},
                        "store_unavailable");
    made.retry_after = seconds{2};
    made.needs_challenge = true;
    return made;
}

Binding binding_of(const Config &config, std::string_view generation, std::string_view chain,
                   std::string_view scheme, std::string_view form) {
    Binding binding;
    binding.generation = generation;
    binding.issuer = config.issuer;
    binding.domain = config.policy.domain;
    binding.form = form;
    binding.scheme = scheme;
    binding.chain = chain;
    binding.client = config.client_id;
    binding.lifetime = config.lifetime;
    return binding;
}

void bind_claims(Binding &binding, const Claims &claims) {
    binding.uri = claims.uri;
    binding.statement = claims.statement;
    binding.request_id = claims.request_id;
    binding.resources = claims.resources ? &*claims.resources : nullptr;
}

bool is_state_first(const Config &config, const SchemeRoute &route) noexcept {
    constexpr std::uint64_t flags = WA_SCHEME_KEYS_ROTATE | WA_SCHEME_MAY_NEED_EVIDENCE;
    constexpr std::uint32_t both = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
    return config.prefer_state && (config.accept & both) == both &&
           (route.scheme->flags & flags) == flags;
}

std::string subject_of(const Config &config, const SchemeRoute &route, std::string_view chain,
                       std::string_view address, std::uint32_t link) {
    const bool rotates = (route.scheme->flags & WA_SCHEME_KEYS_ROTATE) != 0;
    const auto parsed = parse_chain_id(chain);
    if (link == WA_LINK_DERIVED && !rotates && parsed) {
        const auto home = config.home_chains.find(parsed->name_space);
        if (home != config.home_chains.end()) return format_account_id(home->second, address);
    }
    return format_account_id(chain, address);
}

} // namespace walletauth::signin
