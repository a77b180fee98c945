// SPDX-License-Identifier: Apache-2.0
// NEP-413's payload as kwil-db's blob carries it: what is read hashes as the bytes themselves do.
#include "tests/fuzz/input.hpp"

#include "plugins/near/kwil_blob.hpp"
#include "plugins/near/payload.hpp"

#include <sodium/crypto_hash_sha256.h>

using namespace walletauth;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::span bytes{data, size};
    const auto blob = near::read_kwil_blob(bytes);
    if (!blob) {
        require(blob.error().status == WA_MALFORMED_SIGNATURE, "status");
        require(fuzz::is_printable(blob.error().detail.view()), "detail");
        return 0;
    }
    require(blob->nonce.size() == 32 && blob->signature.size() == 64, "sizes");
    require(blob->signature.data() + 64 == data + size, "the signature stands last");
    require(blob->option != 0 || blob->callback_url.empty(), "no option, no text");
    if (blob->option > 1 || blob->trailing != 0 || blob->tag != near::nep413_tag) return 0;
    const near::Payload payload{
        .message = blob->message,
        .nonce = blob->nonce.first<32>(),
        .recipient = blob->recipient,
        .callback_url = blob->option == 1 ? std::optional{blob->callback_url} : std::nullopt};
    near::Sha256 expected{};
    crypto_hash_sha256(expected.data(), data + 2, size - 2 - 64);
    require(near::payload_hash(payload) == expected, "the payload's hash");
    return 0;
}
