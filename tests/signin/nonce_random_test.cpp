// SPDX-License-Identifier: Apache-2.0
#include "signin/nonce_random.hpp"

#include <gtest/gtest.h>

#include <set>
#include <sys/wait.h>
#include <thread>
#include <vector>

namespace walletauth::signin {
namespace {

TEST(NonceRandom, DrawsForManyAtOnceAndGivesEachOnce) {
    std::uint32_t number = 0, draws = 0;
    const Random counting = [&](std::span<std::uint8_t> out) {
        ++draws;
        for (std::size_t i = 0; i < out.size(); i += 6, ++number) {
            for (std::size_t byte = 0; byte < 6; ++byte)
                out[i + byte] =
                    static_cast<std::uint8_t>(byte < 2 ? 0 : number >> (8 * (5 - byte)));
        }
    };
    NonceRandom random{counting};
    for (std::uint64_t i = 0; i < 1000; ++i)
        EXPECT_EQ(random.next(), i);
    EXPECT_EQ(draws, 16U); // of 64 each
}

TEST(NonceRandom, IsOf46Bits) {
    const Random ones = [](std::span<std::uint8_t> out) { std::ranges::fill(out, 0xff); };
    EXPECT_EQ(NonceRandom{ones}.next(), max_nonce_random);
}

TEST(NonceRandom, ThreadsGetDifferentNumbers) {
    const auto system = system_random();
    NonceRandom random{system};
    std::vector<std::vector<std::uint64_t>> drawn(8);
    {
        std::vector<std::jthread> threads;
        for (auto &own : drawn)
            threads.emplace_back([&] {
                for (int i = 0; i < 1000; ++i)
                    own.push_back(random.next());
            });
    }
    std::set<std::uint64_t> all;
    for (const auto &own : drawn)
        all.insert(own.begin(), own.end());
    EXPECT_EQ(all.size(), 8000U);
}

// Both have what was drawn before the fork: only one of them may use it.
TEST(NonceRandom, AChildRepeatsNothingOfItsParent) {
    const auto system = system_random();
    NonceRandom random{system};
    (void)random.next();
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) {
        for (int i = 0; i < 100; ++i) {
            const auto number = random.next();
            if (::write(ends[1], &number, sizeof number) != sizeof number) ::_exit(1);
        }
        ::_exit(0);
    }
    ::close(ends[1]);
    std::set<std::uint64_t> all;
    for (int i = 0; i < 100; ++i)
        all.insert(random.next());
    std::uint64_t number = 0;
    while (::read(ends[0], &number, sizeof number) == sizeof number)
        all.insert(number);
    ::close(ends[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(all.size(), 200U);
}

} // namespace
} // namespace walletauth::signin
