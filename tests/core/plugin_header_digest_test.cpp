// SPDX-License-Identifier: Apache-2.0
// Whoever changes plugin.h must raise WA_ABI_MINOR: the digest below is that of one minor number.
#include <walletauth/hash/keccak.hpp>
#include <walletauth/interface.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

struct Recorded {
    unsigned major;
    unsigned minor;
    const char *digest;
};
// keccak256 of the header without comments and white space.
constexpr Recorded recorded{0, 2,
                            "4991cf3a2ce99f5bfa118191e8cdb5d46fbf79dd3b8171b6e44256220dc5cc68"};

/// The header's tokens: comments and white space do not change the ABI.
std::string essence(const std::string &text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "/*") == 0) {
            i = text.find("*/", i) + 1;
        } else if (text[i] != ' ' && text[i] != '\n') {
            kept.push_back(text[i]);
        }
    }
    return kept;
}

TEST(PluginHeader, ChangesRaiseTheMinorNumber) {
    std::ifstream in(WALLETAUTH_PLUGIN_HEADER);
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    ASSERT_FALSE(text.empty());
    const auto digest =
        walletauth::encode_hex(walletauth::keccak256(walletauth::as_bytes(essence(text))));
    EXPECT_EQ(digest, recorded.digest) << "plugin.h changed: raise WA_ABI_MINOR, record the digest";
    EXPECT_EQ(recorded.major, static_cast<unsigned>(WA_ABI_MAJOR));
    EXPECT_EQ(recorded.minor, static_cast<unsigned>(WA_ABI_MINOR));
}

} // namespace
