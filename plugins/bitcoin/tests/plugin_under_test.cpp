// SPDX-License-Identifier: Apache-2.0
#include "plugin_under_test.hpp"

#include <walletauth/plugin.h>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/text.hpp>

#include <gtest/gtest.h>

extern "C" const wa_plugin *walletauth_plugin_v0_bitcoin(void) noexcept;

namespace walletauth::bitcoin::testing {
namespace {

const wa_plugin &plugin() { return *walletauth_plugin_v0_bitcoin(); }

struct Output {
    std::uint32_t status;
    Octets bytes;
    std::string detail;
};

template <class Call>
Output with_buffers(Call call) {
    Octets out(8 * 1024);
    Octets detail(WA_DETAIL_CAPACITY);
    wa_buffer out_buffer{out.data(), out.size(), 0};
    wa_buffer detail_buffer{detail.data(), detail.size(), 0};
    const auto status = call(&out_buffer, &detail_buffer);
    out.resize(out_buffer.size);
    detail.resize(detail_buffer.size);
    return {status, out, {detail.begin(), detail.end()}};
}

Output normalized(std::string_view account, std::string_view chain) {
    return with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return plugin().normalize_account(text_of(chain), text_of(account), out, detail);
    });
}

Answer refusal(const Output &output) { return {output.status, {}, {}, output.detail}; }

} // namespace

Octets octets(std::string_view text) { return {text.begin(), text.end()}; }

Octets unhex(std::string_view hex) {
    const auto bytes = decode_hex(hex);
    EXPECT_TRUE(bytes) << hex;
    return bytes.value_or(Octets{});
}

Answer answer(const Ask &ask) {
    std::string account;
    if (!ask.account.empty()) {
        const auto made = normalized(ask.account, ask.chain);
        if (made.status != WA_OK) return refusal(made);
        account.assign(made.bytes.begin(), made.bytes.end());
    }
    Octets key;
    if (!ask.public_key.empty()) {
        const auto read = with_buffers([&](wa_buffer *out, wa_buffer *detail) {
            return plugin().parse_public_key(text_of(ask.chain), text_of(ask.scheme),
                                             text_of(ask.public_key), out, detail);
        });
        if (read.status != WA_OK) return refusal(read);
        key = read.bytes;
    }
    const auto signature = with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return plugin().parse_signature(text_of(ask.chain), text_of(ask.scheme),
                                        text_of(ask.signature), out, detail);
    });
    if (signature.status != WA_OK) return refusal(signature);
    const auto type = octets(ask.address_type);
    const wa_parameter parameter{text_of("address_type"), bytes_of(type), WA_PARAMETER_TEXT, 0};
    const auto message = octets(ask.message);
    wa_request request{};
    request.struct_size = sizeof request;
    request.flags = ask.compat ? WA_REQUEST_COMPAT : 0;
    request.scheme = text_of(ask.scheme);
    request.chain = text_of(ask.chain);
    request.account = text_of(account);
    request.public_key = bytes_of(key);
    request.message = bytes_of(message);
    request.signature = bytes_of(signature.bytes);
    request.parameters = &parameter;
    request.parameter_count = type.empty() ? 0 : 1;
    request.accept = WA_ACCEPT_DERIVED;
    wa_verdict verdict{};
    verdict.struct_size = sizeof verdict;
    verdict.status = WA_ERROR_INTERNAL;
    const wa_request *requests[]{&request};
    wa_verdict *verdicts[]{&verdict};
    plugin().verify(requests, verdicts, 1);
    EXPECT_EQ(verdict.magic == WA_VALID_MAGIC, verdict.status == WA_OK);
    return {verdict.status,
            {verdict.account, verdict.account_size},
            {verdict.public_key, verdict.public_key + verdict.public_key_size},
            {verdict.detail, verdict.detail_size}};
}

int status_of(const Ask &ask) { return static_cast<int>(answer(ask).status); }

Account derive(const Octets &key, std::string_view address_type, std::string_view chain) {
    const auto type = octets(address_type);
    const wa_parameter parameter{text_of("address_type"), bytes_of(type), WA_PARAMETER_TEXT, 0};
    const auto made = with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return plugin().derive_account(text_of(chain), text_of("bip322"), bytes_of(key), &parameter,
                                       type.empty() ? 0 : 1, out, detail);
    });
    return {static_cast<int>(made.status), {made.bytes.begin(), made.bytes.end()}};
}

Account normalize(std::string_view account, std::string_view chain) {
    const auto made = normalized(account, chain);
    return {static_cast<int>(made.status), {made.bytes.begin(), made.bytes.end()}};
}

} // namespace walletauth::bitcoin::testing
