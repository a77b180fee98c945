// SPDX-License-Identifier: Apache-2.0
#include "sep53.hpp"

#include <walletauth/curve/ed25519_known_answers.hpp>
#include <walletauth/request/known_answers.hpp>

namespace stellar {
namespace {

constexpr std::string_view hello = "Hello, World!";

// The first is published with SEP-53. The others, made by `make-vectors`, are where versions of
// Ed25519 differ: with a library that answers otherwise the plugin must not load, or two nodes
// would disagree.
constexpr walletauth::KnownRequest known_answers[] = {
    {.name = "SEP-53, test case 1",
     .account = "GBXFXNDLV4LSWA4VB7YIL5GBD7BVNR22SGBTDKMO2SBZZHDXSKZYCP7L",
     .message = hello,
     .signature = "fO5dbYhXUhBMhe6kId/cuVq/"
                  "AfEnHRHEvsP8vXh03M1uLpi5e46yO2Q8rEBzu3feXQewcQE5GArp88u6ePK6BA=="},
    {.name = "S + L",
     .account = "GBXFXNDLV4LSWA4VB7YIL5GBD7BVNR22SGBTDKMO2SBZZHDXSKZYCP7L",
     .message = hello,
     .signature =
         "fO5dbYhXUhBMhe6kId/cuVq/AfEnHRHEvsP8vXh03M1bAo4WlvHEkzrZo+NRtVbzXQewcQE5GArp88u6ePK6FA==",
     .status = WA_REJECTED_SIGNATURE},
    {.name = "key of small order",
     .account = "GAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHV4",
     .message = hello,
     .signature =
         "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
     .status = WA_REJECTED_SIGNATURE},
    {.name = "key not canonical",
     .account = "GDXP77777777777777777777777777777777777777777777777X7Z3N",
     .message = hello,
     .signature =
         "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
     .status = WA_REJECTED_SIGNATURE},
    {.name = "R of small order",
     .account = "GDVCUG4VRK66A54YFXYUV5X75HESMQMY5HJCEWBPPO2ALVKDNQPBZSS4",
     .message = hello,
     .signature =
         "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD3ZhP/WvA2HxGXccYQDsuD8NIcKPFj2K38Ntt7BRvACA==",
     .status = WA_REJECTED_SIGNATURE},
    {.name = "equation with cofactor",
     .account = "GCTGAIAKP7CXT7SAIFFFGE3RYCSUXMT2KYTBF2HF6DHDIBZTM3CS7DH6",
     .message = hello,
     .signature =
         "WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmboLlQ2cQD0EsTzvm4dj2w7XGEBRxfyhPHpG0PjcSgHBA==",
     .status = WA_REJECTED_SIGNATURE},
    {.name = "key of mixed order",
     .account = "GCTGAIAKP7CXT7SAIFFFGE3RYCSUXMT2KYTBF2HF6DHDIBZTM3CS7DH6",
     .message = hello,
     .signature = "tLk3/KlbLx6T5B5i/Dx4gY/"
                  "zimYJb61ueXPlyQAG0yGbMCGzBMASRCjrKTyPLslOQdaFkbn8c9dRfmkOeK2ZCQ=="},
};

// ed25519_verify brings the functions of both of its rules, and each needs a known answer.
constexpr walletauth::KnownFact facts[] = {
    {"RFC 8032", &walletauth::ed25519_verifies_as_known},
};

} // namespace

walletauth::Result<void> self_test() {
    if (auto good = walletauth::check_known_answers(facts); !good) return good;
    return walletauth::check_known_answers(sep53_verifier, "stellar:pubnet", known_answers);
}

} // namespace stellar
