// SPDX-License-Identifier: Apache-2.0
// What the resolver costs: scripts/bench --resolver prints it. The chain is tests/toy, whose plugin
// costs next to nothing, and the nodes are processes on loopback. Usage: resolver_bench [SECONDS]
#include "format_request.hpp"
#include "toy_chain.hpp"
#include "toy_plugin.hpp"

#include <walletauth/resolver.hpp>
#include <walletauth/wire.hpp>

#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

extern "C" {
void *__libc_malloc(std::size_t);
void *__libc_calloc(std::size_t, std::size_t);
void *__libc_realloc(void *, std::size_t);
}

namespace {

std::atomic<std::uint64_t> allocations{0};

} // namespace

// Those of libcurl count, too: glibc lets a program put its own in their place.
extern "C" void *malloc(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return __libc_malloc(size);
}
extern "C" void *calloc(std::size_t count, std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return __libc_calloc(count, size);
}
extern "C" void *realloc(void *old, std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return __libc_realloc(old, size);
}

namespace {

using namespace walletauth;
using tests::HttpAnswer;
using tests::MockNode;
using tests::NodeCall;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr std::string_view service = R"({"accept":["chain_state"]})";

void run_on(int processor) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    if (::sched_setaffinity(0, sizeof set, &set) != 0)
        throw std::runtime_error("sched_setaffinity");
}

/// A process that ends with this one.
class NodeProcess {
  public:
    NodeProcess(std::chrono::milliseconds delay, int processor) {
        std::array<int, 2> pipe{};
        if (::pipe(pipe.data()) != 0) throw std::runtime_error("pipe");
        child_ = ::fork();
        if (child_ == 0) serve(delay, processor, pipe[1]);
        ::close(pipe[1]);
        if (::read(pipe[0], &port_, sizeof port_) != sizeof port_)
            throw std::runtime_error("no node");
        ::close(pipe[0]);
    }
    NodeProcess(const NodeProcess &) = delete;
    NodeProcess &operator=(const NodeProcess &) = delete;
    ~NodeProcess() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

  private:
    [[noreturn]] static void serve(std::chrono::milliseconds delay, int processor, int to) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        run_on(processor);
        toy::Chain chain;
        chain.height = 3;
        MockNode node([chain](const NodeCall &call) { return chain.answer(call); });
        node.keep_no_calls();
        node.fail_with(
            [delay](const NodeCall &call, const std::string &body) -> std::optional<HttpAnswer> {
                if (call.method != "key_of") return std::nullopt;
                return HttpAnswer{.body = body, .delay = delay};
            });
        const auto port = node.port();
        if (::write(to, &port, sizeof port) != sizeof port) std::_Exit(1);
        for (;;)
            ::pause();
    }

    pid_t child_ = -1;
    std::uint16_t port_ = 0;
};

/// Nodes of the chain, and a resolver that asks them: one is trusted alone, of three two must
/// agree.
class Network {
  public:
    Network(std::size_t count, std::chrono::milliseconds delay) {
        std::string text = "[chain.\"toynet:main\"]\nmax_waiting = 65536\nmax_age_s = 0\n"
                           "pin_ttl_ms = 600000\n";
        for (std::size_t i = 0; i < count; ++i) {
            nodes_.push_back(std::make_unique<NodeProcess>(delay, 1));
            text += "[[chain.\"toynet:main\".endpoint]]\nname = \"node-" + std::to_string(i) +
                    "\"\nurl = \"http://127.0.0.1:" + std::to_string(nodes_.back()->port()) +
                    "/\"\nallow_private = true\nrequests_per_s = 1000000\nmax_in_flight = 1024\n";
        }
        static const std::array<const ChainNodes *, 1> known{&toy::nodes()};
        ResolverOptions options;
        options.chains = known;
        options.log = [](const ResolverLog &entry) {
            std::fprintf(stderr, "%s\n", entry.line().c_str());
        };
        auto opened = Resolver::open_text(text, "endpoints.toml", std::move(options));
        if (!opened) throw std::runtime_error(opened.error().message());
        resolver_ = std::move(*opened);
    }
    [[nodiscard]] Resolver &resolver() { return *resolver_; }

  private:
    std::vector<std::unique_ptr<NodeProcess>> nodes_;
    std::unique_ptr<Resolver> resolver_;
};

std::string request_of(std::size_t number) {
    std::string name = "u_";
    do
        name += static_cast<char>('a' + number % 26);
    while ((number /= 26) != 0);
    return toy::request_json({{"account", '"' + name + '"'}});
}

void check(const WireAnswer &answer) {
    if (answer.status != WA_OK) throw std::runtime_error("not valid: " + answer.json);
}

double processor_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Cost {
    double us = 0;           ///< from call to answer
    double processor_us = 0; ///< of all threads of this process
    double allocations = 0;
    double per_second = 0;
};

/// Of one verification; `verify` gets a number that is new each time.
template <class Verify>
Cost measure(double seconds, std::size_t callers, const Verify &verify) {
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> is_over = false;
    std::atomic<std::size_t> done = 0;
    const auto work = [&] {
        while (!is_over) {
            verify(next++);
            ++done;
        }
    };
    std::vector<std::jthread> threads;
    if (callers > 1) {
        for (std::size_t i = 0; i < callers; ++i)
            threads.emplace_back(work);
        std::this_thread::sleep_for(Seconds(seconds / 4)); // all are under way
    } else {
        for (int i = 0; i < 200; ++i)
            verify(next++);
    }
    const auto begun = Clock::now();
    const auto processor = processor_seconds();
    const auto allocated = allocations.load();
    const auto before = done.load();
    if (callers > 1) {
        std::this_thread::sleep_for(Seconds(seconds));
    } else {
        while (Seconds(Clock::now() - begun).count() < seconds) {
            verify(next++);
            ++done;
        }
    }
    const auto count = static_cast<double>(done.load() - before);
    const auto time = Seconds(Clock::now() - begun).count();
    Cost cost{.us = time * 1e6 / count * static_cast<double>(callers),
              .processor_us = (processor_seconds() - processor) * 1e6 / count,
              .allocations = static_cast<double>(allocations.load() - allocated) / count,
              .per_second = count / time};
    is_over = true;
    return cost;
}

void print(const char *what, const Cost &cost) {
    std::printf("| %s | %.1f | %.1f | %.0f | %.0f |\n", what, cost.us, cost.processor_us,
                cost.allocations, cost.per_second);
    std::fflush(stdout);
}

/// The service's part with what a node would say.
std::string given_evidence(Resolver &resolver, const std::string &request) {
    const auto block = resolver.pin("toynet:main", Deadline::max());
    if (!block) throw std::runtime_error(block.error());
    const auto name_at = request.find("\"u_") + 1;
    const auto name = request.substr(name_at, request.find('"', name_at) - name_at);
    return R"({"accept":["chain_state"],"block":")" + *block +
           R"(","evidence":[{"query":{"method":"key_of","params":{"block":")" + *block +
           R"(","name":")" + name + R"(","step":1}},"result":")" + toy::key + "\"}]}";
}

void run(double seconds) {
    auto set = std::make_shared<PluginSet>();
    if (!set->add(&toy::entry)) throw std::runtime_error("the toy plugin");
    const Verifier verifier{set};
    std::puts("| what | us | us of processor | allocations | a second |\n|---|---|---|---|---|");
    run_on(0); // the nodes are on the other processor
    const auto with = [&](Resolver &resolver) {
        return [&](std::size_t number) {
            check(verify_json(verifier, request_of(number), service, resolver));
        };
    };
    {
        Network one(1, std::chrono::milliseconds{0});
        const auto request = request_of(1);
        const auto given = given_evidence(one.resolver(), request);
        print("evidence given, no resolver", measure(seconds, 1, [&](std::size_t) {
                  check(verify_json(verifier, request, given));
              }));
        print("the answer is remembered", measure(seconds, 1, [&](std::size_t) {
                  check(verify_json(verifier, request, service, one.resolver()));
              }));
        print("one node on loopback", measure(seconds, 1, with(one.resolver())));
    }
    Network three(3, std::chrono::milliseconds{0});
    print("two of three nodes on loopback", measure(seconds, 1, with(three.resolver())));
    Network slow(1, std::chrono::milliseconds{20});
    print("one node of 20 ms, 1,000 in flight", measure(2 * seconds, 1000, with(slow.resolver())));
    Network slow_three(3, std::chrono::milliseconds{20});
    print("two of three nodes of 20 ms, 1,000 in flight",
          measure(2 * seconds, 1000, with(slow_three.resolver())));
}

} // namespace

int main(int count, char **arguments) try {
    const double seconds = count > 1 ? std::atof(arguments[1]) : 1;
    run(seconds);
    return 0;
} catch (const std::exception &error) {
    std::fprintf(stderr, "resolver_bench: %s\n", error.what());
    return 1;
}
