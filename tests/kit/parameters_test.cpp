// SPDX-License-Identifier: Apache-2.0
// What is asked of a request's parameters, and what a refusal says of a bad value.
#include <walletauth/request/parameters.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace walletauth {
namespace {

wa_parameter text_parameter(std::string_view name, std::string_view value) {
    return {text_of(name), bytes_of(as_bytes(value)), WA_PARAMETER_TEXT, 0};
}

// Parameters in the order of a request, which is anybody's.
struct Given {
    std::vector<wa_parameter> list{
        text_parameter("recipient", "alice.near"), text_parameter("nonce", {"\x00\xff", 2}),
        text_parameter("callback_url", ""), text_parameter("valid_until", "1700000000")};
    Parameters parameters{list};

    [[nodiscard]] Result<std::optional<std::uint64_t>> number_of(std::string_view value) const {
        const auto parameter = text_parameter("valid_until", value);
        return Parameters{std::span{&parameter, 1}}.number("valid_until");
    }
};

TEST(Parameters, AreFoundByTheWholeName) {
    const Given given;
    EXPECT_EQ(given.parameters.text("recipient"), "alice.near");
    EXPECT_EQ(given.parameters.text("valid_until"), "1700000000");
    using namespace std::string_view_literals;
    for (const auto name : {""sv, "recipien"sv, "recipient "sv, "Recipient"sv, "recipient\0"sv})
        EXPECT_EQ(given.parameters.text(name), std::nullopt) << name;
}

TEST(Parameters, BytesAreAnyBytes) {
    const Given given;
    const auto nonce = given.parameters.bytes("nonce");
    ASSERT_TRUE(nonce);
    EXPECT_EQ(std::vector(nonce->begin(), nonce->end()), (std::vector<std::uint8_t>{0x00, 0xff}));
    EXPECT_FALSE(given.parameters.bytes("salt"));
}

TEST(Parameters, EmptyIsNotAbsent) {
    const Given given;
    EXPECT_EQ(given.parameters.text("callback_url"), "");
    ASSERT_TRUE(given.parameters.bytes("callback_url"));
    EXPECT_TRUE(given.parameters.bytes("callback_url")->empty());
}

TEST(Parameters, OfARequestWithoutAnyAreAbsent) {
    wa_request request{};
    request.struct_size = sizeof request;
    const Parameters none{request};
    EXPECT_FALSE(none.bytes("nonce"));
    EXPECT_FALSE(none.text("nonce"));
    EXPECT_EQ(none.number("nonce").value(), std::nullopt);
    EXPECT_EQ(none.word("nonce", {"a"}).value(), std::nullopt);
}

TEST(Parameters, OfARequestAreItsOwn) {
    const Given given;
    wa_request request{};
    request.struct_size = sizeof request;
    request.parameters = given.list.data();
    request.parameter_count = 1;
    EXPECT_EQ(Parameters{request}.text("recipient"), "alice.near");
    EXPECT_FALSE(Parameters{request}.text("nonce")); // the second is not the request's
}

TEST(Parameters, NumbersAreDecimalAndHave64Bits) {
    const Given given;
    EXPECT_EQ(given.parameters.number("valid_until").value(), 1700000000U);
    EXPECT_EQ(given.number_of("0").value(), 0U);
    EXPECT_EQ(given.number_of("18446744073709551615").value(), UINT64_MAX);
    for (const auto *value :
         {"", "-1", "+1", "01", "1.0", "1e3", " 1", "1 ", "0x1", "\"1\"", "18446744073709551616"}) {
        const auto number = given.number_of(value);
        ASSERT_FALSE(number) << value;
        EXPECT_EQ(number.error().status, static_cast<std::uint32_t>(WA_MALFORMED_PARAMS));
        EXPECT_EQ(number.error().detail.view(), "valid_until is \"" + std::string{value} +
                                                    "\", expected a decimal number below 2^64");
    }
}

TEST(Parameters, AWordIsOneOfThoseListed) {
    const auto list = std::vector{text_parameter("layout", "v1"), text_parameter("identity", "Hex"),
                                  text_parameter("mode", "\n")};
    const Parameters parameters{list};
    EXPECT_EQ(parameters.word("layout", {"v0", "v0-legacy", "v1"}).value(), "v1");
    const auto why = [&](std::string_view name, std::initializer_list<std::string_view> words) {
        const auto word = parameters.word(name, words);
        EXPECT_EQ(word.error().status, static_cast<std::uint32_t>(WA_MALFORMED_PARAMS));
        return std::string{word.error().detail.view()};
    };
    EXPECT_EQ(why("layout", {"v0"}), "layout is \"v1\", expected v0");
    EXPECT_EQ(why("identity", {"hex", "key"}), "identity is \"Hex\", expected hex or key");
    EXPECT_EQ(why("mode", {"none", "deploy", "prepare"}),
              "mode is \"\\x0a\", expected none, deploy or prepare");
}

} // namespace
} // namespace walletauth
