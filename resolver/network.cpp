// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <algorithm>

namespace walletauth::resolver {
namespace {

constexpr std::chrono::seconds slow_memory{60};
constexpr std::size_t most_slow = 10'000;
/// A waiter is woken by the loop's own timer, so that the reason is told; this is if the loop
/// hangs.
constexpr std::chrono::milliseconds late{50};

} // namespace

Chain::Chain(Context &context, const ChainConfig &its) : config(its) {
    for (const auto &endpoint : its.endpoints)
        endpoints.push_back(std::make_unique<Endpoint>(context, its, endpoint));
}

Network::Network(Config config, Metrics &metrics, Log &log,
                 std::function<Clock::time_point()> clock)
    : config_(std::move(config)), context_{.loop = loop_, .metrics = metrics, .log = log} {
    if (clock) context_.pause_now = std::move(clock);
    for (const auto &chain : config_.chains) {
        auto &its =
            *chains_.emplace(chain.chain, std::make_unique<Chain>(context_, chain)).first->second;
        for (const auto &endpoint : its.endpoints)
            endpoint->check_identity();
    }
    loop_.start();
}

Network::~Network() { loop_.stop(); }

Chain *Network::find(std::string_view chain) const {
    const auto found = chains_.find(chain);
    return found == chains_.end() ? nullptr : found->second.get();
}

void Network::join_pin(Chain &chain, Clock::time_point deadline,
                       std::function<void(const Pinned &)> waiter) {
    const bool is_new = !chain.pin_round;
    if (is_new) chain.pin_round = std::make_shared<PinRound>(place(chain));
    const auto round = chain.pin_round;
    round->join(deadline, std::move(waiter));
    if (!is_new) return;
    round->start([this, &chain](const Pinned &pinned) {
        chain.pin_round.reset();
        if (!pinned) {
            context_.log.write(ResolverLogLevel::warning, chain.config.chain, "", "",
                               pinned.error());
            return;
        }
        context_.metrics.head(chain.config.chain, pinned->height, pinned->time);
        chain.pins.add({*pinned, chain.config.nodes->block_text(*pinned)},
                       Clock::now() + chain.config.pin_ttl);
    });
}

std::shared_ptr<Waiting<Pinned>> Network::begin_pin(Chain &chain, Clock::time_point deadline) {
    auto waiting = std::make_shared<Waiting<Pinned>>(1);
    loop_.post([this, &chain, deadline, waiting] {
        join_pin(chain, deadline, [waiting](const Pinned &pinned) { waiting->give(0, pinned); });
    });
    return waiting;
}

std::expected<std::string, std::string> Network::pin(Chain &chain, Clock::time_point deadline) {
    if (auto text = chain.pins.current(Clock::now())) return std::move(*text);
    const auto pinned = begin_pin(chain, deadline)->take(deadline + late).front();
    if (!pinned) return std::unexpected("the time is over before a block was chosen");
    if (!*pinned) return std::unexpected(pinned->error());
    return chain.config.nodes->block_text(**pinned);
}

std::vector<ChainReadiness> Network::readiness(Clock::time_point deadline) {
    std::vector<ChainReadiness> all;
    std::vector<std::shared_ptr<Waiting<Pinned>>> waiting;
    for (const auto &[name, chain] : chains_) {
        const bool is_pinned = chain->pins.current(Clock::now()).has_value();
        all.push_back({.chain = name, .is_ready = is_pinned, .reason = "", .pin = {}});
        waiting.push_back(is_pinned ? nullptr : begin_pin(*chain, deadline));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (waiting[i]) {
            const auto pinned = waiting[i]->take(deadline + late).front();
            all[i].is_ready = pinned && *pinned;
            if (!pinned)
                all[i].reason = "the time is over before a block was chosen";
            else if (!*pinned)
                all[i].reason = pinned->error();
        }
        all[i].pin = find(all[i].chain)->pins.last();
    }
    return all;
}

void Network::remember_slow(Chain &chain, const Query &query, const std::string &client) {
    auto name = chain.config.nodes->runs_code_of(query.root());
    if (name.empty() || client.empty()) return; // nobody knows whose doing it was
    const auto now = Clock::now();
    const std::lock_guard lock(chain.slow_mutex);
    if (chain.slow.size() >= most_slow)
        std::erase_if(chain.slow, [&](const auto &entry) { return now >= entry.second; });
    if (chain.slow.size() < most_slow) chain.slow[{client, std::move(name)}] = now + slow_memory;
}

std::optional<std::string> Network::slow_fault(Chain &chain, const Query &query,
                                               std::string_view client) {
    const std::pair key{std::string{client}, chain.config.nodes->runs_code_of(query.root())};
    const std::lock_guard lock(chain.slow_mutex);
    const auto found = chain.slow.find(key);
    if (found == chain.slow.end()) return std::nullopt;
    if (Clock::now() < found->second) {
        return "the account's code took too long, or answered too much, less than a minute ago";
    }
    chain.slow.erase(found);
    return std::nullopt;
}

/// Where a quorum was at the last pin, of a chain whose nodes answer at their newest block alone.
std::optional<ChainBlock> head_of(const Chain &chain) {
    auto head = chain.pins.last();
    if (head && !chain.config.nodes->block_text(*head).empty()) return std::nullopt;
    return head;
}

/// On the loop's thread: joins a question that is being asked, or asks it.
void Network::ask(Chain &chain, const std::shared_ptr<const Query> &query,
                  const std::string &client, Clock::time_point deadline, Wait wait) {
    const auto &name = chain.config.chain;
    if (const auto found = chain.questions.find(query->text()); found != chain.questions.end()) {
        context_.metrics.cache(name, Metrics::Cache::shared);
        return found->second->join(deadline, std::move(wait));
    }
    context_.metrics.cache(name, Metrics::Cache::miss);
    if (chain.questions.size() >= chain.config.max_waiting) {
        context_.metrics.limited(name, "waiting");
        return wait(std::unexpected("too many queries wait for nodes of " + name));
    }
    const auto text = chain.config.nodes->block_of(query->root());
    auto pin = text ? chain.pins.find(*text) : std::nullopt;
    const auto question =
        std::make_shared<Question>(place(chain), query, pin, text ? std::nullopt : head_of(chain));
    chain.questions.emplace(query->text(), question);
    question->on_slow = [this, &chain, query, client] { remember_slow(chain, *query, client); };
    question->join(deadline, std::move(wait));
    question->start([this, &chain, query, pin, text](const Answered &answer, bool is_missing) {
        chain.questions.erase(query->text());
        if (is_missing && text) chain.pins.drop(*text);
        if (!answer || !pin) return;
        cache_.put(AnswerCache::key(chain.config.chain, query->text()), *answer, pin->height,
                   Clock::now());
    });
}

std::expected<std::vector<EvidenceAnswer>, std::string> Network::fetch(
    Chain &chain, std::span<const std::string> queries, Clock::time_point deadline,
    std::string_view client, const std::function<std::optional<std::string>()> &may_ask) {
    const auto &name = chain.config.chain;
    context_.metrics.round(name);
    std::vector<EvidenceAnswer> answers(queries.size());
    std::vector<std::pair<std::size_t, std::shared_ptr<const Query>>> missing;
    const auto now = Clock::now();
    const auto newest = chain.pins.height();
    for (std::size_t i = 0; i < queries.size(); ++i) {
        if (auto answer = cache_.find(AnswerCache::key(name, queries[i]), newest, now)) {
            context_.metrics.cache(name, Metrics::Cache::hit);
            answers[i] = std::move(*answer);
            continue;
        }
        auto query = Query::read(queries[i]);
        if (!query) return std::unexpected(query.error());
        if (const auto fault = slow_fault(chain, *query, client)) return std::unexpected(*fault);
        missing.emplace_back(i, std::make_shared<const Query>(std::move(*query)));
    }
    if (missing.empty()) return answers;
    if (const auto fault = may_ask()) return std::unexpected(*fault);
    const auto waiting = std::make_shared<Waiting<Answered>>(missing.size());
    loop_.post([this, &chain, missing, deadline, waiting, client = std::string{client}] {
        for (std::size_t i = 0; i < missing.size(); ++i)
            ask(chain, missing[i].second, client, deadline,
                [waiting, i](const Answered &answer) { waiting->give(i, answer); });
    });
    auto found = waiting->take(deadline + late);
    for (const auto &answer : found) { // why one failed tells more than that others are missing
        if (answer && !*answer) return std::unexpected(answer->error());
    }
    for (std::size_t i = 0; i < missing.size(); ++i) {
        auto &answer = found[i];
        if (!answer) return std::unexpected("the time is over before nodes had answered");
        answers[missing[i].first] = std::move(**answer);
    }
    return answers;
}

} // namespace walletauth::resolver
