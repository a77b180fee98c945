// SPDX-License-Identifier: Apache-2.0
// Every function of the table, over what goes deepest, within 64 KiB of stack.
#include "published_request.hpp"

#include "tests/support/small_stack.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;

namespace {

using namespace near_test;
using namespace walletauth;

const wa_plugin &plugin() { return *walletauth_plugin_v0_near(); }

/// What a call writes to; large enough for every output.
struct Output {
    std::array<std::uint8_t, 2048> bytes{};
    wa_buffer buffer{bytes.data(), bytes.size(), 0};
};

/// A request for the table, with all that it points to.
struct Raw {
    std::vector<std::uint8_t> key = *decode_hex(published_id);
    std::vector<std::uint8_t> nonce = *decode_base64(published_nonce);
    std::vector<std::uint8_t> signature = *decode_base64(published_signature);
    std::string message = "Hello NEAR!";
    std::string answer;
    std::string query;
    std::array<wa_parameter, 3> parameters{{
        {text_of("nonce"), bytes_of(nonce), WA_PARAMETER_BYTES, 0},
        {text_of("recipient"), bytes_of(as_bytes("example.near")), WA_PARAMETER_TEXT, 0},
        {text_of("callback_url"), bytes_of(as_bytes(published_url)), WA_PARAMETER_TEXT, 0},
    }};
    wa_evidence evidence{};
    wa_request request{};

    explicit Raw(std::string_view scheme) {
        request.struct_size = sizeof request;
        request.scheme = text_of(scheme);
        request.chain = text_of("near:testnet");
        request.accept = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
        if (scheme == "nep413") {
            request.parameters = parameters.data();
            request.parameter_count = parameters.size();
        }
        refresh();
    }
    void refresh() {
        request.public_key = bytes_of(key);
        request.message = bytes_of(as_bytes(message));
        request.signature = bytes_of(signature);
    }
    /// As the answer to the one query of the request.
    void give(std::string text) {
        Output out;
        request.account = text_of("round-toad.testnet");
        ASSERT_EQ(plugin().evidence_queries(&request, &out.buffer, nullptr), std::uint32_t{WA_OK});
        query.assign(out.bytes.begin(), out.bytes.begin() + out.buffer.size - 1);
        answer = std::move(text);
        evidence = {bytes_of(as_bytes(query)), bytes_of(as_bytes(answer)), WA_EVIDENCE_RESULT, 0};
        request.evidence = &evidence;
        request.evidence_count = 1;
    }
};

std::uint32_t verify(const Raw &raw) {
    wa_verdict verdict{};
    verdict.struct_size = sizeof verdict;
    const wa_request *request = &raw.request;
    wa_verdict *out = &verdict;
    plugin().verify(&request, &out, 1);
    return verdict.status;
}

constexpr std::size_t stack_size = plugin_test::in_tree_stack;

std::size_t expect_enough(const std::function<void()> &body) {
    const auto used = plugin_test::run_on_stack(stack_size, body);
    EXPECT_LT(used, stack_size);
    testing::Test::RecordProperty("stack", std::to_string(used));
    return used;
}

class NearStack : public testing::Test {
  protected:
    void SetUp() override {
        if (!plugin_test::stack_is_measurable) GTEST_SKIP() << "SKIPPED: built with a sanitizer";
    }
};

TEST_F(NearStack, Signatures) {
    Raw published{"nep413"};
    Raw long_message{"nep413"};
    long_message.message.assign(std::size_t{512} << 10, 'm');
    long_message.refresh();
    Raw other_curve{"nep413"}; // the generator of secp256k1 as the key, r = s = 1
    other_curve.key =
        *decode_hex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                    "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
    other_curve.signature.assign(65, 0);
    other_curve.signature[31] = other_curve.signature[63] = 1;
    other_curve.refresh();
    std::uint32_t status[3]{};
    expect_enough([&] {
        status[0] = verify(published);
        status[1] = verify(long_message);
        status[2] = verify(other_curve);
    });
    EXPECT_EQ(status[0], std::uint32_t{WA_OK});
    EXPECT_EQ(status[1], std::uint32_t{WA_REJECTED_SIGNATURE});
    EXPECT_EQ(status[2], std::uint32_t{WA_REJECTED_SIGNATURE});
}

TEST_F(NearStack, DeepAndWideAnswers) {
    const std::string deep = std::string(63, '[') + std::string(63, ']');
    std::string wide = "{\"permission\":{";
    for (int i = 0; i < 4096; ++i)
        wide += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":{}";
    const std::string objects = [] {
        std::string text;
        for (int i = 0; i < 62; ++i)
            text += R"({"permission":)";
        return text + "{}" + std::string(62, '}');
    }();
    std::size_t deepest = 0;
    for (const auto &answer : {deep, wide + "}}", objects, std::string(60000, '['),
                               std::string{R"({"permission":"FullAccess"})"}}) {
        Raw raw{"nep413"};
        raw.give(answer);
        std::uint32_t status = 0;
        deepest = std::max(deepest, expect_enough([&] { status = verify(raw); }));
        const auto expected = answer.contains("FullAccess") ? WA_OK : WA_ERROR_EVIDENCE;
        EXPECT_EQ(status, static_cast<std::uint32_t>(expected)) << answer.substr(0, 40);
    }
    RecordProperty("deepest", std::to_string(deepest));
}

TEST_F(NearStack, KwilBlobs) {
    Raw raw{"nep413-kwil"};
    raw.request.accept = WA_ACCEPT_DERIVED;
    raw.request.flags = WA_REQUEST_COMPAT;
    raw.message.assign(65535, 'm');
    raw.signature.assign(2 + 65535 + 64, 0);
    raw.signature[0] = raw.signature[1] = 0xff;
    raw.refresh();
    std::uint32_t status = 0;
    expect_enough([&] { status = verify(raw); });
    EXPECT_EQ(status, std::uint32_t{WA_REJECTED_SIGNATURE});
}

TEST_F(NearStack, Texts) {
    std::string array = "[255";
    for (int i = 1; i < 65601; ++i)
        array += ",255";
    array += ']';
    const auto id = published_id;
    expect_enough([&] {
        Output out;
        Output detail;
        for (const auto scheme : {text_of("nep413"), text_of("nep413-kwil")}) {
            const auto chain = text_of("near:testnet");
            for (const auto &text : {published_signature, array, std::string(262000, 'a')}) {
                plugin().parse_signature(chain, scheme, text_of(text), &out.buffer, &detail.buffer);
            }
            plugin().parse_public_key(chain, scheme, text_of(published_key), &out.buffer,
                                      &detail.buffer);
            const Raw raw{"nep413"};
            plugin().format_public_key(chain, scheme, bytes_of(raw.key), &out.buffer,
                                       &detail.buffer);
            plugin().derive_account(chain, scheme, bytes_of(raw.key), nullptr, 0, &out.buffer,
                                    &detail.buffer);
            plugin().normalize_account(chain, text_of(id), &out.buffer, &detail.buffer);
        }
        plugin().self_test(&detail.buffer);
    });
}

} // namespace
