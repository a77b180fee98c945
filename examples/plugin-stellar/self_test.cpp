// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "sep53.hpp"

#include <walletauth/status.hpp>

namespace stellar {
namespace {

using walletauth::refuse;
using walletauth::status_and_reason;
using walletauth::text_of;

struct KnownAnswer {
    std::string_view name;
    std::string_view account;
    std::string_view signature;
    std::uint32_t status;
};

// Over "Hello, World!". The first is published with SEP-53. The others, made by `make-vectors`, are
// where versions of Ed25519 differ: with a library that answers otherwise the plugin must not load,
// or two nodes would disagree.
constexpr KnownAnswer known_answers[] = {
    {"SEP-53, test case 1", "GBXFXNDLV4LSWA4VB7YIL5GBD7BVNR22SGBTDKMO2SBZZHDXSKZYCP7L",
     "fO5dbYhXUhBMhe6kId/cuVq/AfEnHRHEvsP8vXh03M1uLpi5e46yO2Q8rEBzu3feXQewcQE5GArp88u6ePK6BA==",
     WA_OK},
    {"S + L", "GBXFXNDLV4LSWA4VB7YIL5GBD7BVNR22SGBTDKMO2SBZZHDXSKZYCP7L",
     "fO5dbYhXUhBMhe6kId/cuVq/AfEnHRHEvsP8vXh03M1bAo4WlvHEkzrZo+NRtVbzXQewcQE5GArp88u6ePK6FA==",
     WA_REJECTED_SIGNATURE},
    {"key of small order", "GAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHV4",
     "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
     WA_REJECTED_SIGNATURE},
    {"key not canonical", "GDXP77777777777777777777777777777777777777777777777X7Z3N",
     "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
     WA_REJECTED_SIGNATURE},
    {"R of small order", "GDVCUG4VRK66A54YFXYUV5X75HESMQMY5HJCEWBPPO2ALVKDNQPBZSS4",
     "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD3ZhP/WvA2HxGXccYQDsuD8NIcKPFj2K38Ntt7BRvACA==",
     WA_REJECTED_SIGNATURE},
    {"equation with cofactor", "GCTGAIAKP7CXT7SAIFFFGE3RYCSUXMT2KYTBF2HF6DHDIBZTM3CS7DH6",
     "WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmboLlQ2cQD0EsTzvm4dj2w7XGEBRxfyhPHpG0PjcSgHBA==",
     WA_REJECTED_SIGNATURE},
    {"key of mixed order", "GCTGAIAKP7CXT7SAIFFFGE3RYCSUXMT2KYTBF2HF6DHDIBZTM3CS7DH6",
     "tLk3/KlbLx6T5B5i/Dx4gY/zimYJb61ueXPlyQAG0yGbMCGzBMASRCjrKTyPLslOQdaFkbn8c9dRfmkOeK2ZCQ==",
     WA_OK},
};

std::uint32_t status_of(const KnownAnswer &known) {
    constexpr Sep53 scheme;
    constexpr std::string_view chain = "stellar:pubnet";
    const auto signature = scheme.parse_signature(chain, {}, known.signature);
    if (!signature) return signature.error().status;
    wa_request request{};
    request.struct_size = sizeof(wa_request);
    request.chain = text_of(chain);
    request.account = text_of(known.account);
    request.message = walletauth::bytes_of(walletauth::as_bytes("Hello, World!"));
    request.signature = walletauth::bytes_of(*signature);
    request.accept = WA_ACCEPT_DERIVED;
    const auto proof = scheme.verify(request);
    return proof ? WA_OK : proof.error().status;
}

} // namespace

std::expected<void, walletauth::Refusal> self_test() {
    for (const auto &known : known_answers) {
        const std::uint32_t status = status_of(known);
        if (status != known.status) {
            return refuse(WA_ERROR_INTERNAL, known.name, ": answered ", status_and_reason(status),
                          ", expected ", status_and_reason(known.status));
        }
    }
    return {};
}

} // namespace stellar
