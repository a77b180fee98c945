// SPDX-License-Identifier: Apache-2.0
#include "plugin_under_test.hpp"

#include <walletauth/plugin.h>
#include <walletauth/sign_in.h>
#include <walletauth/text/base58.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

extern "C" const wa_plugin *walletauth_plugin_v0_solana(void) noexcept;

namespace walletauth::solana::testing {
namespace {

const wa_plugin &plugin() { return *walletauth_plugin_v0_solana(); }

// The C structs of an Ask, which they point into.
struct Request {
    explicit Request(const Ask &ask) {
        for (const auto &param : ask.params) {
            parameters.push_back({text_of(param.name), bytes_of(param.value), param.kind, 0});
        }
        request.struct_size = sizeof request;
        request.scheme = text_of(ask.scheme);
        request.chain = text_of(ask.chain);
        request.account = text_of(ask.account);
        request.public_key = bytes_of(ask.public_key);
        request.message = bytes_of(ask.message);
        request.signature = bytes_of(ask.signature);
        request.parameters = parameters.data();
        request.parameter_count = parameters.size();
        request.accept = WA_ACCEPT_DERIVED;
    }
    std::vector<wa_parameter> parameters;
    wa_request request{};
};

template <class Call>
Output call_with_buffers(Call call) {
    Octets out(200 * 1024);
    Octets detail(WA_DETAIL_CAPACITY);
    wa_buffer out_buffer{out.data(), out.size(), 0};
    wa_buffer detail_buffer{detail.data(), detail.size(), 0};
    const auto status = call(&out_buffer, &detail_buffer);
    if (status != WA_OK) {
        EXPECT_EQ(out_buffer.size, 0u);
        EXPECT_GT(detail_buffer.size, 0u) << "a refusal without a reason";
    }
    out.resize(out_buffer.size);
    detail.resize(detail_buffer.size);
    return {static_cast<int>(status), out, {detail.begin(), detail.end()}};
}

} // namespace

Octets octets(std::string_view text) { return {text.begin(), text.end()}; }

Octets unhex(std::string_view hex) {
    const auto bytes = decode_hex(hex);
    if (!bytes) ADD_FAILURE() << "not hex: " << hex;
    return bytes ? *bytes : Octets{};
}

Octets joined(std::initializer_list<Octets> parts) {
    Octets all;
    for (const auto &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<Verdict> verify_array(std::span<const Ask> asks) {
    std::vector<Request> requests;
    requests.reserve(asks.size());
    std::vector<wa_verdict> results(asks.size());
    std::vector<const wa_request *> request_pointers;
    std::vector<wa_verdict *> result_pointers;
    for (std::size_t i = 0; i < asks.size(); ++i) {
        request_pointers.push_back(&requests.emplace_back(asks[i]).request);
        results[i].struct_size = sizeof(wa_verdict);
        results[i].status = WA_ERROR_INTERNAL;
        result_pointers.push_back(&results[i]);
    }
    plugin().verify(request_pointers.data(), result_pointers.data(), asks.size());
    std::vector<Verdict> verdicts;
    for (const auto &result : results) {
        const bool valid = result.status == WA_OK;
        EXPECT_EQ(valid, result.magic == WA_VALID_MAGIC);
        EXPECT_EQ(valid, result.account_size != 0);
        EXPECT_EQ(valid, result.detail_size == 0) << "a refusal without a reason";
        verdicts.push_back({result.status, std::string(result.account, result.account_size),
                            result.link,
                            Octets(result.public_key, result.public_key + result.public_key_size),
                            std::string(result.detail, result.detail_size)});
    }
    return verdicts;
}

Verdict verify(const Ask &ask) { return verify_array({&ask, 1}).front(); }

int status_of(const Ask &ask) {
    const auto verdict = verify(ask);
    if (verdict.status != WA_OK) ::testing::Test::RecordProperty("detail", verdict.detail);
    return static_cast<int>(verdict.status);
}

Output parse_signature(std::string_view scheme, std::string_view text, std::string_view chain) {
    return call_with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return plugin().parse_signature(text_of(chain), text_of(scheme), text_of(text), out,
                                        detail);
    });
}

Output parse_public_key(std::string_view text) {
    return call_with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return plugin().parse_public_key(text_of(mainnet), text_of("solana-message"), text_of(text),
                                         out, detail);
    });
}

Output format_public_key(const Octets &key) {
    return call_with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return plugin().format_public_key(text_of(mainnet), text_of("solana-message"),
                                          bytes_of(key), out, detail);
    });
}

Output derive_account(const Octets &key, std::string_view chain) {
    return call_with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return plugin().derive_account(text_of(chain), text_of("solana-message"), bytes_of(key),
                                       nullptr, 0, out, detail);
    });
}

Output normalize_account(std::string_view text, std::string_view chain) {
    return call_with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return plugin().normalize_account(text_of(chain), text_of(text), out, detail);
    });
}

Output read_claims(const Ask &ask, std::string_view form) {
    const Request request(ask);
    const auto *table =
        static_cast<const wa_sign_in_table *>(plugin().extension(text_of(WA_SIGN_IN_EXTENSION)));
    return call_with_buffers([&](wa_buffer *out, wa_buffer *detail) {
        return table->read(&request.request, text_of(form), out, detail);
    });
}

Wallet::Wallet(std::uint8_t seed_byte) : key_(32) {
    std::array<std::uint8_t, 32> seed{};
    seed.fill(seed_byte);
    crypto_sign_seed_keypair(key_.data(), secret_.data(), seed.data());
    account_ = encode_base58(key_);
}

Octets Wallet::sign(const Octets &bytes) const {
    Octets signature(64);
    crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret_.data());
    return signature;
}

} // namespace walletauth::solana::testing

TEST(SolanaPlugin, SelfTestPasses) {
    const auto &plugin = *walletauth_plugin_v0_solana();
    std::vector<std::uint8_t> bytes(WA_DETAIL_CAPACITY);
    wa_buffer detail{bytes.data(), bytes.size(), 0};
    EXPECT_EQ(plugin.self_test(&detail), static_cast<std::uint32_t>(WA_OK))
        << std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(detail.size));
}
