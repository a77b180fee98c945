// SPDX-License-Identifier: Apache-2.0
// A detail holds 120 characters; what does not fit is shortened where one sees it.
#include "plugins/evm/refusal_text.hpp"

#include <gtest/gtest.h>

namespace {

using namespace walletauth::evm;

std::string detail(std::initializer_list<DetailPart> parts) {
    const auto refusal = refuse_fitting(WA_MALFORMED_MESSAGE, parts).error();
    EXPECT_EQ(refusal.status, WA_MALFORMED_MESSAGE);
    return std::string{refusal.detail.view()};
}
std::string letters(std::size_t count) { return std::string(count, 'a'); }

TEST(RefusalText, WhatFitsStaysWhole) {
    EXPECT_EQ(
        detail({DetailPart::path("a.b"), ": found ", DetailPart::shown("5"), ", expected ", 4}),
        "a.b: found 5, expected 4");
    EXPECT_EQ(detail({DetailPart::shown(letters(100)), ": ", DetailPart::shown(letters(18))}),
              letters(100) + ": " + letters(18));
}

TEST(RefusalText, ALongValueKeepsItsBeginningAndAPathItsEnd) {
    EXPECT_EQ(detail({"found ", DetailPart::shown(letters(500)), ", expected b"}),
              "found " + letters(99) + "..., expected b");
    std::string path = "message";
    for (int i = 10; i < 60; ++i)
        path += ".m" + std::to_string(i);
    EXPECT_EQ(detail({DetailPart::path(path), ": missing"}).substr(0, 11), "....m33.m34");
    EXPECT_TRUE(detail({DetailPart::path(path), ": missing"}).ends_with(".m59: missing"));
}

TEST(RefusalText, PartsShareTheRoom) {
    const auto text = detail({DetailPart::path(letters(200)), ": ", DetailPart::shown(letters(10)),
                              " and ", DetailPart::shown(letters(300)), "!"});
    EXPECT_EQ(text.size(), 120U);
    EXPECT_NE(text.find(": aaaaaaaaaa and "), std::string::npos); // the short one is whole
    EXPECT_TRUE(text.starts_with("...aaa"));
    EXPECT_TRUE(text.ends_with("aaa...!"));
}

TEST(RefusalText, EscapesAreNotCut) {
    std::string nul(60, '\0');
    for (std::size_t size = 60; size < 64; ++size) {
        nul.resize(size);
        const auto text = detail({DetailPart::shown(nul), ";"});
        EXPECT_LE(text.size(), 120U);
        EXPECT_TRUE(text.ends_with("\\x00...;")) << text;
    }
}

} // namespace
