// SPDX-License-Identifier: Apache-2.0
// Cookies as browsers send them (RFC 6265, 4.2.1) and as they can be planted.
#include "daemon/cookies.hpp"

#include <gtest/gtest.h>

namespace walletauth::daemon {
namespace {

HttpRequest with(std::vector<std::string> lines) {
    HttpRequest request;
    for (auto &line : lines)
        request.headers.emplace_back("cookie", std::move(line));
    return request;
}

TEST(Cookies, AreFoundByName) {
    const auto request = with({"a=1; __Host-s=x=y; ab=2", "c="});
    EXPECT_EQ(cookie_of(request, "__Host-s"), "x=y");
    EXPECT_EQ(cookie_of(request, "a"), "1");
    EXPECT_EQ(cookie_of(request, "c"), "");
    EXPECT_EQ(cookie_of(request, "b"), std::nullopt);
    EXPECT_EQ(cookie_of(with({"s"}), "s"), std::nullopt) << "a text without a name";
    EXPECT_EQ(cookie_of(with({""}), ""), std::nullopt);
}

/// One of two was planted by another host: whichever it is, neither counts. The backend, which may
/// read names in its own way, gets none of them.
TEST(Cookies, OfTwoNeitherCountsHoweverTheNameIsSpelled) {
    for (const auto *planted : {"s=2", " s=2", "\ts=2", "s =2", "s\t=2", "  s=2  ", "s="}) {
        for (const auto &request : {with({"s=1;" + std::string{planted}}), with({planted, "s=1"}),
                                    with({std::string{planted} + "; a=b; s=1"})}) {
            EXPECT_EQ(cookie_of(request, "s"), std::nullopt) << planted;
            EXPECT_EQ(cookies_without(request, {"s"}).find("s"), std::string::npos) << planted;
        }
    }
    EXPECT_EQ(cookies_without(with({"a=1; s=2;; b", "s; \tc = 3 "}), {"s"}), "a=1; b; c = 3");
}

} // namespace
} // namespace walletauth::daemon
