// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "account_entry.hpp"
#include "sep53.hpp"

#include <walletauth/curve/ed25519_known_answers.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::stellar {
namespace {

constexpr std::string_view hello = "Hello, World!";

// The first is published with SEP-53. The others are where versions of Ed25519 differ
// (docs/ed25519.md; examples/plugin-stellar/make-vectors makes them with OpenSSL's points): with a
// library that answers otherwise the plugin must not load, or two nodes would disagree.
constexpr KnownRequest requests[]{
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

/// An account with a signer, as @stellar/stellar-sdk 17.2.0 writes it (interop/ledger.mjs).
bool reads_an_entry() {
    const auto xdr = decode_base64(
        "AAAAAAAAAAB7BQDjLmvciIh+uSIHdfRrIFfnt5ZcLg4UyAEgbLrh7wAAAAAAmJaAAAAAAAAAACoAAAABAAAAAAAA"
        "AAAAAAAABQEFBQAAAAEAAAAACimX/vfIGo+lsrivKhCR1LQ14EW5dgbCIgeTbLOGm0cAAAABAAAAAA==");
    if (!xdr) return false;
    const auto entry = read_account_entry(*xdr);
    Key key{};
    return entry &&
           decode_hex_into("0a2997fef7c81a8fa5b2b8af2a1091d4b435e045b97606c22207936cb3869b47",
                           key) &&
           entry->weight_of(key) == 1 && entry->weight_of(entry->master) == 5 &&
           entry->thresholds == std::array<std::uint8_t, 3>{1, 5, 5};
}

// ed25519_verify brings the functions of both of its rules, and each needs a known answer.
constexpr KnownFact facts[]{
    {"RFC 8032", &ed25519_verifies_as_known},
    {"small order", &ed25519_tells_small_order},
    {"ledger entry", &reads_an_entry},
};

} // namespace

Result<void> self_test() {
    if (auto good = check_known_answers(facts); !good) return good;
    return check_known_answers(sep53_verifier, "stellar:pubnet", requests);
}

} // namespace walletauth::stellar
