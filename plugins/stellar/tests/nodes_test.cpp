// SPDX-License-Identifier: Apache-2.0
// What Stellar's nodes say (stellar-rpc 28.0.0, cmd/stellar-rpc/internal/methods; go-stellar-sdk
// 0.7.0, protocols/rpc).
#include "tests/support/nodes_under_test.hpp"

#include <gtest/gtest.h>

using namespace walletauth;
using tests::Read;

namespace {

const ChainNodes &nodes = tests::nodes_of("stellar");
const std::string query =
    R"({"method":"getLedgerEntries","params":{"keys":["AAAAAAAAAAAKKZf+98gaj6WyuK8qEJHUtDXgRbl2BsIiB5Nss4abRw=="]}})";

std::string health(const std::string &time) {
    return R"({"status":"healthy","latestLedger":54000123,"latestLedgerCloseTime":)" + time +
           R"(,"oldestLedger":53879163,"oldestLedgerCloseTime":1767873600,"ledgerRetentionWindow":120960})";
}

std::string events(const std::string &time) {
    return R"({"events":[{"type":"contract","ledger":54000122,"ledgerClosedAt":")" + time +
           R"(","contractId":"CAS3J7GYLGXMF6TDJBBYYSE3HQ6BBSMLNUQ34T6TZMYMW2EVH34XOWMA","id":"0231928757934788608-0000000001","operationIndex":0,"transactionIndex":1,"txHash":"aa","topic":[],"value":""}],"cursor":"0231928757934788608-0000000001","latestLedger":54000123,"oldestLedger":53879163,"latestLedgerCloseTime":"1768478400","oldestLedgerCloseTime":"1767873600"})";
}

} // namespace

TEST(StellarNodes, KnowTheirChain) {
    const Read pubnet(
        R"({"passphrase":"Public Global Stellar Network ; September 2015","protocolVersion":24})");
    EXPECT_TRUE(nodes.is_identity("pubnet", pubnet.value()));
    EXPECT_FALSE(nodes.is_identity("testnet", pubnet.value()));
    EXPECT_FALSE(nodes.is_identity("futurenet", pubnet.value()));
    const Read testnet(
        R"({"friendbotUrl":"https://friendbot.stellar.org/","passphrase":"Test SDF Network ; September 2015","protocolVersion":24})");
    EXPECT_TRUE(nodes.is_identity("testnet", testnet.value()));
    EXPECT_FALSE(nodes.is_identity("pubnet", testnet.value()));
    EXPECT_FALSE(nodes.is_identity("pubnet", Read("null").value()));
}

TEST(StellarNodes, HeadsAndLedgersHaveHeightAndTime) {
    EXPECT_EQ(nodes.read_block(Read(health("1768478400")).value()),
              (ChainBlock{54000123, "", 1768478400}));
    EXPECT_EQ(nodes.read_block(Read(health(R"("1768478400")")).value()),
              (ChainBlock{54000123, "", 1768478400}));
    EXPECT_EQ(nodes.read_block(Read(events("2026-01-15T12:00:00Z")).value()),
              (ChainBlock{54000122, "", 1768478400})); // date -u -d 2026-01-15T12:00 +%s
    EXPECT_EQ(nodes.read_block(Read(events("2024-02-29T23:59:59Z")).value()),
              (ChainBlock{54000122, "", 1709251199}));
    for (const char *none : {"2026-02-29T12:00:00Z", "2026-01-15T24:00:00Z", "2026-01-15 12:00:00Z",
                             "2026-01-15T12:00:00", "2026-01-15T12:00:00+00:00", ""})
        EXPECT_FALSE(nodes.read_block(Read(events(none)).value())) << none;
    for (const char *none :
         {R"({"status":"healthy","latestLedger":54000123})", R"({"status":"healthy"})", "null",
          R"({"events":[],"latestLedger":54000123})",
          R"({"status":"healthy","latestLedger":4294967296,"latestLedgerCloseTime":1})",
          R"({"status":"healthy","latestLedger":0,"latestLedgerCloseTime":1})"})
        EXPECT_FALSE(nodes.read_block(Read(none).value())) << none;
}

TEST(StellarNodes, NoQueryNamesALedger) {
    EXPECT_EQ(nodes.block_text({54000123, "", 0}), "");
    EXPECT_FALSE(nodes.block_of(Read(query).value()));
    EXPECT_FALSE(nodes.at_height(Read(query).value(), {54000123, "", 0}));
    EXPECT_EQ(
        nodes.block_query(54000122),
        R"({"method":"getEvents","params":{"endLedger":54000123,"filters":[],"pagination":{"limit":1},"startLedger":54000122}})");
}

TEST(StellarNodes, TheLedgerIsNoPartOfAnAnswer) {
    const auto form = [&](const std::string &result) {
        return nodes.equal_form(Read(query).value(), Read(result).value(), nullptr);
    };
    const std::string entry = R"({"key":"a","xdr":"b","lastModifiedLedgerSeq":5})";
    EXPECT_EQ(form(R"({"entries":[)" + entry + R"(],"latestLedger":7})"),
              form(R"({"latestLedger":8, "entries":[)" + entry + "]}"));
    EXPECT_NE(form(R"({"entries":[)" + entry + R"(],"latestLedger":7})"),
              form(R"({"entries":[],"latestLedger":7})"));
    EXPECT_NE(
        form(R"({"entries":[)" + entry + R"(],"latestLedger":7})"),
        form(R"({"entries":[{"key":"a","xdr":"b","lastModifiedLedgerSeq":6}],"latestLedger":7})"));
    for (const char *other : {R"({"key":"a","xdr":"c","lastModifiedLedgerSeq":5})",
                              R"({"key":"b","xdr":"b","lastModifiedLedgerSeq":5})"})
        EXPECT_NE(form(R"({"entries":[)" + entry + R"(],"latestLedger":7})"),
                  form(R"({"entries":[)" + std::string{other} + R"(],"latestLedger":7})"));
    // go-stellar-sdk, protocols/rpc, LedgerEntryResult: extXdr came later than the others.
    EXPECT_EQ(
        form(R"({"entries":[)" + entry + R"(],"latestLedger":7})"),
        form(R"({"entries":[{"key":"a","xdr":"b","lastModifiedLedgerSeq":5,"extXdr":"AAAAAA=="}],)"
             R"("latestLedger":7})"));
}

TEST(StellarNodes, ANodeThatIsFarBehindIsNotHeard) {
    const auto is_heard = [&](const std::string &answer) {
        return !nodes.misplaced(Read(query).value(), Read(answer).value(), {54000123, "", 0}, true);
    };
    EXPECT_TRUE(is_heard(R"({"entries":[],"latestLedger":54000124})"));
    EXPECT_TRUE(is_heard(R"({"entries":[],"latestLedger":54000113})"));
    EXPECT_FALSE(is_heard(R"({"entries":[],"latestLedger":54000112})"));
    // The plugin would refuse these, whoever is right about the entry.
    for (const char *none : {R"({"entries":[]})", R"({"entries":[],"latestLedger":"54000123"})",
                             R"({"entries":[],"latestLedger":4294967296})"})
        EXPECT_FALSE(is_heard(none)) << none;
}

TEST(StellarNodes, ErrorsAreFaultsOfTheNode) {
    using enum NodeErrorClass;
    const auto kind = [&](const std::string &code, const std::string &message) {
        const auto error = R"({"code":)" + code + R"(,"message":)" + json::quote(message) + '}';
        return tests::judged(nodes, query, error).kind;
    };
    EXPECT_EQ(kind("-32600", "startLedger must be within the ledger range: 53879163 - 54000121"),
              missing_block);
    EXPECT_EQ(kind("-32603", "latency (1m0s) since last known ledger closed is too high (>30s)"),
              fault);
    EXPECT_EQ(kind("-32602", "cannot unmarshal key value x at index 0"), fault);
    EXPECT_EQ(kind("-32601", "method not found"), fault);
    EXPECT_EQ(kind("429", "slow down"), overloaded);
}
