// SPDX-License-Identifier: Apache-2.0
// Whole requests through linked plugins: always one JSON answer, never garbage of a plugin.
#include "core/support/json.hpp"

#include <walletauth/wire.hpp>

#include <cstdlib>

extern "C" const wa_plugin *walletauth_plugin_v0_evm(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_kwil(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_solana(void) noexcept;

using namespace walletauth;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    static const Verifier verifier = [] {
        auto set = std::make_shared<PluginSet>();
        for (const auto entry : {&walletauth_plugin_v0_evm, &walletauth_plugin_v0_kwil,
                                 &walletauth_plugin_v0_near, &walletauth_plugin_v0_solana}) {
            if (!set->add(entry)) std::abort();
        }
        return Verifier{set};
    }();
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    for (const auto trust : {EvidenceTrust::refuse, EvidenceTrust::trust}) {
        const auto answer = verify_json(verifier, text, {.evidence = trust});
        if (!json::Document::parse(answer.json)) std::abort();
        const bool is_error = WA_STATUS_CLASS(answer.status) == WA_CLASS_ERROR;
        if (is_error && answer.status != WA_ERROR_EVIDENCE) std::abort();
    }
    if (!json::Document::parse(account_json(verifier, text).json)) std::abort();
    if (verifier.plugins().garbage_count() != 0) std::abort();
    return 0;
}
