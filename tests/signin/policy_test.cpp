// SPDX-License-Identifier: Apache-2.0
// The policy over claims. The shared lines of sign-in texts run through a plugin's reader, too:
// sign_in_lines_test.cpp. Here is what no line has.
#include <walletauth/signin/policy.hpp>

#include <gtest/gtest.h>

namespace walletauth::signin {
namespace {

constexpr std::int64_t now_seconds = 1'768'478'400; // 2026-01-15T12:00:00Z
constexpr Time now{std::chrono::seconds{now_seconds}};

ClaimedTime at(std::int64_t offset, std::uint32_t nanoseconds = 0) {
    return {"a time", now_seconds + offset, nanoseconds};
}

Policy policy() {
    Policy made;
    made.domain = "app.example:8443";
    made.chains = {"toy:1", "toy:2"};
    return made;
}

Claims claims() {
    Claims made;
    made.account = "alice";
    made.chain = "toy:1";
    made.domain = "app.example:8443";
    made.scheme = "https";
    made.uri = "https://app.example:8443/login?x=1#y";
    made.version = "1";
    made.nonce = "nonce";
    made.statement = "Sign in";
    made.issued_at = at(-60);
    made.expiration_time = at(540);
    return made;
}

Expected expected() {
    Expected made;
    made.nonce = "nonce";
    made.account = "alice";
    made.chain = "toy:1";
    made.statement = "Sign in";
    return made;
}

std::string check(const Policy &p, const Expected &e, const Claims &c) {
    const auto failed = check_claims(p, e, c, now);
    return failed ? std::string{failed->check} : "";
}

template <class Change>
std::string with_claims(const Change &change) {
    auto changed = claims();
    change(changed);
    return check(policy(), expected(), changed);
}

TEST(Policy, Passes) { EXPECT_EQ(check(policy(), expected(), claims()), ""); }

TEST(Policy, EmptyDomainIsTheServicesError) {
    auto empty = policy();
    empty.domain = "";
    auto of_nobody = claims();
    of_nobody.domain = "";
    EXPECT_EQ(check(empty, expected(), of_nobody), "policy");
}

// An origin is compared whole. Each of these begins with the right one, has it in it, or ends so.
TEST(Policy, UriOfAnotherOrigin) {
    for (const char *uri :
         {"https://app.example:8443.evil.example/", "https://app.example:8443@evil.example/",
          "https://app.example:844", "https://app.example/", "http://app.example:8443/",
          "https:/app.example:8443/", "https:app.example:8443", "//app.example:8443",
          "https://evil.example/https://app.example:8443",
          "https://evil.example?://app.example:8443", "HTTPS://app.example:8443/",
          "https://APP.example:8443/", "", "https://", "x:https://app.example:8443/",
          "https://app.example:8443\\@evil.example/"}) {
        EXPECT_EQ(with_claims([&](Claims &c) { c.uri = uri; }), "uri") << uri;
    }
    for (const char *uri : {"https://app.example:8443", "https://app.example:8443?q",
                            "https://app.example:8443#f", "https://app.example:8443/"}) {
        EXPECT_EQ(with_claims([&](Claims &c) { c.uri = uri; }), "") << uri;
    }
}

TEST(Policy, ListedUrisAreExact) {
    auto listed = policy();
    listed.uris = {"https://app.example:8443/login"};
    auto exact = claims();
    exact.uri = "https://app.example:8443/login";
    EXPECT_EQ(check(listed, expected(), exact), "");
    exact.uri = "https://app.example:8443/login/";
    EXPECT_EQ(check(listed, expected(), exact), "uri");
}

TEST(Policy, RecipientsCountOnlyWhereNoUriIsNamed) {
    auto with = policy();
    with.recipients = {"service.account"};
    auto named = claims();
    named.domain = "service.account";
    EXPECT_EQ(check(with, expected(), named), "domain");
    named.uri.reset(), named.version.reset(), named.issued_at.reset(), named.scheme.reset();
    auto of_form = expected();
    of_form.form_has_times = false;
    EXPECT_EQ(check(with, of_form, named), "");
    named.domain = "service.accounts";
    EXPECT_EQ(check(with, of_form, named), "domain");
}

TEST(Policy, CallbackUrlIsOfAListedOrigin) {
    EXPECT_EQ(with_claims([](Claims &c) { c.callback_url = "https://app.example:8443/x"; }), "");
    EXPECT_EQ(with_claims([](Claims &c) { c.callback_url = "https://evil.example/"; }),
              "callback_url");
    EXPECT_EQ(with_claims([](Claims &c) { c.callback_url = ""; }), "callback_url");
    auto listed = policy();
    listed.callback_origins = {"https://other.example", ""};
    auto called = claims();
    called.callback_url = "https://other.example/back";
    EXPECT_EQ(check(listed, expected(), called), "");
    called.callback_url = "not a URI"; // has no origin, and "" lists none
    EXPECT_EQ(check(listed, expected(), called), "callback_url");
}

TEST(Policy, ChainsOfTextRequestAndList) {
    EXPECT_EQ(with_claims([](Claims &c) { c.chain = "toy:2"; }), "chain"); // accepted, not the same
    EXPECT_EQ(with_claims([](Claims &c) { c.chain = "toy:3"; }), "chain");
    EXPECT_EQ(with_claims([](Claims &c) { c.chain.reset(); }), "");
    auto other = expected();
    other.chain = "toy:3"; // a text that names none proves none
    auto silent = claims();
    silent.chain.reset();
    EXPECT_EQ(check(policy(), other, silent), "chain");
}

TEST(Policy, ResourcesAreExact) {
    const std::vector<std::string> wanted{"https://a.example"};
    auto with = expected();
    with.resources = &wanted;
    auto named = claims();
    EXPECT_EQ(check(policy(), with, named), "resources");
    named.resources = wanted;
    EXPECT_EQ(check(policy(), with, named), "");
    named.resources->push_back("urn:recap:e30");
    EXPECT_EQ(check(policy(), with, named), "resources");
}

// EIP-4361: a text is not valid any more at the very instant. The skew is 30 seconds.
TEST(Policy, EdgesOfTimes) {
    const auto expiry = [](ClaimedTime t) {
        return with_claims([&](Claims &c) { c.expiration_time = t; });
    };
    EXPECT_EQ(expiry(at(-30)), "expiration_time");
    EXPECT_EQ(expiry(at(-30, 1)), "");
    const auto issue = [](ClaimedTime t) {
        return with_claims([&](Claims &c) { c.issued_at = t; });
    };
    EXPECT_EQ(issue(at(30)), "");
    EXPECT_EQ(issue(at(30, 1)), "issued_at");
    EXPECT_EQ(issue(at(-630)), "");
    EXPECT_EQ(issue(at(-631, 999'999'999)), "issued_at");
    const auto begin = [](ClaimedTime t) {
        return with_claims([&](Claims &c) { c.not_before = t; });
    };
    EXPECT_EQ(begin(at(30)), "");
    EXPECT_EQ(begin(at(30, 1)), "not_before");
    EXPECT_EQ(begin(at(540)), "not_before"); // it would end as it begins
}

TEST(Policy, TimesOfOneTextAreOrdered) {
    EXPECT_EQ(with_claims([](Claims &c) { c.issued_at = at(0), c.expiration_time = at(0); }),
              "expiration_time");
    EXPECT_EQ(with_claims([](Claims &c) { c.issued_at = at(0), c.expiration_time = at(0, 1); }),
              "");
    EXPECT_EQ(with_claims([](Claims &c) { c.issued_at.reset(); }), "issued_at");
    EXPECT_EQ(with_claims([](Claims &c) { c.expiration_time.reset(); }), "");
    auto strict = policy();
    strict.require_expiry = true;
    auto endless = claims();
    endless.expiration_time.reset();
    EXPECT_EQ(check(strict, expected(), endless), "expiration_time");
}

TEST(Policy, NoValueOfTheUserIsShownRaw) {
    auto shown = claims();
    std::string domain(500, 'x');
    domain.insert(0, "evil\n\x1b[31m\xff");
    shown.domain = domain;
    const auto failed = check_claims(policy(), expected(), shown, now);
    ASSERT_TRUE(failed);
    EXPECT_LT(failed->detail.size(), 160U);
    for (const char c : failed->detail)
        EXPECT_TRUE(c >= 0x20 && c < 0x7f);
}

} // namespace
} // namespace walletauth::signin
