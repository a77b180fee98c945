// SPDX-License-Identifier: Apache-2.0
// Consumptions a second of each store, one after the other in one run: store_rates [SECONDS]. No
// test: scripts/bench-stores runs it.
#include "open_store.hpp"
#if WALLETAUTH_HAS_REDIS
#include "redis_server.hpp"
#endif
#if WALLETAUTH_HAS_POSTGRESQL
#include "postgresql_server.hpp"
#endif
#include "child_process.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>

namespace {

using namespace walletauth::signin;
using Open = std::function<std::shared_ptr<ReplayStore>()>;

/// Each thread consumes keys of its own until the time is over.
double rate(const Open &open, unsigned threads, std::chrono::duration<double> time) {
    std::atomic<bool> is_over{false};
    std::atomic<std::size_t> count{0}, failed{0};
    {
        std::vector<std::jthread> running;
        for (unsigned t = 0; t < threads; ++t) {
            running.emplace_back([&, t] {
                const auto store = open();
                const auto prefix = "n:" + std::to_string(threads) + ':' + std::to_string(t) + ':';
                for (std::size_t i = 0; !is_over; ++i) {
                    const auto consumed =
                        store->consume(prefix + std::to_string(i), std::chrono::seconds{900}, "");
                    ++(consumed.outcome == Consumed::Outcome::first ? count : failed);
                }
            });
        }
        std::this_thread::sleep_for(time);
        is_over = true;
    }
    if (failed != 0) std::printf("%zu failed\n", failed.load());
    return static_cast<double>(count) / time.count();
}

void measure(const char *name, const std::string &text, double seconds) {
    if (const auto one = tests::open_store(text); !one) {
        std::printf("| %s | %s | |\n", name, one.error().c_str());
        return;
    }
    for (const unsigned threads : {1U, 4U}) {
        // One that all threads share, with room for all that they do.
        const auto shared =
            text == "memory"
                ? std::make_shared<MemoryStore>(system_random(), system_monotonic_clock(), 1U << 30)
                : nullptr;
        const Open open = [&]() -> std::shared_ptr<ReplayStore> {
            if (shared) return shared;
            return *tests::open_store(text);
        };
        std::printf("%s%.0f", threads == 1 ? ("| " + std::string{name} + " | ").c_str() : " | ",
                    rate(open, threads, std::chrono::duration<double>{seconds}));
    }
    std::printf(" |\n");
}

} // namespace

int main(int count, char **arguments) {
    const double seconds = count > 1 ? std::atof(arguments[1]) : 1.0;
    std::printf("| store | 1 thread | 4 threads |\n|---|---|---|\n");
    measure("memory", "memory", seconds);
#if WALLETAUTH_HAS_SQLITE
    const tests::TemporaryDirectory directory;
    measure("sqlite", "sqlite:" + (directory / "s"), seconds);
#endif
#if WALLETAUTH_HAS_REDIS
    const tests::RedisServer redis;
    measure("redis", "redis:" + redis.socket(), seconds);
#endif
#if WALLETAUTH_HAS_POSTGRESQL
    const tests::PostgresqlServer postgresql;
    measure("postgresql", "postgresql:" + postgresql.connection(), seconds);
#endif
    return 0;
}
