// SPDX-License-Identifier: Apache-2.0
#include <walletauth/resolver.hpp>

#include "client_limits.hpp"
#include "network.hpp"
#include "wall_clock.hpp"

#include <walletauth/status.hpp>
#include <walletauth/trusted_text.hpp>

#include <curl/curl.h>

#include <algorithm>

namespace walletauth {
namespace {

using namespace resolver;

constexpr std::chrono::seconds round_time{4};
constexpr std::uint64_t max_file_size = std::uint64_t{1} << 20;

Deadline bounded(Deadline deadline) { return std::min(deadline, Clock::now() + round_time); }

/// What one file made: a network, and limits that begin anew.
struct Opened {
    Opened(Config config, Metrics &metrics, Log &log, const std::function<Deadline()> &clock)
        : limits(config.client_per_minute, config.global_per_s, Clock::now()),
          network(std::move(config), metrics, log, clock) {}

    ClientLimits limits;
    Network network;
};

std::vector<std::string> names_of(const Config &config) {
    std::vector<std::string> names;
    names.reserve(config.chains.size());
    for (const auto &chain : config.chains)
        names.push_back(chain.chain);
    return names;
}

std::expected<std::string, ResolverError> read_file(const std::filesystem::path &file) {
    auto text = read_trusted_text(file, max_file_size);
    if (text) return std::move(*text);
    const auto &error = text.error();
    return std::unexpected(ResolverError{error.file, "", error.rule + ": " + error.value});
}

} // namespace

struct Resolver::State {
    explicit State(ResolverOptions given)
        : options(std::move(given)), own_chains(options.chains.begin(), options.chains.end()),
          log(options.log) {}

    [[nodiscard]] std::shared_ptr<Opened> current() const {
        const std::lock_guard lock(mutex);
        return opened;
    }
    [[nodiscard]] std::expected<void, ResolverError> load(std::string_view text,
                                                          const ChainsFault &fault = {}) {
        auto config = read_config(text, name, own_chains);
        if (!config) return std::unexpected(config.error());
        if (fault)
            if (auto wrong = fault(names_of(*config)); !wrong.empty())
                return std::unexpected(ResolverError{name, "", std::move(wrong)});
        metrics.forget_endpoints();
        auto made = std::make_shared<Opened>(std::move(*config), metrics, log, options.clock);
        const std::lock_guard lock(mutex);
        opened.swap(made);
        return {};
    }
    /// Why a client's query must not go to a node; nothing if it may.
    [[nodiscard]] std::optional<std::string> limit(Opened &now, std::string_view chain,
                                                   std::string_view client) {
        bool may_ask = true;
        if (options.may_ask) try {
                may_ask = options.may_ask(chain, client);
            } catch (...) {
                may_ask = false;
            }
        auto by = may_ask ? now.limits.take(client, Clock::now()) : std::string_view{"host"};
        if (!by) return std::nullopt;
        metrics.limited(chain, *by);
        return "limited: too many queries (" + std::string{*by} + ")";
    }
    [[nodiscard]] std::expected<std::string, std::string> pin(std::string_view chain,
                                                              Deadline deadline) {
        const auto now = current();
        auto *const its = now->network.find(chain);
        if (its == nullptr) return std::unexpected(unknown(chain));
        return now->network.pin(*its, bounded(deadline));
    }
    [[nodiscard]] std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline,
        std::string_view client) {
        const auto now = current();
        auto *const its = now->network.find(chain);
        if (its == nullptr) return std::unexpected(unknown(chain));
        return now->network.fetch(*its, queries, bounded(deadline), client,
                                  [&] { return limit(*now, chain, client); });
    }
    [[nodiscard]] static std::string unknown(std::string_view chain) {
        return "the file of endpoints has no chain " + std::string{chain};
    }

    ResolverOptions options;
    std::vector<const ChainNodes *> own_chains;
    std::string name;
    std::filesystem::path file; ///< empty: of a text
    Metrics metrics;
    Log log;
    std::mutex reloading;
    mutable std::mutex mutex; ///< of `opened`
    std::shared_ptr<Opened> opened;
};

namespace {

class Client final : public EvidenceSource {
  public:
    using Fetch = std::function<std::expected<std::vector<EvidenceAnswer>, std::string>(
        std::string_view, std::span<const std::string>, Deadline)>;

    Client(EvidenceSource &all, Fetch fetch) : all_(all), fetch_(std::move(fetch)) {}

    std::expected<std::string, std::string> pin(std::string_view chain,
                                                Deadline deadline) override {
        return all_.pin(chain, deadline); // shared by all: it costs no one
    }
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline) override {
        return fetch_(chain, queries, deadline);
    }

  private:
    EvidenceSource &all_;
    Fetch fetch_;
};

} // namespace

Resolver::Resolver(std::unique_ptr<State> state) : state_(std::move(state)) {}
Resolver::~Resolver() = default;

std::expected<std::unique_ptr<Resolver>, ResolverError> Resolver::open(
    const std::filesystem::path &file, ResolverOptions options) {
    const auto text = read_file(file);
    if (!text) return std::unexpected(text.error());
    auto opened = open_text(*text, file.string(), std::move(options));
    if (opened) (*opened)->state_->file = file;
    return opened;
}

std::expected<std::unique_ptr<Resolver>, ResolverError> Resolver::open_text(
    std::string_view text, std::string name, ResolverOptions options) {
    auto state = std::make_unique<State>(std::move(options));
    state->name = std::move(name);
    if (const auto loaded = state->load(text); !loaded) return std::unexpected(loaded.error());
    return std::unique_ptr<Resolver>(new Resolver(std::move(state)));
}

std::expected<std::string, std::string> Resolver::pin(std::string_view chain, Deadline deadline) {
    return state_->pin(chain, deadline);
}

std::expected<std::vector<EvidenceAnswer>, std::string> Resolver::fetch(
    std::string_view chain, std::span<const std::string> queries, Deadline deadline) {
    return state_->fetch(chain, queries, deadline, "");
}

std::unique_ptr<EvidenceSource> Resolver::for_client(std::string client) {
    return std::make_unique<Client>(
        *this, [state = state_.get(), client = std::move(client)](
                   std::string_view chain, std::span<const std::string> queries,
                   Deadline deadline) { return state->fetch(chain, queries, deadline, client); });
}

std::expected<void, ResolverError> Resolver::reload(const ChainsFault &fault) {
    if (state_->file.empty()) {
        return std::unexpected(ResolverError{state_->name, "", "it was opened as a text"});
    }
    const std::lock_guard lock(state_->reloading);
    const auto text = read_file(state_->file);
    if (!text) return std::unexpected(text.error());
    return state_->load(*text, fault);
}

std::expected<void, ResolverError> Resolver::reload_text(std::string_view text) {
    const std::lock_guard lock(state_->reloading);
    return state_->load(text);
}

std::vector<std::string> Resolver::chains() const {
    return names_of(state_->current()->network.config());
}

bool Resolver::knows(std::string_view chain) const {
    return state_->current()->network.find(chain) != nullptr;
}

std::vector<ChainReadiness> Resolver::readiness(Deadline deadline) {
    return state_->current()->network.readiness(bounded(deadline));
}

std::string Resolver::metrics() const { return state_->metrics.text(unix_now()); }

void Resolver::count_verdict(std::string_view chain, std::string_view scheme,
                             std::uint32_t status) {
    state_->metrics.verdict(chain, scheme, status_name(status));
}

std::string resolver_transport_version() { return curl_version(); }

} // namespace walletauth
