// SPDX-License-Identifier: Apache-2.0
/// SignIn: challenges out, sessions in.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/evidence_budget.hpp>
#include <walletauth/signin/generation_cache.hpp>
#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/policy.hpp>
#include <walletauth/signin/replay_store.hpp>
#include <walletauth/verifier.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::signin {

/// What ties the answer to whoever asked for the challenge, so that nobody is signed in as somebody
/// else: by a link (login CSRF), or by a session that was planted before (session fixation).
struct Channel {
    enum class Kind : std::uint8_t {
        /// Nothing ties them: for native clients alone. It is refused where a browser asks, and it
        /// never gives a session in a cookie.
        none,
        /// A cookie that the challenge sets, named `__Host-...`. At least 22 characters: 128 random
        /// bits in base64.
        cookie,
        /// RFC 7636, method S256. To a challenge its `code_challenge`, 43 characters of base64url;
        /// to accept the `code_verifier`, 43 to 128 characters of [A-Za-z0-9-._~].
        verifier,
    };
    Kind kind = Kind::none;
    std::string_view value = {}; ///< of the cookie, or as said above
    bool from_page = false;      ///< the request has a header `Origin`
};

/// How one client of the service signs its users in. Immutable while it is used.
struct Config {
    std::string issuer;    ///< names this service to its own nonces: a URL, say
    std::string client_id; ///< names the client; may be empty where there is one
    Policy policy;         ///< its max_age is not looked at: `lifetime` says it
    /// The forms that are accepted, by their ids. Nothing is ever guessed.
    std::vector<std::string> forms;
    std::vector<Channel::Kind> channels{Channel::Kind::cookie, Channel::Kind::verifier};
    /// The statement of challenges that are asked for without one, where the form has a place for
    /// it; empty: none. One line of EIP-4361's characters.
    std::string statement;
    /// How long a challenge may be answered: 30 seconds to 24 hours.
    std::chrono::seconds lifetime{std::chrono::minutes{10}};
    /// What a verification is told (docs/wire-format.md), whatever the chain.
    std::uint32_t accept = WA_ACCEPT_DERIVED;
    std::uint32_t flags = 0;
    /// Where keys rotate and chain state is accepted, a key that derives the account counts only if
    /// the chain does not know the account.
    bool prefer_state = true;
    /// Chains that stand for all of their namespace in a subject, such as {"eip155", "eip155:1"}.
    /// For namespaces whose accounts have one text on all chains.
    std::map<std::string, std::string, std::less<>> home_chains;
};

/// What a challenge shall say. Views only.
struct ChallengeRequest {
    std::string_view chain = {};  ///< CAIP-2
    std::string_view scheme = {}; ///< scheme id
    std::string_view form = {};   ///< empty: the first of Config::forms that the scheme has
    std::string_view account =
        {}; ///< in any accepted spelling; empty: any, where the form allows it
    std::optional<std::string_view> uri = {}; ///< absent: scheme://domain of the policy
    std::optional<std::string_view> statement = {};
    std::optional<std::string_view> request_id = {};
    std::vector<std::string> resources = {};
    Channel channel = {};
};

/// A text to sign. All JSON is a plugin's, as `walletauth.sign-in/1` says.
struct Challenge {
    std::string chain;
    std::string scheme;
    std::string account; ///< bare and canonical; empty: any may sign
    std::string nonce;
    std::string form;
    Time expires_at{};
    std::string message; ///< for the request's `message`
    std::string params;  ///< for the request's `params`
    std::string wallet;  ///< what the page calls
};

/// One attempt to sign in. Views only.
struct Attempt {
    Request request = {};       ///< as Verifier gets it; the same object is read and verified
    std::string_view form = {}; ///< that the client says it signed
    Channel channel = {};
    /// The ticket of an earlier refusal, with the very same request. Empty: none.
    std::string_view retry_ticket = {};
    EvidenceBudget *evidence_budget = nullptr; ///< NULL: nodes are asked without a limit
};

/// A user who has signed in.
struct Session {
    std::string account; ///< CAIP-10, on the chain of the request
    std::string subject; ///< who this is: the same user gets the same text every time
    std::string address; ///< bare
    std::string chain;
    std::string scheme;
    std::string form;
    std::uint32_t link = 0;               ///< WA_LINK_*
    std::uint32_t flags = 0;              ///< WA_VERDICT_*
    std::string block;                    ///< that evidence stood at; may be empty
    std::vector<std::uint8_t> public_key; ///< that signed; may be empty
    std::string nonce;                    ///< consumed
    std::string generation;               ///< of the store, as it consumed; empty if it did not
    std::string claims;                   ///< canonical JSON
    Time auth_time{};
    bool may_set_cookie = false; ///< not for Channel::Kind::none
};

/// Why nobody has signed in. `check` is public, and so is `code`; `detail` is for logs.
struct Refusal {
    std::string_view check;                   ///< which check failed (docs/sign-in.md)
    std::string_view code;                    ///< the same, or finer: "nonce_used"
    std::uint32_t status = WA_ERROR_INTERNAL; ///< WA_*: its class says whose fault it is
    std::string detail = {};                  ///< printable ASCII
    /// Of an `error` of nodes: the same request with this ticket is judged once more, within 10
    /// minutes of its first time, and nobody signs again.
    std::string retry_ticket = {};
    std::chrono::seconds retry_after{0}; ///< 0: do not retry the same
    bool needs_challenge = false;        ///< a new challenge helps
};

/// The HTTP status that fits: 400, 401, 403, 422, 429, 500 or 503.
[[nodiscard]] int http_status(const Refusal &refusal) noexcept;

/// Signs the users of one client in. Immutable but for what it remembers of the store's generation:
/// any number of threads at once. It does no I/O but through the store and the evidence source.
class SignIn {
  public:
    /// The error says what of the parts does not fit, for the service's log, with the member and
    /// what to write: a lifetime out of bounds, an empty list, a chain or form that no plugin has,
    /// keys that outlive a store that does not, a domain that no text can say.
    /// `generation`: of this very store, where others share it, such as the clients of a service;
    /// else it makes its own.
    [[nodiscard]] static std::expected<SignIn, std::string> make(
        Verifier verifier, Config config, std::shared_ptr<const KeyRing> keys,
        std::shared_ptr<ReplayStore> store, Random random = system_random(),
        std::shared_ptr<GenerationCache> generation = nullptr);
    SignIn(SignIn &&) noexcept;
    SignIn &operator=(SignIn &&) noexcept;
    ~SignIn();

    /// A new challenge; what accept would refuse is refused. Asks the store for its generation once
    /// a second at most, and writes nothing.
    [[nodiscard]] std::expected<Challenge, Refusal> challenge(const ChallengeRequest &request,
                                                              Time now) const noexcept;

    /// Judges an attempt, in the order of docs/sign-in.md. `source` is asked where only the chain
    /// can tell; NULL: such accounts can't sign in.
    [[nodiscard]] std::expected<Session, Refusal> accept(
        const Attempt &attempt, Time now, EvidenceSource *source = nullptr,
        Deadline deadline = Deadline::max()) const noexcept;

    /// Judges once more what accept has accepted at `auth_time`: by the present policy and plugins,
    /// and by what the chain says now. It consumes nothing, and neither the times of the text nor
    /// the channel's value are looked at: so the caller must have kept the attempt where nobody
    /// else can write, such as in a sealed refresh token.
    [[nodiscard]] std::expected<Session, Refusal> prove_again(
        const Attempt &attempt, Time auth_time, Time now, EvidenceSource *source = nullptr,
        Deadline deadline = Deadline::max()) const noexcept;

    [[nodiscard]] const Config &config() const noexcept;
    [[nodiscard]] const Verifier &verifier() const noexcept;

    struct State; ///< internal

  private:
    explicit SignIn(std::unique_ptr<State> state) noexcept;

    std::unique_ptr<State> state_;
};

/// A form of a scheme, and what its texts are like.
struct FormOfScheme {
    std::string id;
    bool names_uri = false;   ///< its texts have the page's URI: wallets may compare the two
    bool is_informal = false; ///< some wallets write it, and no specification fixes it
};

/// All forms of a scheme on a chain; empty if there is none.
[[nodiscard]] std::vector<FormOfScheme> forms_of(const PluginSet &plugins, std::string_view chain,
                                                 std::string_view scheme);

/// The forms of a scheme on a chain that need not be named by their service: all but those that
/// some wallets write and no specification fixes. Empty if there is none.
[[nodiscard]] std::vector<std::string> default_forms(const PluginSet &plugins,
                                                     std::string_view chain,
                                                     std::string_view scheme);

/// The ids of all forms that any loaded plugin has, sorted.
[[nodiscard]] std::vector<std::string> forms_of(const PluginSet &plugins);

/// Why no loaded plugin serves this chain (CAIP-2); empty if one does.
[[nodiscard]] std::string chain_fault(const PluginSet &plugins, std::string_view chain);

/// Whether the chain is asked before a key's word counts: where keys rotate and chain state is
/// accepted, the key that once gave an account may be anybody's now.
[[nodiscard]] bool is_state_first(const Config &config, const SchemeRoute &route) noexcept;

/// Who a proven account is: on the chain that stands for its namespace where the key alone gives
/// the account, no key of the namespace rotates, and `home_chains` has one; else on its own chain.
[[nodiscard]] std::string subject_of(const Config &config, const SchemeRoute &route,
                                     std::string_view chain, std::string_view address,
                                     std::uint32_t link);

} // namespace walletauth::signin
