// SPDX-License-Identifier: Apache-2.0
// SNIP-12 typed data against the slow encoder: the same documents are accepted, strict and compat,
// and they hash the same. Pedersen and Poseidon themselves are the plugin's on both sides, as the
// slow ones would leave a handful of documents a second; the target `stark` compares those.
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/json_mutator.hpp"

#include "plugins/starknet/snip12_hash.hpp"
#include "plugins/starknet/tests/plugin_hashes.hpp"

using namespace walletauth;
using namespace walletauth::starknet;
using fuzz::require;
using slow_stark::to_int;

namespace {

std::optional<TypedDataHash> compare(std::string_view text, Rule rule) {
    const Felt account{0x1234};
    const auto hash = hash_typed_data(text, account, rule);
    const auto slow = slow_snip12::hash(text, to_int(account), rule, slow_snip12::plugin_hashes());
    if (!hash) {
        const auto status = hash.error().status;
        require(status == WA_MALFORMED_MESSAGE || status == WA_UNSUPPORTED_PARAMS, "status");
        require(!slow || hash.error().detail.view().contains("limit"),
                "the slow encoder refuses it too");
        return std::nullopt;
    }
    require(slow.has_value(), "the slow encoder accepts it too");
    require(hash->revision == slow->revision, "the same revision");
    require(to_int(hash->domain_hash) == slow->domain_hash, "the same domain hash");
    require(to_int(hash->struct_hash) == slow->struct_hash, "the same struct hash");
    require(hash->chain_id.has_value() == slow->chain_id.has_value(), "a chain or none");
    require(!slow->chain_id || to_int(*hash->chain_id) == *slow->chain_id, "the same chain");
    require(to_int(hash->message_hash) == slow->message_hash, "the same message hash");
    return *hash;
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 0);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    const auto strict = compare(text, Rule::strict);
    const auto compat = compare(text, Rule::compat);
    require(!strict || (compat && compat->message_hash == strict->message_hash),
            "what strict accepts, compat accepts");
    return 0;
}
