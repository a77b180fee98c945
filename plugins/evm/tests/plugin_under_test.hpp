// SPDX-License-Identifier: Apache-2.0
// The EVM plugin as its table gives it, linked into the test.
#pragma once

#include <walletauth/interface.hpp>
#include <walletauth/plugin.h>
#include <walletauth/text/hex.hpp>

#include <string>
#include <vector>

extern "C" const wa_plugin *walletauth_plugin_v0_evm(void) noexcept;

namespace evm_test {

// web3.js 1.x documentation: eth.accounts.sign("Some data", 0x4c08...2318).
inline const std::string signer = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
inline const std::string other = "0x1f9090aaE28b8a3dCeaDf281B0F12828e676c326";
inline const std::string zero = "0x0000000000000000000000000000000000000000";
inline const std::string r = "b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd";
inline const std::string s = "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a029";
inline const std::string v = "1c";
// n - s, and n (SEC 2, section 2.4.1).
inline const std::string high_s =
    "9ff818b327d1fc847ffe79bdd03d25e83e3a5df66962ceb160751b8bd754a118";
inline const std::string order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

struct Ask {
    std::string scheme = "eip191";
    std::string chain = "eip155:1";
    std::string account = signer;
    std::string message = "Some data";
    std::string signature = r + s + v; ///< hex
    std::string public_key = {};       ///< hex
    std::uint32_t flags = 0;
    std::string message_kind = {}; ///< the parameter, if not empty
};

/// The status, and with it the account or the detail.
struct Answer {
    std::uint32_t status = WA_ERROR_INTERNAL;
    bool valid = false;
    std::uint32_t flags = 0;
    std::string account;
    std::string detail;
};

inline Answer ask(const Ask &what) {
    const auto signature = *walletauth::decode_hex(what.signature);
    const auto key = *walletauth::decode_hex(what.public_key);
    wa_request request{};
    request.struct_size = sizeof request;
    request.flags = what.flags;
    request.scheme = walletauth::text_of(what.scheme);
    request.chain = walletauth::text_of(what.chain);
    request.account = walletauth::text_of(what.account);
    request.message = walletauth::bytes_of(walletauth::as_bytes(what.message));
    request.signature = walletauth::bytes_of(signature);
    request.public_key = walletauth::bytes_of(key);
    request.accept = WA_ACCEPT_DERIVED;
    const wa_parameter kind{walletauth::text_of("message_kind"),
                            walletauth::bytes_of(walletauth::as_bytes(what.message_kind)),
                            WA_PARAMETER_TEXT, 0};
    request.parameters = &kind;
    request.parameter_count = what.message_kind.empty() ? 0 : 1;
    wa_verdict verdict{};
    verdict.struct_size = sizeof verdict;
    verdict.status = WA_ERROR_INTERNAL;
    const wa_request *requests = &request;
    wa_verdict *verdicts = &verdict;
    walletauth_plugin_v0_evm()->verify(&requests, &verdicts, 1);
    return {verdict.status, verdict.status == WA_OK && verdict.magic == WA_VALID_MAGIC,
            verdict.flags, std::string{verdict.account, verdict.account_size},
            std::string{verdict.detail, verdict.detail_size}};
}

/// The reason that a function of the table gives for refusing a text; empty if it reads it.
template <class Function>
std::string why_not(Function parse, std::string_view text, std::string_view scheme = "eip191") {
    std::vector<std::uint8_t> bytes(20000);
    std::vector<std::uint8_t> reason(WA_DETAIL_CAPACITY);
    wa_buffer out{bytes.data(), bytes.size(), 0};
    wa_buffer detail{reason.data(), reason.size(), 0};
    const auto status = parse(walletauth::text_of("eip155:1"), walletauth::text_of(scheme),
                              walletauth::text_of(text), &out, &detail);
    if (status == WA_OK) return {};
    return {reinterpret_cast<const char *>(reason.data()), detail.size};
}

inline std::uint32_t status(const Ask &what) { return ask(what).status; }

} // namespace evm_test
