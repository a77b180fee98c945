// SPDX-License-Identifier: Apache-2.0
/// Resolver: an EvidenceSource that asks several nodes of a chain, and answers what a quorum of
/// them says about one block, or nothing (docs/resolver.md).
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/chain_nodes.hpp>
#include <walletauth/evidence_source.hpp>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// Why a file of endpoints was refused. It never has a URL or a header in it.
struct ResolverError {
    std::string file;   ///< the file; of a text, the name that it was given
    std::string member; ///< what is wrong, such as `chain."eip155:1".quorum`; "" is the file itself
    std::string value;  ///< what was found, and what was expected; its line, if known
    /// "FILE: MEMBER: VALUE" in one line.
    [[nodiscard]] std::string message() const {
        return file + ": " + (member.empty() ? "" : member + ": ") + value;
    }
};

enum class ResolverLogLevel : std::uint8_t {
    info,    ///< an endpoint is back
    warning, ///< a fault, a disagreement, a breaker that opens
    error    ///< an endpoint of another chain: out until the operator acts
};

/// One thing worth a line. Never a URL, a header, or what a node or a user wrote.
struct ResolverLog {
    ResolverLogLevel level = ResolverLogLevel::info;
    std::string chain;
    std::string endpoint; ///< its name in the file; "" if it is of the whole chain
    std::string method;   ///< "" if it is of no request
    std::string what;     ///< such as "fault: HTTP status 502"
    /// "chain=... endpoint=... method=... what" in one line of printable ASCII.
    [[nodiscard]] std::string line() const;
};

struct ResolverOptions {
    /// What nodes are like: every_chain_nodes(), or a host's own too. They must outlive the
    /// resolver. A chain in the file whose namespace none of them has is refused.
    std::span<const ChainNodes *const> chains;
    /// Called from threads of the resolver and of callers, one at a time; must not call the
    /// resolver. What it throws is dropped.
    std::function<void(const ResolverLog &)> log;
    /// Asked before a client's query goes to a node; false: no answer ("limited"). Comes before the
    /// limits of the file. Any thread; what it throws is a false.
    std::function<bool(std::string_view chain, std::string_view client)> may_ask;
    /// The time by which endpoints are left alone and are asked again for their chain, for tests
    /// that do not sleep; empty: the real one. It must not go back. Any thread; must not throw.
    std::function<Deadline()> clock;
};

/// Whether a chain can answer now.
struct ChainReadiness {
    std::string chain;
    bool is_ready = false;         ///< a block no older than `max_age_s` can be pinned
    std::string reason;            ///< why not; for logs
    std::optional<ChainBlock> pin; ///< the last one, be it too old
};

/// What a resolver promises:
/// - An answer is what `quorum` operators' endpoints said of one query, equal as the chain defines
/// it,
///   or what an endpoint said that the operator calls verified. All else is no answer. An error
///   object is an answer only if a quorum says one of the same class.
/// - No text of a user's reaches a URL but percent-encoded in a part of a REST path or query, nor a
///   header or a method.
/// - `pin` and `fetch` return within 50 ms of the deadline, and within 4 s of the call: a request
/// has
///   2.5 s, its connection 1 s.
/// - A body is at most 1 MiB, headers 64 KiB. No redirect is followed; no proxy, netrc or cookie of
///   the environment is used; an address that is not public is refused but where the file allows
///   it.
/// - An answer at a pinned block is remembered for up to 10 minutes, a fault never.
///
/// All functions but the destructor: any thread, at the same time. One thread of its own does all
/// the asking, and libcurl starts threads for looking up names: open it after the last fork. All
/// signals are blocked in these. Nothing throws but std::bad_alloc and std::system_error (no
/// thread can be made).
class Resolver final : public EvidenceSource {
  public:
    /// Reads a file of endpoints, which must be trusted as a manifest must (docs/abi.md,
    /// "Loading"). Nodes are not asked yet: one that is down at start is no error.
    [[nodiscard]] static std::expected<std::unique_ptr<Resolver>, ResolverError> open(
        const std::filesystem::path &file, ResolverOptions options);
    /// The same of a text; `name` stands for the file in errors. Files that it names are relative
    /// to the working directory.
    [[nodiscard]] static std::expected<std::unique_ptr<Resolver>, ResolverError> open_text(
        std::string_view text, std::string name, ResolverOptions options);

    /// No other call may run or come.
    ~Resolver() override;

    /// The block that a quorum has: Service::block. Kept for the chain's pin_ttl_ms, so it may cost
    /// nothing. An error says why: an unknown chain, no quorum of equal hashes, a head too old.
    [[nodiscard]] std::expected<std::string, std::string> pin(std::string_view chain,
                                                              Deadline deadline) override;
    /// All answers, or why one is missing. Equal queries of several callers are asked once.
    [[nodiscard]] std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline) override;

    /// The same for one client (an address, a session): what it asks of nodes is counted against
    /// `limits.client_per_minute`, remembered answers are not. Only with a client it is remembered
    /// for a minute which code took too long. The result must not outlive the resolver; it may
    /// serve several threads.
    [[nodiscard]] std::unique_ptr<EvidenceSource> for_client(std::string client);

    /// Reads the file again: all of it holds from then on, or nothing changes. Remembered answers
    /// are dropped, and what is known of endpoints; who waits is still answered by the old ones.
    /// `fault`, where it is given, says why a file with these chains will not do; "" if it will.
    using ChainsFault = std::function<std::string(std::span<const std::string> chains)>;
    [[nodiscard]] std::expected<void, ResolverError> reload(const ChainsFault &fault = {});
    /// The same with another text.
    [[nodiscard]] std::expected<void, ResolverError> reload_text(std::string_view text);

    /// The chains of the file, sorted.
    [[nodiscard]] std::vector<std::string> chains() const;
    /// Whether the file has this chain: of others no question is ever answered.
    [[nodiscard]] bool knows(std::string_view chain) const;
    /// Of each chain, sorted; pins those whose pin is over. For a health check such as /ready.
    [[nodiscard]] std::vector<ChainReadiness> readiness(Deadline deadline);
    /// Prometheus text (exposition format 0.0.4); its names are in docs/resolver.md.
    [[nodiscard]] std::string metrics() const;
    /// Counts a verdict for the metrics: the resolver sees queries, not what they come to.
    void count_verdict(std::string_view chain, std::string_view scheme, std::uint32_t status);

  private:
    struct State;
    explicit Resolver(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// The version of libcurl in use, for version texts and reports of faults.
[[nodiscard]] std::string resolver_transport_version();

} // namespace walletauth
