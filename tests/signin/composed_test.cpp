// SPDX-License-Identifier: Apache-2.0
// What a plugin composed, against what a reader of JSON makes of it.
#include "signin/composed.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <string>

namespace walletauth::signin {
namespace {

TEST(Composed, IsTakenApartAsJsonIs) {
    for (const std::string value : {R"({})", R"({"a":"}"})", R"({"a":"\""})", R"({"a":"\\"})",
                                    R"({"a":"\\\"}{"})", R"({"":[{"b":{"c":[]}},"{"]})",
                                    R"({"params":{"wallet":{}}})", R"({"a":",\"wallet\":{}"})"}) {
        const auto text =
            R"({"message":)" + value + R"(,"params":)" + value + R"(,"wallet":)" + value + '}';
        const auto document = json::Document::parse(text);
        ASSERT_TRUE(document) << text;
        const auto parts = split_composed(text);
        ASSERT_TRUE(parts) << text;
        EXPECT_EQ(parts->message, document->root().find("message")->source());
        EXPECT_EQ(parts->params, document->root().find("params")->source());
        EXPECT_EQ(parts->wallet, document->root().find("wallet")->source());
    }
}

// What is signed stands in `wallet` once more, and is passed over there.
TEST(Composed, ADocumentThatIsShownTwice) {
    for (const std::string message : {R"({"json":{"a":{"}":"{\"}"}}})", R"({"json":{}})",
                                      R"({"json":{"a":1},"b":{}})", R"({"json":"{}","b":{}})"}) {
        const auto inside = message.substr(8, message.size() - 9);
        for (const auto &wallet :
             {R"({"method":"x","params":)" + inside + "}",
              R"({"method":"x","params":[)" + inside + ",{}," + inside + R"(],"z":{"}":"{"}})",
              R"({"params":)" + inside + R"(,"other":{"deep":{"x":)" + inside + "}}}"}) {
            const auto text =
                R"({"message":)" + message + R"(,"params":{},"wallet":)" + wallet + '}';
            const auto parts = split_composed(text);
            ASSERT_TRUE(parts) << text;
            EXPECT_EQ(parts->message, message);
            EXPECT_EQ(parts->wallet, wallet);
            EXPECT_FALSE(split_composed(text.substr(0, text.size() - 1)));
            EXPECT_FALSE(split_composed(text + '}'));
        }
    }
}

TEST(Composed, NothingElseIs) {
    const std::string good = R"({"message":{"text":"\"\\"},"params":{},"wallet":{"a":["{"]}})";
    ASSERT_TRUE(split_composed(good));
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_FALSE(split_composed(good.substr(0, size))) << size;
    for (const char *bad :
         {R"({"message":{},"params":{},"wallet":{}}x)", R"({"message":[],"params":{},"wallet":{}})",
          R"({"message":{},"params":{}})", R"({"params":{},"message":{},"wallet":{}})",
          R"({"message":{},"params":{},"wallet":null})",
          R"({"message":{},"params":{},"wallet":"{}"})",
          R"({"message":{}},"params":{},"wallet":{}})",
          R"({"message":{"\"},"params":{},"wallet":{}})"}) {
        EXPECT_FALSE(split_composed(bad)) << bad;
    }
}

} // namespace
} // namespace walletauth::signin
