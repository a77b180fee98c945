// SPDX-License-Identifier: Apache-2.0
// What is known of the store's generation, while the store is down, slow or new.
#include "service.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace walletauth::signin::tests {
namespace {

using std::chrono::seconds;

class KnownGeneration : public testing::Test {
  protected:
    std::shared_ptr<ScriptedStore> store = std::make_shared<ScriptedStore>();
    GenerationCache cache{store};
};

TEST_F(KnownGeneration, IsAskedAnewOnceASecond) {
    EXPECT_EQ(*cache.known(start), "one");
    store->name = "two";
    EXPECT_EQ(*cache.known(start + seconds{9}), "one") << "nothing speaks against it";
    EXPECT_FALSE(*cache.differs_now(start, "one")) << "it was asked in this second";
    EXPECT_TRUE(*cache.differs_now(start + seconds{1}, "one"));
    EXPECT_FALSE(*cache.differs_now(start + seconds{1}, "two"));
    EXPECT_EQ(store->questions, 2);
    EXPECT_EQ(*cache.known(start), "two");
}

/// That nobody can tell is not that the generation is the same.
TEST_F(KnownGeneration, StoreThatIsDownSaysNeitherYesNorNo) {
    EXPECT_EQ(*cache.known(start), "one");
    store->is_down = true;
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(cache.differs_now(start + seconds{1}, "one").error(), "it is down");
    EXPECT_EQ(store->questions, 2) << "once a second";
    EXPECT_EQ(*cache.fresh(start + seconds{2}), "one") << "what is known goes on";
    store->is_down = false;
    store->name = "two";
    EXPECT_TRUE(*cache.differs_now(start + seconds{3}, "one"));
}

/// What is under way may have been asked too early: whoever comes then asks for himself.
TEST_F(KnownGeneration, NobodyIsAnsweredByAnotherOnesQuestion) {
    EXPECT_EQ(*cache.known(start), "one");
    std::latch is_asked{1}, may_answer{1};
    std::atomic<bool> is_first{true};
    store->on_question = [&] {
        if (!is_first.exchange(false)) return;
        is_asked.count_down();
        may_answer.wait();
    };
    std::jthread slow([&] { EXPECT_TRUE(*cache.differs_now(start + seconds{1}, "one")); });
    is_asked.wait();
    store->name = "two";
    EXPECT_TRUE(*cache.differs_now(start + seconds{1}, "one"));
    may_answer.count_down();
}

/// Clients of one service share what is known: a new set of them can answer while the store can't.
TEST_F(KnownGeneration, IsSharedByClients) {
    const auto shared = std::make_shared<GenerationCache>(store);
    const auto keys = std::make_shared<const KeyRing>(KeyRing::generate(system_random()));
    const auto make = [&] {
        return SignIn::make(toy_verifier(), toy_config(), keys, store, system_random(), shared);
    };
    const User user{7};
    ChallengeRequest request;
    request.chain = "toynet:main";
    request.scheme = "toy";
    request.account = user.account;
    request.channel = {Channel::Kind::cookie, cookie, false};
    EXPECT_TRUE(make()->challenge(request, start));
    store->is_down = true;
    EXPECT_TRUE(make()->challenge(request, start + seconds{1}));
}

} // namespace
} // namespace walletauth::signin::tests
