// SPDX-License-Identifier: Apache-2.0
// Signature forms of account contracts, and the owners that they must be by.
#include "plugins/starknet/account_signature.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <map>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

Felt felt(std::string_view hex) { return Felt::from_hex(hex).value(); }

const Felt hash = felt("0x2d6479c0758efbb5aa07d35ed5454d728637fceab7ba544d3ea95403a5630a8");
const Felt owner_key = felt("0x48495fca9753cb0f4035eb4d2e2c1a22cc6d36fe4b73e17d9d6848333ff03a9");
const Felt owner_r = felt("0x28cef7b08940649766af801e745c8ca5dfde9d02c523d0915e4d347ddea274d");
const Felt owner_s = felt("0x2faac4f85ec62224bf6caf3ffa2f8b6b21ce734185a4aebbea184c19add98b3");

std::vector<Felt> felts(const json::Value &array) {
    std::vector<Felt> out;
    for (std::size_t i = 0; i < array.size(); ++i)
        out.push_back(felt(array.at(i).text()));
    return out;
}

/// Two felts of 128 bits, low first, of up to 64 hex digits.
void append_u256(std::vector<Felt> &out, std::string_view hex) {
    std::string digits{hex.substr(2)};
    digits.insert(0, 64 - digits.size(), '0');
    out.push_back(felt("0x" + digits.substr(32)));
    out.push_back(felt("0x" + digits.substr(0, 32)));
}

Signer signer_of(const json::Value &value) {
    const auto type_member = value.find("type");
    const auto type = type_member ? type_member->text() : std::string_view{"starknet"};
    Signer signer;
    if (type == "starknet") {
        signer.key = felt(value.find("pubkey")->text());
    } else if (type == "secp256k1" || type == "eip191") {
        signer.kind = type == "eip191" ? SignerKind::eip191 : SignerKind::secp256k1;
        signer.key = felt(value.find("eth_address")->text());
    } else if (type == "secp256r1") {
        signer.kind = SignerKind::secp256r1;
        append_u256(signer.fields, value.find("pubkey")->text());
    } else if (type == "webauthn") {
        signer.kind = SignerKind::webauthn;
        const auto origin = value.find("origin")->text();
        signer.fields.emplace_back(origin.size());
        for (const char c : origin)
            signer.fields.emplace_back(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
        append_u256(signer.fields, value.find("rp_id_hash")->text());
        append_u256(signer.fields, value.find("pubkey")->text());
    } else {
        ADD_FAILURE() << "unknown signer " << type;
    }
    return signer;
}

AccountKind kind_of_row(const json::Value &line) {
    static const std::map<std::string_view, AccountKind> kinds{
        {"oz-account", AccountKind::openzeppelin},
        {"oz-eth-account", AccountKind::eth_account},
        {"argent-0.3", AccountKind::argent_0_3},
        {"argent-0.5", AccountKind::argent_0_5},
        {"argent-multisig-0.1", AccountKind::multisig_0_1},
        {"argent-multisig-0.2", AccountKind::multisig_0_2},
        {"braavos", AccountKind::braavos},
        {"braavos-moa", AccountKind::moa}};
    if (line.find("params")->find("account_class")->text() == "argent-0.4.0")
        return AccountKind::argent_0_4;
    return kinds.at(line.find("scheme")->text());
}

AccountOwners owners_of(const json::Value &line, AccountKind kind) {
    const auto params = *line.find("params");
    AccountOwners owners;
    if (kind == AccountKind::eth_account) {
        const auto parsed = parse_constructor(
            felt("0x05ec5819ed53a6c4415d8d0ddd319985699f5f1c86ac2c6e5f1967187eadd987"),
            felts(*params.find("constructor_calldata")));
        EXPECT_TRUE(parsed.has_value());
        return parsed.value_or(AccountOwners{});
    }
    owners.kind = kind;
    if (const auto list = params.find("owners")) {
        for (std::size_t i = 0; i < list->size(); ++i)
            owners.owners.push_back(signer_of(list->at(i)));
    }
    if (const auto list = params.find("guardians")) {
        for (std::size_t i = 0; i < list->size(); ++i)
            owners.guardians.push_back(signer_of(list->at(i)));
    }
    if (const auto threshold = params.find("threshold")) {
        owners.threshold = std::stoull(std::string{threshold->text()});
    }
    return owners;
}

struct Counts {
    int malformed = 0, valid = 0, invalid = 0, left_to_chain = 0, guids = 0, deployments = 0;
};

void check_verdict(const json::Value &line, const AccountOwners &owners,
                   const AccountSignature &signature, Counts &counts) {
    const auto message = felts(*line.find("message")->find("value"));
    const auto verdict = satisfy(owners, signature, message.at(0), Rule::strict);
    const bool is_valid = line.find("expect")->text() == "valid";
    if (!verdict && verdict.error().status == WA_NEEDS_EVIDENCE) {
        ++counts.left_to_chain;
        return;
    }
    EXPECT_EQ(verdict.has_value(), is_valid);
    if (!verdict) {
        EXPECT_EQ(WA_STATUS_CLASS(verdict.error().status), std::uint32_t{WA_CLASS_REJECTED});
    }
    ++(is_valid ? counts.valid : counts.invalid);
}

void check_line(const json::Value &line, Counts &counts) {
    const auto scheme = line.find("scheme")->text();
    if (scheme == "argent-guid") {
        const auto signer = signer_of(*line.find("message")->find("value"));
        EXPECT_EQ(guid(signer).hex(), line.find("output")->text());
        ++counts.guids;
        return;
    }
    const auto signature_felts = felts(*line.find("signature"));
    if (scheme == "braavos-deploy") { // right for a transaction, never for a message
        EXPECT_TRUE(is_braavos_deployment(signature_felts, signature_felts.at(12)));
        EXPECT_FALSE(parse_account_signature(AccountKind::braavos, signature_felts).has_value());
        ++counts.deployments;
        return;
    }
    const AccountKind kind = kind_of_row(line);
    const auto signature = parse_account_signature(kind, signature_felts);
    const bool is_malformed = line.find("expect")->text() == "malformed";
    ASSERT_EQ(signature.has_value(), !is_malformed);
    if (is_malformed) {
        EXPECT_EQ(signature.error().status, WA_MALFORMED_SIGNATURE);
        ++counts.malformed;
        return;
    }
    // Keys out of order no account takes, so of an unknown one it is no form.
    const bool is_unordered = line.find("id")->text() == "acct-msig01-unsorted";
    EXPECT_EQ(parse_any_signature(signature_felts).empty(), is_unordered);
    // Strong signers of Braavos and multi-owner accounts are state, never a constructor's.
    if (line.find("params")->find("strong") || kind == AccountKind::moa) {
        ++counts.left_to_chain;
        return;
    }
    check_verdict(line, owners_of(line, kind), *signature, counts);
}

TEST(StarknetAccountSignature, RowsOfTheTable) {
    Counts counts;
    for_each_row("plugins/starknet/tests/tables/starknet-account-signatures.json", 65,
                 [&](const json::Value &line) { check_line(line, counts); });
    const int sum = counts.malformed + counts.valid + counts.invalid + counts.left_to_chain +
                    counts.guids + counts.deployments;
    EXPECT_EQ(sum, 65);
    EXPECT_GE(counts.valid, 10);
    RecordProperty("malformed", counts.malformed);
    RecordProperty("valid", counts.valid);
    RecordProperty("invalid", counts.invalid);
    RecordProperty("left_to_chain", counts.left_to_chain);
}

Signer stark(const Felt &key) { return {SignerKind::starknet, key, {}}; }

TEST(StarknetAccountSignature, UnknownAccountsTakeAnyKnownForm) {
    const auto count = [](const std::vector<Felt> &in) { return parse_any_signature(in).size(); };
    EXPECT_GE(count({owner_r, owner_s}), 1U);
    EXPECT_GE(count({Felt{1}, owner_r, owner_s}), 1U);
    EXPECT_EQ(count({}), 0U);
    EXPECT_EQ(count({owner_r}), 0U);
    EXPECT_EQ(count({Felt{3}, Felt{9}, owner_key, owner_r, owner_s, Felt{}, Felt{7}}), 0U);
    // Five owners of a multisig, ascending by key; it takes no one twice.
    std::vector<Felt> fifteen(15, owner_r);
    for (std::uint64_t i = 0; i < 5; ++i)
        fifteen[3 * i] = Felt{i + 1};
    EXPECT_EQ(count(fifteen), 1U);
    fifteen[3] = Felt{1};
    EXPECT_EQ(count(fifteen), 0U);
}

/// braavos-account-cairo, braavos_base_account.cairo: 15 felts, the chain id before the last two.
TEST(StarknetAccountSignature, DeploymentsOfBraavosNameTheChain) {
    const Felt chain = felt("0x534e5f4d41494e");
    std::vector<Felt> in(15, owner_r);
    EXPECT_FALSE(is_braavos_deployment(in, chain));
    in[12] = chain;
    EXPECT_TRUE(is_braavos_deployment(in, chain));
    EXPECT_FALSE(is_braavos_deployment(in, Felt{1}));
    in.push_back(owner_r);
    EXPECT_FALSE(is_braavos_deployment(in, chain));
}

TEST(StarknetAccountSignature, TwoOwnersWithOneKeyEachAreNotOneOwnerTwice) {
    const AccountOwners owners{
        AccountKind::multisig_0_1, {stark(owner_key), stark(Felt{5})}, {}, 2};
    const std::vector in{owner_key, owner_r, owner_s, owner_key, owner_r, owner_s};
    const auto signature = parse_account_signature(AccountKind::multisig_0_1, in);
    ASSERT_TRUE(signature.has_value());
    EXPECT_FALSE(satisfy(owners, *signature, hash, Rule::strict).has_value());
}

TEST(StarknetAccountSignature, ReadingsNameTheirSigner) {
    const auto readings = parse_any_signature(std::vector{owner_r, owner_s});
    EXPECT_TRUE(is_signed_by(readings, owner_key, hash, Rule::strict));
    EXPECT_FALSE(is_signed_by(readings, owner_key, Felt{1}, Rule::strict));
    EXPECT_FALSE(is_signed_by(readings, Felt{1}, hash, Rule::strict));
}

/// What only the chain can check comes first, and must not hide what is plainly wrong behind it.
TEST(StarknetAccountSignature, BadSignatureIsNotHiddenBehindOneThatIsLeftToTheChain) {
    const Signer passkey{SignerKind::secp256r1, {}, {Felt{1}, Felt{1}}};
    const AccountOwners owners{AccountKind::argent_0_5, {passkey}, {stark(owner_key)}, 1};
    const auto status = [&](const Felt &s) {
        const std::vector in{Felt{2}, Felt{2}, Felt{1}, Felt{1},   Felt{1}, Felt{1}, Felt{1},
                             Felt{1}, Felt{0}, Felt{0}, owner_key, owner_r, s};
        const auto signature = parse_account_signature(AccountKind::argent_0_5, in);
        if (!signature) return std::uint32_t{WA_MALFORMED_SIGNATURE};
        const auto verdict = satisfy(owners, *signature, hash, Rule::strict);
        return verdict ? std::uint32_t{WA_OK} : verdict.error().status;
    };
    EXPECT_EQ(status(owner_s), WA_NEEDS_EVIDENCE);
    EXPECT_EQ(status(owner_r), WA_REJECTED_SIGNATURE);
}

TEST(StarknetAccountSignature, EveryCutOffFormIsMalformed) {
    // 2 (Starknet owner, secp256r1 guardian) of Argent.
    std::vector<Felt> in{Felt{2}, Felt{0}, owner_key, owner_r, owner_s, Felt{2}, Felt{1},
                         Felt{1}, Felt{1}, Felt{1},   Felt{1}, Felt{1}, Felt{0}};
    EXPECT_TRUE(parse_account_signature(AccountKind::argent_0_5, in).has_value());
    for (std::size_t size = in.size() - 1; size > 4; --size) {
        EXPECT_FALSE(parse_account_signature(AccountKind::argent_0_5, std::span{in}.first(size))
                         .has_value());
    }
    in.push_back(Felt{0});
    EXPECT_FALSE(parse_account_signature(AccountKind::argent_0_5, in).has_value());
}

TEST(StarknetAccountClasses, ConstructorsAreReadCompletely) {
    const Felt argent = felt("0x073414441639dcd11d1846f287650a00c60c416b9d3ba45d31c651672125b2c2");
    const auto good = [&](std::vector<Felt> calldata) {
        return parse_constructor(argent, calldata).has_value();
    };
    EXPECT_TRUE(good({Felt{0}, owner_key, Felt{1}}));
    EXPECT_TRUE(good({Felt{0}, owner_key, Felt{0}, Felt{0}, Felt{7}}));
    EXPECT_FALSE(good({Felt{0}, owner_key}));
    EXPECT_FALSE(good({Felt{0}, owner_key, Felt{1}, Felt{0}}));
    EXPECT_FALSE(good({Felt{0}, Felt{0}, Felt{1}}));
    EXPECT_FALSE(good({Felt{5}, owner_key, Felt{1}}));
    EXPECT_FALSE(good({Felt{0}, owner_key, Felt{2}}));
    EXPECT_EQ(parse_constructor(Felt{1}, {}).error().status, WA_UNSUPPORTED_PARAMS);
}

/// argent-contracts-starknet, multisig: assert_valid_threshold_and_signers_count, and an owner is
/// added once.
TEST(StarknetAccountClasses, MultisigsHaveDifferentOwnersAndAThresholdThatTheyCanReach) {
    const Felt multisig =
        felt("0x0737ee2f87ce571a58c6c8da558ec18a07ceb64a6172d5ec46171fbc80077a48");
    const auto good = [&](std::vector<Felt> calldata) {
        return parse_constructor(multisig, calldata).has_value();
    };
    EXPECT_TRUE(good({Felt{1}, Felt{2}, owner_key, Felt{7}}));
    EXPECT_TRUE(good({Felt{2}, Felt{2}, owner_key, Felt{7}}));
    EXPECT_FALSE(good({Felt{0}, Felt{2}, owner_key, Felt{7}}));
    EXPECT_FALSE(good({Felt{3}, Felt{2}, owner_key, Felt{7}}));
    EXPECT_FALSE(good({Felt{1}, Felt{2}, owner_key, owner_key}));
    EXPECT_FALSE(good({Felt{0}, Felt{0}}));
}

TEST(StarknetAccountClasses, ProxiesNeedAListedImplementation) {
    const Felt proxy = felt("0x025ec026985a3bf9d0cc1fe17326b245dfdc3ff89b8fde106542a3ea56c5a918");
    const Felt selector = felt("0x79dc0da7c54b95f10aa182ad0a46400db63156920adb65eca2654c0945a463");
    const Felt listed = felt("0x033434ad846cdd5f23eb73ff09fe6fddd568284a0fb7d1be20ee482f044dabe2");
    const auto good = [&](std::vector<Felt> calldata) {
        return parse_constructor(proxy, calldata).has_value();
    };
    EXPECT_TRUE(good({listed, selector, Felt{2}, owner_key, Felt{}}));
    EXPECT_FALSE(good({Felt{9}, selector, Felt{2}, owner_key, Felt{}}));
    EXPECT_FALSE(good({listed, Felt{9}, Felt{2}, owner_key, Felt{}}));
    EXPECT_FALSE(good({listed, selector, Felt{3}, owner_key, Felt{}}));
}

} // namespace
