// SPDX-License-Identifier: Apache-2.0
// Names of endpoints, looked up by a function of this test: libcurl calls the program's
// getaddrinfo, and what it does with the answer is its own and the resolver's. Nothing leaves the
// machine.
#include "toy_network.hpp"

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <netdb.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace {

using std::chrono::milliseconds;

constexpr std::string_view name = "node.example"; // RFC 2606: nobody's

/// What the name leads to, and how long that takes.
struct Names {
    std::mutex mutex;
    std::condition_variable changed;
    std::string address; ///< empty: the look-up hangs
    bool is_over = false;
    std::atomic<int> asked = 0;
} names;

using LookUp = int (*)(const char *, const char *, const addrinfo *, addrinfo **);

} // namespace

extern "C" [[gnu::visibility("default")]] int getaddrinfo(const char *node, const char *service,
                                                          const addrinfo *hints, addrinfo **found) {
    static const auto real = reinterpret_cast<LookUp>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (node == nullptr || name != node) return real(node, service, hints, found);
    ++names.asked;
    std::unique_lock lock(names.mutex);
    names.changed.wait(lock, [] { return names.is_over || !names.address.empty(); });
    if (names.is_over) return EAI_AGAIN;
    return real(names.address.c_str(), service, hints, found);
}

namespace {

using namespace toy;

class NamesTest : public testing::Test {
  protected:
    static void lead_to(const std::string &address) {
        const std::lock_guard lock(names.mutex);
        names.address = address;
        names.is_over = false;
        names.asked = 0;
    }
    ~NamesTest() override { // threads that still look up go
        const std::lock_guard lock(names.mutex);
        names.is_over = true;
        names.changed.notify_all();
    }
    [[nodiscard]] std::string file(std::string_view scheme, const std::string &more) const {
        return "[[chain.\"toynet:main\".endpoint]]\nname = \"a\"\nurl = \"" + std::string{scheme} +
               "://" + std::string{name} + ':' + std::to_string(network.node(0).port()) + "/\"\n" +
               more;
    }
    [[nodiscard]] std::unique_ptr<walletauth::Resolver> open(const std::string &text) {
        static const std::array<const walletauth::ChainNodes *, 1> known{&nodes()};
        walletauth::ResolverOptions options;
        options.chains = known;
        options.log = [this](const walletauth::ResolverLog &entry) { log += entry.line() + '\n'; };
        auto opened = walletauth::Resolver::open_text(text, "endpoints.toml", options);
        EXPECT_TRUE(opened.has_value());
        return opened ? std::move(*opened) : nullptr;
    }
    static bool has_pin(walletauth::Resolver &resolver, milliseconds time = milliseconds{900}) {
        return resolver.pin("toynet:main", walletauth::Deadline::clock::now() + time).has_value();
    }

    mutable Network network{1};
    std::string log; ///< to be read when the resolver is gone
};

TEST_F(NamesTest, ThatAreNeverFoundEndAtTheDeadline) {
    lead_to("");
    auto resolver = open(file("http", "allow_private = true\n"));
    ASSERT_TRUE(resolver);
    EXPECT_FALSE(has_pin(*resolver, milliseconds{200}));
    resolver.reset(); // would hang here if it waited for the look-up, which ends with the test
    EXPECT_GE(names.asked, 1);
    EXPECT_EQ(network.node(0).server().connections(), 0U);
}

/// Rebinding: good at first, and within the machine or at a metadata service then.
TEST_F(NamesTest, ThatLeadElsewhereLaterAreRefused) {
    lead_to("127.0.0.1");
    const auto text = file("http", "allow_private = true\n");
    auto resolver = open(text);
    ASSERT_TRUE(resolver);
    EXPECT_TRUE(has_pin(*resolver));
    const auto connections = network.node(0).server().connections();
    EXPECT_GE(connections, 1U);
    lead_to("169.254.169.254");
    ASSERT_TRUE(resolver->reload_text(text).has_value()); // what is remembered of names is gone
    EXPECT_FALSE(has_pin(*resolver));
    EXPECT_GE(names.asked, 1);
    // Without allow_private: not to loopback.
    lead_to("127.0.0.1");
    ASSERT_TRUE(resolver->reload_text(file("https", "")).has_value());
    EXPECT_FALSE(has_pin(*resolver));
    EXPECT_GE(names.asked, 1);
    EXPECT_EQ(network.node(0).server().connections(), connections);
    resolver.reset();
    const auto first = log.find("address that the file does not allow");
    ASSERT_NE(first, std::string::npos) << log;
    EXPECT_NE(log.find("address that the file does not allow", first + 1), std::string::npos)
        << log;
}

} // namespace
