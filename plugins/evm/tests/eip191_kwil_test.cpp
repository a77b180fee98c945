// SPDX-License-Identifier: Apache-2.0
// What kwil-db's secp256k1_ep accepts (its source: crypto/auth, EthSecp256k1Authenticator): exactly
// 65 bytes, v 27/28 taken down to 0/1, the two low bits as recovery id, high-s.
#include "plugin_under_test.hpp"

#include <gtest/gtest.h>

namespace {

using namespace evm_test;

std::uint32_t with(const std::string &signature) {
    return status({.scheme = "eip191-kwil", .signature = signature});
}

TEST(Eip191Kwil, TakesVAndVPlus4) {
    for (const auto *byte : {"1c", "01", "05"})
        EXPECT_EQ(with(r + s + byte), WA_OK) << byte;
    for (const auto *byte : {"1b", "00", "04"})
        EXPECT_EQ(with(r + s + byte), WA_REJECTED_SIGNER) << byte;
    for (const auto *byte : {"02", "03", "06", "07", "08", "1a", "1d", "1f", "23", "ff"}) {
        EXPECT_EQ(with(r + s + byte), WA_REJECTED_SIGNATURE) << byte;
    }
}

TEST(Eip191Kwil, TakesHighSWithoutCompat) {
    EXPECT_EQ(with(r + high_s + "1b"), WA_OK);
    EXPECT_EQ(status({.scheme = "eip191-kwil", .flags = WA_REQUEST_COMPAT}), WA_UNSUPPORTED_FLAG);
}

TEST(Eip191Kwil, TakesNoOtherLength) {
    std::string compact = s;
    compact[0] = 'e';
    EXPECT_EQ(with(r + compact), WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(with(r + s + v + "00"), WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(with(""), WA_MALFORMED_SIGNATURE);
}

TEST(Eip191Kwil, CompactIdIsTheAddress) {
    const auto id = signer.substr(2);
    EXPECT_EQ(status({.scheme = "eip191-kwil", .account = "", .public_key = id}), WA_OK);
    EXPECT_EQ(status({.scheme = "eip191-kwil", .account = "", .public_key = other.substr(2)}),
              WA_REJECTED_SIGNER);
    EXPECT_EQ(status({.scheme = "eip191", .account = "", .public_key = id}),
              WA_MALFORMED_PUBLIC_KEY);
}

} // namespace
