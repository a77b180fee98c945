// SPDX-License-Identifier: Apache-2.0
#include "metrics.hpp"

#include <walletauth/prometheus.hpp>

#include <algorithm>
#include <charconv>

namespace walletauth::resolver {
namespace {

constexpr std::size_t max_series = 4096; // of what a host counts

void begin(std::string &out, std::string_view name, std::string_view type, std::string_view help) {
    out.append("# HELP ").append(name).append(" ").append(help);
    out.append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

std::string number(double value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

using Label = std::pair<std::string_view, std::string_view>;

void line(std::string &out, std::string_view name, std::initializer_list<Label> labels,
          const std::string &value) {
    out.append(name).append("{");
    bool is_first = true;
    for (const auto &[label, text] : labels) {
        out.append(is_first ? "" : ",").append(label).append("=\"");
        out.append(prometheus_label(text)).append("\"");
        is_first = false;
    }
    out.append("} ").append(value).append("\n");
}

} // namespace

std::string_view outcome_name(Outcome outcome) noexcept {
    constexpr std::array<std::string_view, 6> names{"result",  "semantic", "fault",
                                                    "timeout", "too_big",  "refused"};
    return names[static_cast<std::size_t>(outcome)];
}

void Metrics::request(std::string_view chain, std::string_view endpoint, std::string_view method,
                      Outcome outcome, std::chrono::microseconds time, std::size_t bytes) {
    const double seconds = std::chrono::duration<double>(time).count();
    const auto bucket = std::ranges::lower_bound(bounds, seconds) - bounds.begin();
    const std::lock_guard lock(mutex_);
    auto &of = requests_[{std::string{chain}, std::string{endpoint}, std::string{method}}];
    ++of.outcomes[static_cast<std::size_t>(outcome)];
    ++of.seconds[static_cast<std::size_t>(bucket)];
    of.sum += seconds;
    of.bytes += bytes;
}

void Metrics::in_flight(std::string_view chain, std::string_view endpoint, int change) {
    const std::lock_guard lock(mutex_);
    endpoints_[{std::string{chain}, std::string{endpoint}}].in_flight += change;
}

void Metrics::breaker(std::string_view chain, std::string_view endpoint, int state) {
    const std::lock_guard lock(mutex_);
    endpoints_[{std::string{chain}, std::string{endpoint}}].breaker = state;
}

void Metrics::id_mismatch(std::string_view chain, std::string_view endpoint, bool is_wrong) {
    const std::lock_guard lock(mutex_);
    endpoints_[{std::string{chain}, std::string{endpoint}}].id_mismatch = is_wrong ? 1 : 0;
}

void Metrics::disagreement(std::string_view chain, std::string_view endpoint) {
    const std::lock_guard lock(mutex_);
    ++disagreements_[{std::string{chain}, std::string{endpoint}}];
}

void Metrics::head(std::string_view chain, std::uint64_t height, std::int64_t time) {
    const std::lock_guard lock(mutex_);
    heads_[std::string{chain}] = {height, time};
}

void Metrics::cache(std::string_view chain, Cache what) {
    constexpr std::array<std::string_view, 3> names{"hit", "miss", "shared"};
    const std::lock_guard lock(mutex_);
    ++caches_[{std::string{chain}, std::string{names[static_cast<std::size_t>(what)]}}];
}

void Metrics::limited(std::string_view chain, std::string_view by) {
    const std::lock_guard lock(mutex_);
    ++limited_[{std::string{chain}, std::string{by}}];
}

void Metrics::round(std::string_view chain) {
    const std::lock_guard lock(mutex_);
    ++rounds_[std::string{chain}];
}

void Metrics::verdict(std::string_view chain, std::string_view scheme, std::string_view status) {
    const std::lock_guard lock(mutex_);
    Labels3 labels{chain, scheme, status};
    if (verdicts_.size() >= max_series && !verdicts_.contains(labels)) return;
    ++verdicts_[std::move(labels)];
}

void Metrics::forget_endpoints() {
    const std::lock_guard lock(mutex_);
    // Those of the old file that still wait for answers count them down.
    std::erase_if(endpoints_, [](const auto &entry) { return entry.second.in_flight == 0; });
    heads_.clear();
}

void Metrics::write_requests(std::string &out) const {
    begin(out, "walletauth_rpc_requests_total", "counter",
          "Requests to endpoints, by how they ended.");
    for (const auto &[labels, of] : requests_) {
        const auto &[chain, endpoint, method] = labels;
        for (std::size_t i = 0; i < of.outcomes.size(); ++i) {
            line(out, "walletauth_rpc_requests_total",
                 {{"chain", chain},
                  {"endpoint", endpoint},
                  {"method", method},
                  {"outcome", outcome_name(static_cast<Outcome>(i))}},
                 std::to_string(of.outcomes[i]));
        }
    }
    begin(out, "walletauth_rpc_bytes_total", "counter", "Bytes of bodies that endpoints sent.");
    for (const auto &[labels, of] : requests_) {
        const auto &[chain, endpoint, method] = labels;
        line(out, "walletauth_rpc_bytes_total",
             {{"chain", chain}, {"endpoint", endpoint}, {"method", method}},
             std::to_string(of.bytes));
    }
    begin(out, "walletauth_rpc_seconds", "histogram", "How long requests took.");
    for (const auto &[labels, of] : requests_) {
        const auto &[chain, endpoint, method] = labels;
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < of.seconds.size(); ++i) {
            sum += of.seconds[i];
            const auto bound = i < bounds.size() ? number(bounds[i]) : std::string{"+Inf"};
            line(out, "walletauth_rpc_seconds_bucket",
                 {{"chain", chain}, {"endpoint", endpoint}, {"method", method}, {"le", bound}},
                 std::to_string(sum));
        }
        line(out, "walletauth_rpc_seconds_sum",
             {{"chain", chain}, {"endpoint", endpoint}, {"method", method}}, number(of.sum));
        line(out, "walletauth_rpc_seconds_count",
             {{"chain", chain}, {"endpoint", endpoint}, {"method", method}}, std::to_string(sum));
    }
}

void Metrics::write_endpoints(std::string &out) const {
    const auto gauge = [&](std::string_view name, std::string_view help,
                           int EndpointGauges::*member) {
        begin(out, name, "gauge", help);
        for (const auto &[labels, of] : endpoints_)
            line(out, name, {{"chain", labels.first}, {"endpoint", labels.second}},
                 std::to_string(of.*member));
    };
    gauge("walletauth_rpc_in_flight", "Requests that wait for an answer.",
          &EndpointGauges::in_flight);
    gauge("walletauth_rpc_breaker", "0 closed, 1 half-open, 2 open.", &EndpointGauges::breaker);
    gauge("walletauth_chain_id_mismatch", "1 if the endpoint is of another chain.",
          &EndpointGauges::id_mismatch);
    begin(out, "walletauth_rpc_disagreements_total", "counter",
          "Results that a quorum contradicted.");
    for (const auto &[labels, count] : disagreements_)
        line(out, "walletauth_rpc_disagreements_total",
             {{"chain", labels.first}, {"endpoint", labels.second}}, std::to_string(count));
}

void Metrics::write_chains(std::string &out, std::int64_t now) const {
    begin(out, "walletauth_chain_head_height", "gauge",
          "Height of the last block that was pinned.");
    for (const auto &[chain, head] : heads_)
        line(out, "walletauth_chain_head_height", {{"chain", chain}}, std::to_string(head.height));
    begin(out, "walletauth_chain_head_age_seconds", "gauge", "Age of that block by its own time.");
    for (const auto &[chain, head] : heads_)
        line(out, "walletauth_chain_head_age_seconds", {{"chain", chain}},
             std::to_string(now - head.time));
    const auto pairs = [&](std::string_view name, std::string_view label, std::string_view help,
                           const std::map<Labels2, std::uint64_t> &counts) {
        begin(out, name, "counter", help);
        for (const auto &[labels, count] : counts)
            line(out, name, {{"chain", labels.first}, {label, labels.second}},
                 std::to_string(count));
    };
    pairs("walletauth_evidence_cache_total", "outcome", "Queries by where their answer came from.",
          caches_);
    pairs("walletauth_evidence_limited_total", "limit", "Fetches that a limit refused.", limited_);
    begin(out, "walletauth_evidence_rounds_total", "counter", "Rounds of evidence.");
    for (const auto &[chain, count] : rounds_)
        line(out, "walletauth_evidence_rounds_total", {{"chain", chain}}, std::to_string(count));
    begin(out, "walletauth_evidence_total", "counter", "Verdicts that the host counted.");
    for (const auto &[labels, count] : verdicts_) {
        const auto &[chain, scheme, verdict] = labels;
        line(out, "walletauth_evidence_total",
             {{"chain", chain}, {"scheme", scheme}, {"verdict", verdict}}, std::to_string(count));
    }
}

std::string Metrics::text(std::int64_t now) const {
    std::string out;
    const std::lock_guard lock(mutex_);
    write_requests(out);
    write_endpoints(out);
    write_chains(out, now);
    return out;
}

} // namespace walletauth::resolver
