// SPDX-License-Identifier: Apache-2.0
// What a SignIn holds, and what challenge and accept share. Internal.
#pragma once

#include "kept.hpp"
#include "nonce_random.hpp"

#include <walletauth/signin/generation_cache.hpp>
#include <walletauth/signin/sign_in.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::signin {

struct SignIn::State {
    State(Verifier given_verifier, Config given_config, std::shared_ptr<const KeyRing> given_keys,
          std::shared_ptr<ReplayStore> given_store, Random given_random,
          std::shared_ptr<GenerationCache> given_generation)
        : verifier(std::move(given_verifier)), config(std::move(given_config)),
          keys(std::move(given_keys)), store(std::move(given_store)),
          random(std::move(given_random)),
          generation(given_generation != nullptr ? std::move(given_generation)
                                                 : std::make_shared<GenerationCache>(store)) {}

    Verifier verifier;
    Config config;
    std::shared_ptr<const KeyRing> keys;
    std::shared_ptr<ReplayStore> store;
    Random random;
    mutable NonceRandom nonce_random{random};
    std::shared_ptr<GenerationCache> generation; ///< of the store

    [[nodiscard]] std::expected<Challenge, Refusal> challenge(const ChallengeRequest &request,
                                                              Time now) const;
};

/// A refusal by a check of this library.
[[nodiscard]] Refusal refusal(std::string_view check, std::uint32_t status, std::string detail,
                              std::string_view code = {});
/// A refusal by a plugin, or by the host on its way there.
[[nodiscard]] Refusal of_host(std::string_view check, const walletauth::Refusal &from);
/// The same, where a new challenge helps.
[[nodiscard]] Refusal stale(std::string_view check, std::string_view code, std::string detail);
/// A store that can't be asked. What was asked may be used up.
[[nodiscard]] Refusal no_store(std::string_view why);

/// What of the service itself is wrong, whoever asks; nothing if all is good.
[[nodiscard]] std::optional<Refusal> service_error(Time now);

/// An account as it is written, without the chain of CAIP-10.
[[nodiscard]] std::string bare_account(std::string_view chain, std::string_view account);
/// The same in its one spelling. Empty stays empty.
[[nodiscard]] std::expected<std::string, Refusal> canonical_account(const PluginSet &plugins,
                                                                    std::string_view chain,
                                                                    std::string_view account);

/// All that a nonce is bound to but for what only the two sides know.
[[nodiscard]] Binding binding_of(const Config &config, std::string_view generation,
                                 std::string_view chain, std::string_view scheme,
                                 std::string_view form);
/// What of the binding a text says.
void bind_claims(Binding &binding, const Claims &claims);

} // namespace walletauth::signin
