// SPDX-License-Identifier: Apache-2.0
// Whole requests through linked plugins: always one JSON answer, never garbage of a plugin.
#include "json_mutator.hpp"
#include "plugins.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

using namespace walletauth;
using fuzz::require;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 0);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto &verifier = fuzz::verifier();
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    for (const auto within : {ServiceMember::refuse, ServiceMember::trust}) {
        const auto answer = verify_json(verifier, text, {}, within);
        require(json::Document::parse(answer.json).has_value(), "the answer is JSON");
        require(fuzz::is_status(answer.status), "a documented status");
        const bool is_error = WA_STATUS_CLASS(answer.status) == WA_CLASS_ERROR;
        const bool by_service =
            within == ServiceMember::trust && answer.status == WA_ERROR_ARGUMENT;
        require(!is_error || by_service || answer.status == WA_ERROR_EVIDENCE,
                "no error by a request");
    }
    require(json::Document::parse(account_json(verifier, text).json).has_value(),
            "the answer is JSON");
    require(verifier.plugins().garbage_count() == 0, "no garbage");
    return 0;
}
