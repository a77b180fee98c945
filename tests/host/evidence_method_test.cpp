// SPDX-License-Identifier: Apache-2.0
// The grammar of evidence methods (plugin.h, wa_scheme.evidence_methods).
#include "host/verify/evidence_method.hpp"

#include <gtest/gtest.h>

namespace {

using namespace walletauth;

TEST(EvidenceMethod, IsANameOrAPath) {
    for (const char *good :
         {"eth_call", "starknet_chainId", "state.getStorage", "_x", "GET /a",
          "POST /wallet/getaccount", "GET /cosmos/auth/v1beta1/accounts/{address}",
          "GET /a-b/c.d/~e/{x_1}"}) {
        EXPECT_TRUE(is_evidence_method(good)) << good;
    }
    for (const char *bad :
         {"",          "1x",          ".x",        "a b",          "a/b",        "eth_call ",
          "GET ",      "GET a",       "GET /",     "GET //a",      "GET /a/",    "GET /a//b",
          "GET /.",    "GET /a/../b", "GET /a?b",  "GET /a#b",     "GET /a%2fb", "GET /{}",
          "GET /{A}",  "GET /{a",     "GET /x{a}", "GET  /a",      "get /a",     "PUT /a",
          "DELETE /a", "GET /a b",    "GET /a\tb", "GET /\xc3\xa9"}) {
        EXPECT_FALSE(is_evidence_method(bad)) << bad;
    }
    EXPECT_TRUE(is_evidence_method(std::string(256, 'a')));
    EXPECT_FALSE(is_evidence_method(std::string(257, 'a')));
}

bool fit(const char *method, const char *params) {
    const auto document = json::Document::parse(params);
    return document && has_path_params(method, document->root());
}

TEST(EvidenceMethod, EachNameInAPathHasAText) {
    EXPECT_TRUE(fit("eth_call", "[1]"));
    EXPECT_TRUE(fit("GET /a", "{}"));
    EXPECT_TRUE(fit("GET /a/{b}/{c}", R"({"b":"x","c":"y","height":7})"));
    EXPECT_FALSE(fit("GET /a", "[]"));
    EXPECT_FALSE(fit("GET /a/{b}/{c}", R"({"b":"x"})"));
    EXPECT_FALSE(fit("GET /a/{b}", R"({"b":""})"));
    EXPECT_FALSE(fit("GET /a/{b}", R"({"b":7})"));
    EXPECT_FALSE(fit("GET /a/{b}/c", R"({"b":".."})"));
    EXPECT_FALSE(fit("GET /a/{b}/c", R"({"b":"."})"));
    EXPECT_TRUE(fit("GET /a/{b}/c", R"({"b":"..."})"));
    EXPECT_FALSE(fit("GET /a/{b}", R"({"B":"x"})"));
}

} // namespace
