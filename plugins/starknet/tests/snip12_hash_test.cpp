// SPDX-License-Identifier: Apache-2.0
// SNIP-12 hashes: the tables, further documents hashed by starknet.js 10.8.0, also by the
// slow encoder, and documents that no wallet or not every wallet reads alike.
#include "plugin_hashes.hpp"
#include "slow_snip12.hpp"

#include "plugins/starknet/snip12_hash.hpp"
#include "plugins/starknet/snip12_values.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

/// Valid by starknet.js and refused on purpose, also with compat (plugins/starknet/snip12.md).
const std::map<std::string, std::string, std::less<>> refused{
    {"snip12-gen-r1-name-quote", "a name with a quote: SDKs differ in escaping it"}};
/// Refused by default only.
const std::map<std::string, std::string, std::less<>> compat_only{
    {"snip12-sjs-v1Nested", "its domain type is not the one of revision 1"},
    {"snip12-argent-v0-simple", "u128 is no type of revision 0"},
    {"snip12-argent-v0-merkle", "ContractAddress is no type of revision 0"},
    {"snip12-srs-v0", "u128 is no type of revision 0"}};
/// Malformed lines that compat accepts.
const std::map<std::string, std::string, std::less<>> malformed_strictly{
    {"snip12-bad-dangling", "an unused type"},
    {"snip12-bad-domain-type-felt", "another domain type than the one of revision 1"},
    {"snip12-bad-r0-unknown-type", "a type that revision 0 does not know"}};

struct Line {
    std::string id;
    std::string expect;
    std::string message;
    json::Value params;
    Felt account;
};

Line read_line(const json::Value &root) {
    const auto message = *root.find("message")->find("value");
    const bool is_text = message.kind() == json::Kind::string;
    Line line{.id = std::string{root.find("id")->text()},
              .expect = std::string{root.find("expect")->text()},
              .message = std::string{is_text ? message.text() : message.source()},
              .params = *root.find("params"),
              .account = {}};
    const auto account = Felt::from_hex(root.find("account")->text());
    EXPECT_TRUE(account.has_value()) << line.id;
    line.account = account.value_or(Felt{});
    return line;
}

void expect_param(const Line &line, std::string_view name, const Felt &found) {
    const auto expected = line.params.find(name);
    if (!expected) return;
    EXPECT_EQ(Felt::from_hex(expected->text()), found) << line.id << ' ' << name;
}

/// encode_type and its hash, which hash_typed_data() keeps to itself.
void expect_types(const Line &line, const TypedDataHash &hash, Rule rule) {
    const auto document = json::Document::parse(line.message);
    const auto root = document->root();
    auto types = snip12::Types::read(*root.find("types"),
                                     static_cast<snip12::Revision>(hash.revision), rule);
    ASSERT_TRUE(types.has_value()) << line.id;
    const auto primary = types->find(root.find("primaryType")->text());
    ASSERT_TRUE(primary.has_value()) << line.id;
    if (const auto expected = line.params.find("encode_type")) {
        EXPECT_EQ(types->encode_type(*primary), expected->text()) << line.id;
    }
    expect_param(line, "type_hash", *types->type_hash(*primary));
}

struct Counts {
    std::size_t agreed = 0;
    std::size_t signed_otherwise = 0;
};

void check_hash(const Line &line, Counts &counts) {
    const auto rule = compat_only.contains(line.id) ? Rule::compat : Rule::strict;
    const auto strict = hash_typed_data(line.message, line.account, Rule::strict);
    if (line.expect == "malformed" || refused.contains(line.id) || compat_only.contains(line.id)) {
        ASSERT_FALSE(strict.has_value()) << line.id;
        EXPECT_EQ(strict.error().status, std::uint32_t{WA_MALFORMED_MESSAGE}) << line.id;
    }
    const auto hash = hash_typed_data(line.message, line.account, rule);
    if (line.expect == "malformed" || refused.contains(line.id)) {
        EXPECT_FALSE(hash_typed_data(line.message, line.account, Rule::compat)) << line.id;
        return;
    }
    ASSERT_TRUE(hash.has_value()) << line.id << ": " << hash.error().detail.view();
    expect_param(line, "message_hash", hash->message_hash);
    expect_param(line, "domain_hash", hash->domain_hash);
    expect_param(line, "struct_hash", hash->struct_hash);
    if (const auto revision = line.params.find("revision")) {
        EXPECT_EQ(revision->text(), std::to_string(hash->revision)) << line.id;
    }
    expect_types(line, *hash, rule);
    ++counts.agreed;
    // What was signed instead is another hash.
    const auto other = line.params.find("signed_hash");
    if (!other || line.expect == "valid") return;
    EXPECT_NE(Felt::from_hex(other->text()), hash->message_hash) << line.id;
    ++counts.signed_otherwise;
}

TEST(Snip12Tables, Hash) {
    Counts counts;
    for_each_row("plugins/starknet/tests/tables/snip12.json", 137,
                 [&](const json::Value &line) { check_hash(read_line(line), counts); });
    EXPECT_GT(counts.agreed, 100U);
    EXPECT_GT(counts.signed_otherwise, 5U);
}

TEST(Snip12Tables, Malformed) {
    for_each_row("plugins/starknet/tests/tables/snip12-malformed.json", 52,
                 [](const json::Value &source) {
                     const auto line = read_line(source);
                     const auto hash = hash_typed_data(line.message, line.account, Rule::strict);
                     ASSERT_FALSE(hash.has_value()) << line.id;
                     EXPECT_EQ(hash.error().status, std::uint32_t{WA_MALFORMED_MESSAGE}) << line.id;
                     EXPECT_FALSE(hash.error().detail.empty()) << line.id;
                     const auto compat = hash_typed_data(line.message, line.account, Rule::compat);
                     EXPECT_EQ(compat.has_value(), malformed_strictly.contains(line.id)) << line.id;
                 });
}

const std::string domain_types[]{
    R"("StarkNetDomain":[{"name":"name","type":"felt"},{"name":"version","type":"felt"},)"
    R"({"name":"chainId","type":"felt"}])",
    R"("StarknetDomain":[{"name":"name","type":"shortstring"},{"name":"version","type":)"
    R"("shortstring"},{"name":"chainId","type":"shortstring"},{"name":"revision","type":)"
    R"("shortstring"}])"};
const std::string domains[]{R"({"name":"Dapp","version":"1","chainId":"SN_MAIN"})",
                            R"({"name":"Dapp","version":"1","chainId":"SN_MAIN","revision":"1"})"};

std::string document_of(int revision, std::string_view types, std::string_view message) {
    return "{\"types\":{" + domain_types[revision] + ',' + std::string{types} +
           "},\"primaryType\":\"M\",\"domain\":" + domains[revision] +
           ",\"message\":" + std::string{message} + '}';
}

struct Case {
    int revision;
    std::string_view types;
    std::string_view message;
    std::string_view hash;
};

/// Hashed by starknet.js 10.8.0 (npm) for account 0x1234.
const Case by_starknet_js[]{
    {1, R"j("M":[{"name":"a","type":"P**"}],"P":[{"name":"x","type":"felt"}])j",
     R"j({"a":[[{"x":1}],[]]})j",
     "0x657a39c61d08b598de2d4628d6004ec221641035893555ce84a2d54e6d2b6b3"},
    {0, R"j("M":[{"name":"a","type":"P**"}],"P":[{"name":"x","type":"felt"}])j",
     R"j({"a":[[{"x":1}],[]]})j",
     "0x3834dac003b68a1419ae35c10e62fad741e3819d8b0fd63149cd998fd8c481e"},
    {1,
     R"j("M":[{"name":"a","type":"🦊"},{"name":"b","type":"Ａ"}],"🦊":[{"name":"x","type":"felt"}],"Ａ":[{"name":"x","type":"felt"}])j",
     R"j({"a":{"x":1},"b":{"x":2}})j",
     "0x618eb704e77dc9b6dad114a078f5503cdc047af8f84c5d3471d981127d5ab9b"},
    {1, R"j("M":[{"name":"a","type":"merkletree","contains":"u256"}])j",
     R"j({"a":[{"low":1,"high":2},{"low":3,"high":4},{"low":5,"high":5}]})j",
     "0x3eba3e8949eecbc68316df42e91368f7375a4fe0218876f21b297a86ba3fb16"},
    {1, R"j("M":[{"name":"a","type":"selector"}])j", R"j({"a":"123"})j",
     "0x4c577eeebdf5121add13afbee06b5b28fc0f0e3c359204484e9a5bde4fd94d2"},
    {1, R"j("M":[{"name":"a","type":"felt"}])j", R"j({"a":"0x"})j",
     "0x1d496f405cabe9488590534edda9ee29abadc369fe2d035622cdf34e05d0a92"},
    {1, R"j("M":[{"name":"a","type":"felt"}])j", R"j({"a":"-0x5"})j",
     "0x486eeaa4f1a66de7c66d866bb6fbd4e0064f8eccd824d08ecd3b8797708110e"},
    {0, R"j("M":[{"name":"a","type":"string"}])j", R"j({"a":"12"})j",
     "0x223ec0e848fe2d47f0e1961927faa0c366905ca1404b4c17b7673c1442706bf"},
    {0, R"j("M":[{"name":"a","type":"merkletree","contains":"selector"}])j",
     R"j({"a":["transfer","0x5"]})j",
     "0x3cd9bb969302483019be0c8f634ab31a09165afe78b52d69a3956dcc2680766"},
    {1,
     R"j("M":[{"name":"e","type":"enum","contains":"E"}],"E":[{"name":"A","type":"(P**)"}],"P":[{"name":"x","type":"felt"}])j",
     R"j({"e":{"A":[[[{"x":1}]]]}})j",
     "0x54a260c6e8e5bf6de4b3523560a1cf3b9508fd31e3a06acbe4978518c287c0d"},
    {1, R"j("M":[{"name":"a","type":"P"}],"P":[])j", R"j({"a":{}})j",
     "0x4333d9ffd3746f628959de85f0bec6fd477f6a097dc1834dcf9b289dfafbe87"},
    {0, R"j("M":[{"name":"a","type":"u128"}])j", R"j({"a":"12"})j",
     "0x5199842892edf080c387fe487319953e7b0b09c40aa85ef19928a8d4b75e54c"},
    {0, R"j("M":[{"name":"a","type":"frob*"}])j", R"j({"a":["hi",2]})j",
     "0x299f3f0fa79c0264a453d1d2e975799b354a90b32738ed76adee74ffc69cffa"},
    {0, R"j("M":[{"name":"a","type":"shortstring"}],"shortstring":[{"name":"x","type":"felt"}])j",
     R"j({"a":{"x":1}})j", "0x588e16c3944ada4646d83af6defc6cae3a413ae54e4e87e4fa693b3e0ec7262"},
    {1,
     R"j("M":[{"name":"a","type":"i128"},{"name":"b","type":"NftId*"},{"name":"c","type":"ClassHash"}])j",
     R"j({"a":"-170141183460469231731687303715884105728","b":[{"collection_address":"7","token_id":{"low":1,"high":2}}],"c":"007"})j",
     "0x55e1406ed6599005fd724177c47a29adbe07887e84a177afdbb7307e387e18c"},
    {0, R"j("M":[{"name":"a","type":"bool"}])j", R"j({"a":true})j",
     "0x2fadce74c0099bcb1c5317850830bc5a298d892025c9f960fa8f1ac118ac703"},
    {0, R"j("M":[{"name":"a","type":"bool"}])j", R"j({"a":1})j",
     "0x2fadce74c0099bcb1c5317850830bc5a298d892025c9f960fa8f1ac118ac703"},
    {0, R"j("M":[{"name":"a","type":"bool"}])j", R"j({"a":"1"})j",
     "0x2fadce74c0099bcb1c5317850830bc5a298d892025c9f960fa8f1ac118ac703"},
    {0, R"j("M":[{"name":"a","type":"bool"}])j", R"j({"a":"0x01"})j",
     "0x2fadce74c0099bcb1c5317850830bc5a298d892025c9f960fa8f1ac118ac703"},
    {0, R"j("M":[{"name":"a","type":"bool"}])j", R"j({"a":false})j",
     "0x78e81cfe2f696198ffedd6fca4f476dc90b65f63efe1e1fc0a52505263bc73a"},
    {0, R"j("M":[{"name":"a","type":"bool"}])j", R"j({"a":0})j",
     "0x78e81cfe2f696198ffedd6fca4f476dc90b65f63efe1e1fc0a52505263bc73a"},
    {0, R"j("M":[{"name":"a","type":"bool"}])j", R"j({"a":"0"})j",
     "0x78e81cfe2f696198ffedd6fca4f476dc90b65f63efe1e1fc0a52505263bc73a"},
    {1, R"j("M":[{"name":"a","type":"ContractAddress"}])j",
     R"j({"a":"0x00000000000000000000000000000000000000000000000000000000000000000000005"})j",
     "0x51bc241eb7a2f1fa62c3b999e0baeb13eb92809133801f3514240824291d51b"},
    {0, R"j("M":[{"name":"a","type":"felt"}])j",
     R"j({"a":"00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005"})j",
     "0x46353de8bb167462f68291dbb079cf331ed916a202caac83c8d5b0210380135"},
    {1, R"j("M":[{"name":"a","type":"u128"}])j",
     R"j({"a":"0x000000000000000000000000000000000000000000000000000000000000000000000000000000007"})j",
     "0x1cde6c98a63465e5a85a0e0a79fa4acc1fe5517b16caf3d975104cecc394a0"},
};

TEST(Snip12, HashesAsStarknetJs) {
    for (const auto &[revision, types, message, expected] : by_starknet_js) {
        const auto document = document_of(revision, types, message);
        const auto hash = hash_typed_data(document, Felt{0x1234}, Rule::compat);
        ASSERT_TRUE(hash.has_value()) << document << ": " << hash.error().detail.view();
        EXPECT_EQ(hash->message_hash, Felt::from_hex(expected)) << document;
        // Slow Pedersen hashes of whole documents would take seconds.
        const auto hashes =
            revision == 1 ? slow_snip12::slow_hashes() : slow_snip12::plugin_hashes();
        const auto slow = slow_snip12::hash(document, 0x1234, Rule::compat, hashes);
        ASSERT_TRUE(slow.has_value()) << document;
        EXPECT_EQ(slow->message_hash, slow_stark::Int{std::string{expected}}) << document;
        EXPECT_EQ(hash->chain_id, Felt::from_short_string("SN_MAIN"));
    }
}

std::string refusal_of(const std::string &document) {
    const auto hash = hash_typed_data(document, Felt{1}, Rule::compat);
    return hash ? "" : std::string{hash.error().detail.view()};
}

std::string refusal_of_value(std::string_view type, std::string_view value) {
    const auto types = R"("M":[{"name":"a","type":")" + std::string{type} + R"("}])";
    return refusal_of(document_of(1, types, R"({"a":)" + std::string{value} + '}'));
}

TEST(Snip12, RefusesWhatWalletsReadDifferently) {
    const auto bool_of = [](int revision, std::string_view value) {
        return refusal_of(document_of(revision, R"("M":[{"name":"a","type":"bool"}])",
                                      R"({"a":)" + std::string{value} + '}'));
    };
    EXPECT_TRUE(bool_of(1, "1").contains("true or false")) << bool_of(1, "1");
    for (const auto *value : {"2", R"("true")", R"("2")", "null", "[]", "-1", "1.0"})
        EXPECT_NE(bool_of(0, value), "") << value;
    for (const auto *value :
         {"-0", "5.0", "1e3", "9007199254740992", "-1", "true", "\" 12 \"", "\"   \"", "\"0XFF\"",
          "\"0b101\"", "\"0o17\"", "\"-5\"", "\"+5\"", "\"a\\u0001\"", "\"a\\u007f\"", "null", "[]",
          "\"abcdefghijklmnopqrstuvwxyz012345\""}) {
        EXPECT_TRUE(refusal_of_value("felt", value).starts_with("message.a: ")) << value;
    }
    for (const auto *value : {"\"0x\"", "\"0XaB\"", "5", "\"\\u00e9\""}) {
        EXPECT_TRUE(refusal_of_value("selector", value).starts_with("message.a: ")) << value;
    }
    for (const auto *value :
         {"\"-0\"", "-0", "\"--1\"", "\"-0x1\"", "\"-\"", "-9007199254740992"}) {
        EXPECT_TRUE(refusal_of_value("i128", value).starts_with("message.a: ")) << value;
    }
    EXPECT_EQ(refusal_of_value("felt", "9007199254740991"), "");
    EXPECT_EQ(refusal_of_value("i128", "-9007199254740991"), "");
}

TEST(Snip12, RefusalsNameTheirPath) {
    const auto types = R"("M":[{"name":"to","type":"P*"}],"P":[{"name":"wallet","type":"felt"}])";
    EXPECT_TRUE(refusal_of(document_of(1, types, R"({"to":[{"wallet":1},{"wallet":-1}]})"))
                    .starts_with("message.to[1].wallet: found -1, expected "));
    EXPECT_TRUE(refusal_of(document_of(1, types, R"({"to":[{"wallet":1,"x":2}]})"))
                    .starts_with("message.to[0].x: "));
    EXPECT_TRUE(refusal_of(document_of(1, types, R"({"to":[{}]})")).starts_with("message.to[0]: "));
}

TEST(Snip12, RefusesTypesWithoutEndOrAmbiguousNames) {
    for (const auto *types :
         {R"("M":[{"name":"a","type":"M*"}])", R"("M":[{"name":"a","type":"M"}])",
          R"j("M":[{"name":"a","type":"(u128,)"}])j", R"("M":[{"name":"a","type":"merkletree"}])",
          R"("M":[{"name":"a","type":"enum*","contains":"E"}],"E":[])",
          R"("M":[{"name":"a","type":"felt","contains":"felt"}])",
          R"j("M":[{"name":"a","type":"E"}],"E":[{"name":"A","type":"()"}])j",
          R"("M":[{"name":"a","type":"felt"},{"name":"a","type":"felt"}])",
          R"("M":[{"name":"","type":"felt"}])", R"("M":[null])", R"("M":null)"}) {
        EXPECT_TRUE(refusal_of(document_of(1, types, R"({"a":[]})")).starts_with("types.M"))
            << types;
    }
    EXPECT_TRUE(refusal_of(document_of(0, R"("M":[{"name":"a:felt,b","type":"felt"}])",
                                       R"({"a:felt,b":1})"))
                    .starts_with("types.M[0].name: "));
}

TEST(Snip12, RevisionTwoIsUnsupported) {
    auto document = document_of(1, R"("M":[{"name":"a","type":"felt"}])", R"({"a":1})");
    document.replace(document.find(R"("revision":"1"})"), 15, R"("revision":"2"})");
    const auto hash = hash_typed_data(document, Felt{1}, Rule::strict);
    ASSERT_FALSE(hash.has_value());
    EXPECT_EQ(hash.error().status, std::uint32_t{WA_UNSUPPORTED_PARAMS});
}

} // namespace
