// SPDX-License-Identifier: Apache-2.0
// Addresses: their texts, and how they follow from deployments.
#include "plugins/starknet/account_params.hpp"
#include "plugins/starknet/address.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <cctype>
#include <functional>
#include <utility>
#include <vector>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

constexpr std::string_view address =
    "0x049d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7";

std::string text_at(const json::Value &line, std::string_view name) {
    const auto value = line.find(name);
    return value ? std::string{value->text()} : std::string{};
}

TEST(StarknetAddress, SpellingsOfTheTable) {
    for_each_row("plugins/starknet/tests/tables/starknet-addresses.json", 35,
                 [](const json::Value &line) {
                     const std::string text{line.find("message")->find("value")->text()};
                     const auto parsed = parse_address(text);
                     const auto scheme = text_at(line, "scheme");
                     if (scheme == "address-checksum") {
                         ASSERT_TRUE(parsed.has_value());
                         const auto checksummed = text_at(line, "output");
                         EXPECT_EQ(parse_address(checksummed), *parsed);
                         const auto snip23 = text_at(*line.find("params"), "snip-23");
                         EXPECT_EQ(parse_address(snip23), *parsed);
                         std::string wrong = checksummed;
                         for (std::size_t i = 2; i < wrong.size(); ++i) {
                             if (std::isalpha(static_cast<unsigned char>(wrong[i])) == 0) continue;
                             wrong[i] = static_cast<char>(wrong[i] ^ 0x20);
                             if (wrong != snip23) {
                                 EXPECT_FALSE(parse_address(wrong).has_value()) << wrong;
                             }
                             wrong[i] = static_cast<char>(wrong[i] ^ 0x20);
                         }
                         return;
                     }
                     ASSERT_EQ(parsed.has_value(), text_at(line, "expect") == "valid");
                     if (parsed && scheme == "address-normalize") {
                         EXPECT_EQ(parsed->padded_hex(), text_at(line, "output"));
                     }
                     if (!parsed) {
                         EXPECT_EQ(parsed.error().status, WA_MALFORMED_ACCOUNT);
                     }
                 });
}

TEST(StarknetAddress, DeploymentsOfTheTable) {
    for_each_row(
        "plugins/starknet/tests/tables/starknet-deployments.json", 63, [](const json::Value &line) {
            const auto params = *line.find("params");
            std::vector<Felt> calldata;
            const auto array = *line.find("message")->find("value");
            for (std::size_t i = 0; i < array.size(); ++i)
                calldata.push_back(Felt::from_hex(array.at(i).text()).value());
            const auto felt = [&](std::string_view name) {
                return Felt::from_hex(text_at(params, name)).value();
            };
            const Felt derived =
                contract_address(felt("class_hash"), felt("salt"), calldata, felt("deployer"));
            EXPECT_EQ(derived.hex(), Felt::from_hex(text_at(line, "output")).value().hex());
            EXPECT_EQ(derived == Felt::from_hex(text_at(line, "account")).value(),
                      text_at(line, "expect") != "invalid");
        });
}

TEST(StarknetAddress, RangeEndsAtItsBounds) {
    EXPECT_FALSE(parse_address("0x0").has_value());
    EXPECT_TRUE(parse_address("0x1").has_value());
    EXPECT_FALSE(parse_address("0X1").has_value());
    EXPECT_FALSE(parse_address("1").has_value());
}

// The shorter look says the same as the reading itself, of every change of one character.
TEST(StarknetAddress, IsAnAddressIfItIsReadAsOne) {
    const std::string zeros(61, '0'), most(61, 'f');
    const std::vector<std::string> texts{std::string{address},
                                         "0x00" + zeros + "1",
                                         "0x01" + zeros + "0",
                                         "0x06f" + most,
                                         "0x07" + most + 'f',
                                         "0x07" + zeros + "0",
                                         "0x08" + zeros + "0",
                                         "0x10" + zeros + "0",
                                         "0x0" + zeros + "00",
                                         "0x07" + most.substr(1) + "00",
                                         "0x07" + most.substr(2) + "eff"};
    std::size_t good = 0;
    for (auto text : texts) {
        EXPECT_EQ(is_address(text), parse_address(text).has_value()) << text;
        EXPECT_FALSE(is_address(text + "0")) << text;
        EXPECT_FALSE(is_address("")) << text;
        for (auto &c : text) {
            for (const char other :
                 {'0', '7', '9', ':', '`', 'a', 'f', 'g', 'A', 'F', ' ', '\xff'}) {
                const char was = std::exchange(c, other);
                EXPECT_EQ(is_address(text), parse_address(text).has_value()) << text;
                good += is_address(text) ? 1 : 0;
                c = was;
            }
        }
    }
    EXPECT_GT(good, texts.size());
}

TEST(StarknetAddress, NormalizingIsIdempotent) {
    const Accounts accounts;
    const auto once = accounts.normalize_account(
        "starknet:SN_MAIN", std::string{"0x"} + std::string{address.substr(3)});
    ASSERT_TRUE(once.has_value());
    EXPECT_EQ(*once, address);
    EXPECT_EQ(accounts.normalize_account("starknet:SN_MAIN", *once), *once);
}

TEST(StarknetAddress, ChainsHaveOneSpelling) {
    EXPECT_EQ(chain_id("starknet:SN_MAIN").value().hex(), "0x534e5f4d41494e");
    EXPECT_TRUE(check_chain("starknet:SN_SEPOLIA").has_value());
    EXPECT_TRUE(check_chain("starknet:KATANA").has_value());
    for (const std::string_view chain :
         {"starknet:", "starknet:0x534e5f4d41494e", "starknet:0XAB", "starknet:SN MAIN", "eip155:1",
          "starknet", "starknet:a:b", "starknet:abcdefghijklmnopqrstuvwxyzabcdef"}) {
        const auto good = check_chain(chain);
        ASSERT_FALSE(good.has_value()) << chain;
        EXPECT_EQ(good.error().status, WA_UNSUPPORTED_CHAIN);
    }
}

wa_parameter parameter(std::string_view name, std::string_view value) {
    wa_parameter result{};
    result.name = text_of(name);
    result.value = bytes_of(as_bytes(value));
    return result;
}

TEST(StarknetAddress, ParametersMustBeReadable) {
    const auto status = [](std::string_view name, std::string_view value) {
        const wa_parameter one = parameter(name, value);
        const auto params = read_params({&one, 1});
        return params ? std::uint32_t{WA_OK} : params.error().status;
    };
    EXPECT_EQ(status("class_hash", "0x12"), WA_OK);
    EXPECT_EQ(status("class_hash", "12"), WA_OK);
    EXPECT_EQ(status("class_hash", "0a"), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status("salt", "0X12"), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status("deployer", ""), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status("constructor_calldata", R"(["0x1","0x2"])"), WA_OK);
    EXPECT_EQ(status("constructor_calldata", R"(["1","0x2"])"), WA_OK);
    EXPECT_EQ(status("constructor_calldata", "[]"), WA_OK);
    EXPECT_EQ(status("constructor_calldata", "[1]"), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status("constructor_calldata", R"({"a":"0x1"})"), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status("constructor_calldata", R"(["0x1")"), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status("something", "else"), WA_OK);
}

TEST(StarknetAddress, DerivesForKeysAndForParametersAlone) {
    constexpr std::string_view devnet =
        "0x03fcbf77b28c96f4f2fb5bd2d176ab083a12a5e123adeb0de955d7ee228c9854";
    constexpr std::string_view key_text =
        "0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b";
    constexpr std::string_view calldata =
        R"(["0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b"])";
    constexpr std::string_view expected =
        "0x064b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691";
    const auto key = Felt::from_hex(key_text).value().bytes();
    const Accounts accounts;
    const std::array short_form{parameter("class_hash", devnet), parameter("salt", "0x14")};
    EXPECT_EQ(accounts.derive_account("starknet:SN_MAIN", "snip12", key, short_form), expected);
    const std::array long_form{short_form[0], short_form[1],
                               parameter("constructor_calldata", calldata)};
    EXPECT_EQ(accounts.derive_account("starknet:SN_MAIN", "snip12", {}, long_form), expected);

    const auto other = Felt{5}.bytes();
    const auto refused = accounts.derive_account("starknet:SN_MAIN", "snip12", other, long_form);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().status, WA_REJECTED_SIGNER);
    EXPECT_FALSE(accounts.derive_account("starknet:SN_MAIN", "snip12", {}, short_form).has_value());
    EXPECT_FALSE(accounts.derive_account("starknet:SN_MAIN", "snip12", key, {}).has_value());
}

} // namespace
