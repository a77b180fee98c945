// SPDX-License-Identifier: Apache-2.0
// Counters in Prometheus' text format. Internal.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

namespace walletauth::resolver {

enum class Outcome : std::uint8_t { result, semantic, fault, timeout, too_big, refused };
[[nodiscard]] std::string_view outcome_name(Outcome outcome) noexcept;

/// All that is counted. Labels are names of the operator's file, methods of plugins, and what a
/// host counts, so there is a bound to them. Any thread.
class Metrics {
  public:
    /// A request that ended.
    void request(std::string_view chain, std::string_view endpoint, std::string_view method,
                 Outcome outcome, std::chrono::microseconds time, std::size_t bytes);
    void in_flight(std::string_view chain, std::string_view endpoint, int change);
    void breaker(std::string_view chain, std::string_view endpoint, int state);
    void id_mismatch(std::string_view chain, std::string_view endpoint, bool is_wrong);
    void disagreement(std::string_view chain, std::string_view endpoint);
    /// A block that was pinned; `time` in seconds since 1970.
    void head(std::string_view chain, std::uint64_t height, std::int64_t time);
    enum class Cache : std::uint8_t { hit, miss, shared };
    void cache(std::string_view chain, Cache what);
    void limited(std::string_view chain, std::string_view by);
    void round(std::string_view chain);
    void verdict(std::string_view chain, std::string_view scheme, std::string_view status);

    /// Gauges of endpoints are forgotten: those of the new file come.
    void forget_endpoints();
    /// `now` in seconds since 1970, for the age of heads.
    [[nodiscard]] std::string text(std::int64_t now) const;

  private:
    static constexpr std::array<double, 10> bounds{0.005, 0.01, 0.025, 0.05, 0.1,
                                                   0.25,  0.5,  1,     2.5,  5};
    struct Requests {
        std::array<std::uint64_t, 6> outcomes{};
        std::array<std::uint64_t, bounds.size() + 1> seconds{}; // the last: longer than all
        double sum = 0;
        std::uint64_t bytes = 0;
    };
    struct EndpointGauges {
        int in_flight = 0;
        int breaker = 0;
        int id_mismatch = 0;
    };
    struct Head {
        std::uint64_t height = 0;
        std::int64_t time = 0;
    };
    using Labels2 = std::pair<std::string, std::string>;
    using Labels3 = std::tuple<std::string, std::string, std::string>;

    void write_requests(std::string &out) const;
    void write_endpoints(std::string &out) const;
    void write_chains(std::string &out, std::int64_t now) const;

    mutable std::mutex mutex_;
    std::map<Labels3, Requests> requests_; // chain, endpoint, method
    std::map<Labels2, EndpointGauges> endpoints_;
    std::map<Labels2, std::uint64_t> disagreements_;
    std::map<std::string, Head> heads_;
    std::map<Labels2, std::uint64_t> caches_;
    std::map<Labels2, std::uint64_t> limited_;
    std::map<std::string, std::uint64_t> rounds_;
    std::map<Labels3, std::uint64_t> verdicts_;
};

} // namespace walletauth::resolver
