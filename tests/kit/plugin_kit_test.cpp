// SPDX-License-Identifier: Apache-2.0
// The author kit against authors who do everything wrong. "Signature" here is a word that tells the
// verifier how to behave.
#define WA_PLUGIN_ENTRY walletauth_plugin_v0_kit_test
#include <walletauth/plugin.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

namespace walletauth {
namespace {

class Behaving final : public SignatureVerifier {
  public:
    Result<Proof> verify(const wa_request &request) const override {
        const std::string word(reinterpret_cast<const char *>(request.signature.data),
                               request.signature.size);
        if (word == "throws") throw std::runtime_error("thrown by the author");
        if (word == "throws-int") throw 1;
        if (word == "no-memory") throw std::bad_alloc();
        if (word == "refuses-with-ok") return std::unexpected(Refusal{WA_OK, {}});
        if (word == "refuses") return refuse(WA_REJECTED_SIGNATURE, "bad word\n");
        Proof proof;
        if (word == "no-account") return proof;
        if (word == "chain-state") proof.link = WA_LINK_CHAIN_STATE;
        if (word == "no-link") proof.link = 0;
        (void)proof.account.assign(std::string_view{word == "other" ? "mallory" : "alice"});
        return proof;
    }
    /// Together it says how many there are, and gives no answer to "untouched".
    void verify_many(std::span<const wa_request *const> requests,
                     std::span<Result<Proof>> results) const override {
        for (std::size_t i = 0; i < requests.size(); ++i) {
            const auto word = view(requests[i]->signature);
            if (std::ranges::equal(word, as_bytes("untouched"))) continue;
            results[i] = std::ranges::equal(word, as_bytes("count"))
                             ? refuse(WA_REJECTED_SIGNATURE, "one of ", requests.size())
                             : verify(*requests[i]);
        }
    }
    Result<std::vector<std::uint8_t>> parse_signature(std::string_view, std::string_view,
                                                      std::string_view text) const override {
        return std::vector<std::uint8_t>{text.begin(), text.end()};
    }
    Result<std::vector<std::uint8_t>> parse_public_key(std::string_view, std::string_view,
                                                       std::string_view) const override {
        throw std::runtime_error("thrown by the author");
    }
    Result<std::string> format_public_key(std::string_view, std::string_view,
                                          std::span<const std::uint8_t>) const override {
        return "key";
    }
};

class Accounts final : public AddressDeriver {
  public:
    Result<std::string> derive_account(std::string_view, std::string_view,
                                       std::span<const std::uint8_t>,
                                       std::span<const wa_parameter>) const override {
        return "alice";
    }
    Result<std::string> normalize_account(std::string_view,
                                          std::string_view account) const override {
        if (account == "ALICE") return "alice";
        return refuse(WA_MALFORMED_ACCOUNT, "no such account");
    }
};

constexpr Behaving behaving;
constexpr Accounts accounts;
constexpr wa_text chains[] = {text_of("test")};
constexpr wa_key_info key_info{sizeof(wa_key_info), 4, text_of("word")};
constexpr const wa_key_info *keys[] = {&key_info};
constexpr wa_parameter_info nonce_info{sizeof(wa_parameter_info),
                                       WA_PARAMETER_TEXT,
                                       WA_ROLE_PROOF,
                                       0,
                                       text_of("nonce"),
                                       text_of("a nonce"),
                                       8};
constexpr const wa_parameter_info *parameters[] = {&nonce_info};
constexpr wa_scheme words{.struct_size = sizeof(wa_scheme),
                          .revision = 1,
                          .flags = 0,
                          .id = text_of("words"),
                          .description = text_of("test"),
                          .specification = text_of("none"),
                          .compat_of = {},
                          .chains = chains,
                          .chain_count = 1,
                          .keys = keys,
                          .key_count = 1,
                          .parameters = parameters,
                          .parameter_count = 1,
                          .evidence_methods = nullptr,
                          .evidence_method_count = 0,
                          .chain_bound = WA_CHAIN_BOUND_NEVER,
                          .reserved = 0,
                          .max_message_size = 16,
                          .max_signature_size = 16,
                          .max_signature_text_size = 16,
                          .max_public_key_size = 4,
                          .max_public_key_text_size = 16,
                          .max_account_size = 16,
                          .max_account_text_size = 16,
                          .max_evidence_size = 0};
constexpr wa_scheme other_words = [] {
    auto scheme = words;
    scheme.id = text_of("other-words");
    return scheme;
}();
constexpr SchemeEntry entries[] = {{&words, &behaving}, {&other_words, &behaving}};
constexpr int table_of_numbers = 1;
constexpr ExtensionEntry extensions[] = {{"test.numbers/1", &table_of_numbers}};
constexpr PluginDefinition definition{
    .id = "kit-test",
    .version = "0.1.0",
    .license = "Apache-2.0",
    .description = "test",
    .schemes = entries,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = []() -> Result<void> { return refuse(WA_ERROR_INTERNAL, "case 7 failed"); },
    .extensions = extensions};

} // namespace
} // namespace walletauth

WALLETAUTH_EXPORT_PLUGIN("kit-test", walletauth::definition);

namespace walletauth {
namespace {

const wa_plugin &plugin() { return *walletauth_plugin_v0_kit_test(); }

wa_request request_with(std::string_view signature) {
    wa_request request{};
    request.struct_size = sizeof(wa_request);
    request.scheme = text_of("words");
    request.chain = text_of("test:one");
    request.account = text_of("alice");
    request.signature = bytes_of(as_bytes(signature));
    request.accept = WA_ACCEPT_DERIVED;
    return request;
}

wa_verdict verdict_of(const wa_request &request) {
    wa_verdict verdict{};
    verdict.struct_size = sizeof verdict;
    verdict.status = WA_ERROR_INTERNAL;
    const wa_request *requests[] = {&request};
    wa_verdict *verdicts[] = {&verdict};
    plugin().verify(requests, verdicts, 1);
    if (verdict.status != WA_OK) {
        // What holds for every refusal: nothing in it can be read as valid.
        EXPECT_NE(verdict.magic, WA_VALID_MAGIC);
        EXPECT_EQ(verdict.account_size, 0u);
        EXPECT_EQ(verdict.link, 0u);
    }
    return verdict;
}
std::uint32_t status_of(std::string_view signature) {
    return verdict_of(request_with(signature)).status;
}

TEST(PluginKit, WritesTheMagicOnlyForAProof) {
    const auto verdict = verdict_of(request_with("good"));
    EXPECT_EQ(verdict.status, static_cast<std::uint32_t>(WA_OK));
    EXPECT_EQ(verdict.magic, WA_VALID_MAGIC);
    EXPECT_EQ(std::string(verdict.account, verdict.account_size), "alice");
    EXPECT_EQ(verdict.link, WA_LINK_DERIVED);
}

TEST(PluginKit, CatchesWhatMustNotCross) {
    EXPECT_EQ(status_of("throws"), static_cast<std::uint32_t>(WA_ERROR_INTERNAL));
    EXPECT_EQ(status_of("throws-int"), static_cast<std::uint32_t>(WA_ERROR_INTERNAL));
    EXPECT_EQ(status_of("no-memory"), static_cast<std::uint32_t>(WA_ERROR_MEMORY));
    wa_buffer out{};
    EXPECT_EQ(plugin().parse_public_key(text_of("test:one"), text_of("words"), text_of("k"), &out,
                                        nullptr),
              static_cast<std::uint32_t>(WA_ERROR_INTERNAL));
}

TEST(PluginKit, RefusesAProofOfAnotherAccount) {
    EXPECT_EQ(status_of("other"), static_cast<std::uint32_t>(WA_REJECTED_SIGNER));
}

TEST(PluginKit, RefusesAnAuthorsContradictions) {
    for (const auto *word : {"refuses-with-ok", "no-account", "chain-state", "no-link"}) {
        EXPECT_EQ(status_of(word), static_cast<std::uint32_t>(WA_ERROR_INTERNAL)) << word;
    }
}

TEST(PluginKit, CarriesTheReasonAsPrintableText) {
    const auto verdict = verdict_of(request_with("refuses"));
    EXPECT_EQ(verdict.status, static_cast<std::uint32_t>(WA_REJECTED_SIGNATURE));
    EXPECT_EQ(std::string(verdict.detail, verdict.detail_size), "bad word\\x0a");
}

TEST(PluginKit, ChecksTheRequestAgainstTheDescriptor) {
    const auto status = [](auto change) {
        auto request = request_with("good");
        change(request);
        return verdict_of(request).status;
    };
    const auto is = [](int expected) { return static_cast<std::uint32_t>(expected); };
    EXPECT_EQ(status([](auto &r) { r.scheme = text_of("wor"); }), is(WA_UNSUPPORTED_SCHEME));
    EXPECT_EQ(status([](auto &r) { r.chain = text_of("tes:one"); }), is(WA_UNSUPPORTED_CHAIN));
    EXPECT_EQ(status([](auto &r) { r.flags = WA_REQUEST_COMPAT; }), is(WA_UNSUPPORTED_FLAG));
    EXPECT_EQ(status([](auto &r) { r.flags = 0x8000; }), is(WA_UNSUPPORTED_FLAG));
    EXPECT_EQ(status([](auto &r) { r.reserved = 1; }), is(WA_UNSUPPORTED_FLAG));
    EXPECT_EQ(status([](auto &r) { r.block = text_of("1"); }), is(WA_UNSUPPORTED_EVIDENCE));
    EXPECT_EQ(status([](auto &r) { r.accept = WA_ACCEPT_CHAIN_STATE; }),
              is(WA_UNSUPPORTED_EVIDENCE));
    EXPECT_EQ(status([](auto &r) { r.accept = 0; }), is(WA_MALFORMED_REQUEST));
    EXPECT_EQ(status([](auto &r) { r.account = {}; }), is(WA_MALFORMED_ACCOUNT));
    EXPECT_EQ(status([](auto &r) { r.account = text_of("an account that is too long"); }),
              is(WA_MALFORMED_ACCOUNT));
    EXPECT_EQ(status([](auto &r) { r.public_key = bytes_of(as_bytes("five5")); }),
              is(WA_MALFORMED_PUBLIC_KEY));
    EXPECT_EQ(status([](auto &r) { r.message = bytes_of(as_bytes("seventeen bytes..")); }),
              is(WA_MALFORMED_MESSAGE));
    EXPECT_EQ(status([](auto &r) { r.signature = bytes_of(as_bytes("seventeen bytes..")); }),
              is(WA_MALFORMED_SIGNATURE));
}

TEST(PluginKit, ChecksParameters) {
    const auto status = [](std::initializer_list<wa_parameter> given) {
        auto request = request_with("good");
        request.parameters = given.begin();
        request.parameter_count = given.size();
        return verdict_of(request).status;
    };
    const auto is = [](int expected) { return static_cast<std::uint32_t>(expected); };
    const wa_parameter nonce{text_of("nonce"), bytes_of(as_bytes("1")), WA_PARAMETER_TEXT, 0};
    const wa_parameter other{text_of("other"), bytes_of(as_bytes("1")), WA_PARAMETER_TEXT, 0};
    const wa_parameter wrong_kind{text_of("nonce"), bytes_of(as_bytes("1")), WA_PARAMETER_BYTES, 0};
    const wa_parameter long_nonce{text_of("nonce"), bytes_of(as_bytes("123456789")),
                                  WA_PARAMETER_TEXT, 0};
    EXPECT_EQ(status({nonce}), is(WA_OK));
    EXPECT_EQ(status({other}), is(WA_UNSUPPORTED_PARAMS));
    EXPECT_EQ(status({nonce, nonce}), is(WA_MALFORMED_PARAMS));
    EXPECT_EQ(status({wrong_kind}), is(WA_MALFORMED_PARAMS));
    EXPECT_EQ(status({long_nonce}), is(WA_MALFORMED_PARAMS));
}

TEST(PluginKit, EvidenceIsAResultOrAnError) {
    wa_scheme scheme{};
    scheme.struct_size = sizeof scheme;
    scheme.flags = WA_SCHEME_MAY_NEED_EVIDENCE;
    auto request = request_with("good");
    request.accept = WA_ACCEPT_DERIVED;
    const wa_text chains[]{request.chain};
    scheme.id = request.scheme;
    scheme.chains = chains;
    scheme.chain_count = 1;
    scheme.max_message_size = scheme.max_signature_size = scheme.max_account_size = 100;
    scheme.max_evidence_size = 4;
    request.account = text_of("account");
    wa_evidence item{};
    request.evidence = &item;
    request.evidence_count = 1;
    for (const auto &[kind, good] :
         {std::pair{0U, false}, std::pair{1U, true}, std::pair{2U, true}, std::pair{3U, false}}) {
        item.kind = kind;
        const auto checked = check_request(scheme, request);
        ASSERT_EQ(checked.has_value(), good) << kind;
        if (!good) {
            EXPECT_EQ(checked.error().status, std::uint32_t{WA_MALFORMED_EVIDENCE});
        }
    }
}

// A detail has 120 bytes. Two accounts that do not fit would end inside the second.
TEST(PluginKit, NamesAccountsWhole) {
    const auto detail = [](std::size_t signer, std::size_t claim) {
        auto request = request_with("good");
        const std::string claimed(claim, 'c');
        request.account = text_of(claimed);
        Proof proof;
        EXPECT_TRUE(proof.account.assign(std::string(signer, 's')));
        const auto judged = kit::judge(request, proof);
        EXPECT_EQ(judged.error().status, std::uint32_t{WA_REJECTED_SIGNER});
        return std::string{judged.error().detail.view()};
    };
    const auto s = [](std::size_t size) { return "signed by " + std::string(size, 's'); };
    EXPECT_EQ(detail(42, 42), s(42) + ", not by " + std::string(42, 'c'));
    EXPECT_EQ(detail(50, 51), s(50) + ", not by " + std::string(51, 'c')); // 120 bytes
    EXPECT_EQ(detail(51, 51), s(51) + ", not by the claimed account");
    EXPECT_EQ(detail(66, 66), s(66) + ", not by the claimed account");
    EXPECT_EQ(detail(80, 120), s(80) + ", not by the claimed account");
    EXPECT_EQ(detail(128, 64), "not signed by the claimed account");
}

// docs/abi.md, "Evidence".
TEST(PluginKit, EvidenceHasAtMost256Items) {
    wa_scheme scheme{};
    scheme.flags = WA_SCHEME_MAY_NEED_EVIDENCE;
    auto request = request_with("good");
    request.accept = WA_ACCEPT_CHAIN_STATE;
    const wa_text chains[]{request.chain};
    scheme.chains = chains;
    scheme.chain_count = 1;
    scheme.max_message_size = scheme.max_signature_size = scheme.max_account_size = 100;
    request.account = text_of("account");
    std::array<wa_evidence, 257> items{};
    for (auto &item : items)
        item.kind = WA_EVIDENCE_RESULT;
    request.evidence = items.data();
    request.evidence_count = 256;
    EXPECT_TRUE(check_request(scheme, request));
    request.evidence_count = 257;
    const auto checked = check_request(scheme, request);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().status, std::uint32_t{WA_MALFORMED_EVIDENCE});
}

TEST(PluginKit, ReadsALongerRequestOnlyIfItsTailIsZero) {
    struct {
        wa_request known;
        std::uint64_t later;
    } longer{request_with("good"), 0};
    longer.known.struct_size = sizeof longer;
    EXPECT_EQ(verdict_of(longer.known).status, static_cast<std::uint32_t>(WA_OK));
    longer.later = 1;
    EXPECT_EQ(verdict_of(longer.known).status, static_cast<std::uint32_t>(WA_UNSUPPORTED_FLAG));
    longer.known.struct_size = WA_REQUEST_MIN_SIZE - 8;
    EXPECT_EQ(verdict_of(longer.known).status, static_cast<std::uint32_t>(WA_ERROR_ARGUMENT));
}

TEST(PluginKit, AnArrayGivesTheVerdictsOfItsSingleCalls) {
    const auto good = request_with("good");
    const auto other = request_with("other");
    const auto throwing = request_with("throws");
    const wa_request *requests[] = {&throwing, &good, nullptr, &other};
    wa_verdict results[4]{};
    wa_verdict *verdicts[4];
    for (int i = 0; i < 4; ++i) {
        results[i].struct_size = sizeof(wa_verdict);
        verdicts[i] = &results[i];
    }
    plugin().verify(requests, verdicts, 4);
    EXPECT_EQ(results[0].status, static_cast<std::uint32_t>(WA_ERROR_INTERNAL));
    EXPECT_EQ(results[1].status, static_cast<std::uint32_t>(WA_OK));
    EXPECT_EQ(results[2].status, static_cast<std::uint32_t>(WA_ERROR_ARGUMENT));
    EXPECT_EQ(results[3].status, static_cast<std::uint32_t>(WA_REJECTED_SIGNER));
    plugin().verify(nullptr, nullptr, 0);
}

std::vector<wa_verdict> verdicts_of(const std::vector<wa_request> &requests) {
    std::vector<wa_verdict> verdicts(requests.size());
    std::vector<const wa_request *> in;
    std::vector<wa_verdict *> out;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        verdicts[i].struct_size = sizeof(wa_verdict);
        in.push_back(&requests[i]);
        out.push_back(&verdicts[i]);
    }
    plugin().verify(in.data(), out.data(), requests.size());
    return verdicts;
}

std::string detail_of(const wa_verdict &verdict) { return {verdict.detail, verdict.detail_size}; }

TEST(PluginKit, RequestsOfOneSchemeAreVerifiedTogether) {
    std::vector<wa_request> requests(40, request_with("count"));
    for (std::size_t i = 0; i < requests.size(); i += 4)
        requests[i].scheme = text_of("other-words");
    requests[1].scheme = text_of("no-words");
    const auto verdicts = verdicts_of(requests);
    EXPECT_EQ(verdicts[1].status, WA_UNSUPPORTED_SCHEME);
    // Of the first 16 four are of the other scheme, and one of none; of the last 8 two.
    EXPECT_EQ(detail_of(verdicts[0]), "one of 4");
    EXPECT_EQ(detail_of(verdicts[2]), "one of 11");
    EXPECT_EQ(detail_of(verdicts[17]), "one of 12");
    EXPECT_EQ(detail_of(verdicts[32]), "one of 2");
    EXPECT_EQ(detail_of(verdicts[39]), "one of 6");
}

TEST(PluginKit, WhatOneOfManyThrowsIsItsOwn) {
    const auto verdicts =
        verdicts_of({request_with("good"), request_with("throws"), request_with("no-memory"),
                     request_with("refuses"), request_with("untouched"), request_with("other")});
    EXPECT_EQ(verdicts[0].status, WA_OK);
    EXPECT_EQ(verdicts[0].magic, WA_VALID_MAGIC);
    EXPECT_EQ(verdicts[1].status, WA_ERROR_INTERNAL);
    EXPECT_EQ(verdicts[2].status, WA_ERROR_MEMORY);
    EXPECT_EQ(verdicts[3].status, WA_REJECTED_SIGNATURE);
    EXPECT_EQ(verdicts[5].status, WA_REJECTED_SIGNER);
}

TEST(PluginKit, WhatIsNotAnsweredIsNotValid) {
    const auto verdicts = verdicts_of({request_with("good"), request_with("untouched")});
    EXPECT_EQ(verdicts[0].status, WA_OK);
    EXPECT_EQ(verdicts[1].status, WA_ERROR_INTERNAL);
    EXPECT_EQ(verdicts[1].magic, 0U);
}

TEST(PluginKit, HasTheExtensionsOfItsDefinition) {
    EXPECT_EQ(plugin().extension(text_of("test.numbers/1")), &table_of_numbers);
    for (const std::string_view id : {"", "test.numbers/2", "test.numbers/", "test.numbers/11"})
        EXPECT_EQ(plugin().extension(text_of(id)), nullptr) << id;
}

TEST(PluginKit, WritesABufferWholeOrNotAtAll) {
    std::uint8_t bytes[8];
    std::memset(bytes, 0xAA, sizeof bytes);
    wa_buffer out{bytes, 4, 99};
    EXPECT_EQ(plugin().normalize_account(text_of("test:one"), text_of("ALICE"), &out, nullptr),
              static_cast<std::uint32_t>(WA_ERROR_BUFFER));
    EXPECT_EQ(out.size, 5u);
    for (const auto byte : bytes)
        EXPECT_EQ(byte, 0xAA);
    out.capacity = 5;
    EXPECT_EQ(plugin().normalize_account(text_of("test:one"), text_of("ALICE"), &out, nullptr),
              static_cast<std::uint32_t>(WA_OK));
    EXPECT_EQ(std::string(reinterpret_cast<char *>(bytes), out.size), "alice");
    EXPECT_EQ(bytes[5], 0xAA);
    EXPECT_EQ(plugin().normalize_account(text_of("test:one"), text_of("bob"), &out, nullptr),
              static_cast<std::uint32_t>(WA_MALFORMED_ACCOUNT));
    EXPECT_EQ(out.size, 0u);
    EXPECT_EQ(plugin().normalize_account(text_of("other:one"), text_of("ALICE"), &out, nullptr),
              static_cast<std::uint32_t>(WA_UNSUPPORTED_CHAIN));
}

TEST(PluginKit, ReportsTheFailedCaseOfASelfTest) {
    std::uint8_t bytes[64];
    wa_buffer detail{bytes, sizeof bytes, 0};
    EXPECT_EQ(plugin().self_test(&detail), static_cast<std::uint32_t>(WA_ERROR_INTERNAL));
    EXPECT_EQ(std::string(reinterpret_cast<char *>(bytes), detail.size), "case 7 failed");
    EXPECT_EQ(plugin().self_test(nullptr), static_cast<std::uint32_t>(WA_ERROR_INTERNAL));
}

} // namespace
} // namespace walletauth
