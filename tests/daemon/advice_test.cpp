// SPDX-License-Identifier: Apache-2.0
// What --check says of settings that can be read, and that shut users out.
#include "service.hpp"

#include "daemon/advice.hpp"

namespace walletauth::daemon {
namespace {

using namespace std::string_literals;

/// Settings with these lines of the only client, and nodes of Ethereum and NEAR.
struct Judged {
    explicit Judged(const std::string &client) {
        auto settings = read_settings(
            "issuer = \"https://login.example\"\nplugins = \"x\"\n[[client]]\n"s + client);
        EXPECT_TRUE(settings) << settings.error().message();
        const Service service;
        const auto parts = make_parts(std::move(*settings), service.app->lasting(), plugins());
        EXPECT_TRUE(parts) << parts.error();
        const auto has_nodes = [](std::string_view chain) {
            return chain == "eip155:1" || chain == "near:mainnet";
        };
        fault = fault_without_nodes(**parts, has_nodes);
        for (const auto &line : warnings_of(**parts, has_nodes))
            warnings += line + '\n';
    }
    std::string fault, warnings;
};

std::string client_of(const std::string &chain, const std::string &form, const std::string &more) {
    return "chains = [\"" + chain + "\"]\nforms = [\"" + form + "\"]\n" + more + '\n';
}

const auto both = "accept = [\"derived\", \"chain_state\"]"s;

/// Where keys rotate, the chain is asked about each account (docs/sign-in.md, "When nodes fail").
TEST(Advice, ChainThatIsAskedFirstNeedsNodes) {
    const auto fault = Judged{client_of("stellar:pubnet", "caip122", both)}.fault;
    EXPECT_TRUE(fault.starts_with("client.chains: line 4: nobody could sign in by sep53 on "
                                  "\"stellar:pubnet\""))
        << fault;
    EXPECT_NE(fault.find("prefer_state = false"), std::string::npos) << fault;
    EXPECT_EQ(Judged{client_of("stellar:pubnet", "caip122", "")}.fault, "");
    EXPECT_EQ(Judged{client_of("near:mainnet", "nep413", both)}.fault, "") << "it has nodes";
    EXPECT_EQ(Judged{client_of("eip155:1", "eip4361", both)}.warnings, "") << "it has nodes";
    // No form of the client is of the chain: nobody signs in there anyway.
    EXPECT_EQ(Judged{client_of("stellar:pubnet", "eip4361", both)}.fault, "");
    EXPECT_EQ(Judged{client_of("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "siws", both)}.fault, "");
}

TEST(Advice, ChainWhoseWordAloneCountsNeedsNodes) {
    const auto fault =
        Judged{client_of("eip155:10", "eip4361", "accept = [\"chain_state\"]")}.fault;
    EXPECT_NE(fault.find("\"eip155:10\""), std::string::npos) << fault;
    EXPECT_EQ(fault.find("prefer_state"), std::string::npos) << fault;
}

TEST(Advice, AccountsThatNobodyCanProveAreSaid) {
    for (const auto &client :
         {client_of("eip155:10", "eip4361", both),
          client_of("stellar:pubnet", "caip122", both + "\nprefer_state = false")}) {
        const Judged judged{client};
        EXPECT_EQ(judged.fault, "");
        EXPECT_TRUE(judged.warnings.starts_with("client.chains: line 4: accounts of \""))
            << judged.warnings;
        EXPECT_EQ(Judged{client_of("eip155:10", "eip4361", "")}.warnings, "");
    }
}

/// Reown AppKit's dialect: no specification fixes it, and no wallet tells whose text it is.
TEST(Advice, WeakerFormBesideAnotherIsSaid) {
    const auto weaker = Judged{client_of("eip155:1", "eip4361\", \"appkit", "")}.warnings;
    EXPECT_TRUE(
        weaker.starts_with("client.forms: line 5: appkit is weaker than eip4361, which eip191 has"))
        << weaker;
    EXPECT_EQ(std::ranges::count(weaker, '\n'), 1) << weaker;
    EXPECT_EQ(Judged{client_of("eip155:1", "appkit", "")}.warnings, "") << "there is no other";
    EXPECT_EQ(Judged{client_of("near:mainnet", "nep413\", \"appkit", "")}.warnings, "")
        << "no scheme has both";
}

TEST(Advice, DomainOfNoPageIsSaid) {
    const auto domain_and = [](const std::string &form, const std::string &chain,
                               const std::string &origins) {
        return Judged{
            client_of(chain, form,
                      "native = true\ndomain = \"shop.example\"\norigins = [" + origins + "]")}
            .warnings;
    };
    const auto wrong = domain_and("eip4361", "eip155:1", "\"https://www.shop.example\"");
    EXPECT_TRUE(wrong.starts_with("client.domain: line 7: \"shop.example\" is the host of none"))
        << wrong;
    EXPECT_EQ(
        domain_and("eip4361", "eip155:1", "\"https://www.shop.example\", \"https://shop.example\""),
        "");
    EXPECT_EQ(domain_and("eip4361", "eip155:1", ""), "") << "a program has no page";
    // NEP-413's recipient may be the account of a service.
    EXPECT_EQ(domain_and("nep413", "near:mainnet", "\"https://www.shop.example\""), "");
}

} // namespace
} // namespace walletauth::daemon
