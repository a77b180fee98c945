// SPDX-License-Identifier: Apache-2.0
// Typed data against the slow encoder: the same documents are accepted, strict and compat, and they
// have the same digest.
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/json_mutator.hpp"

#include "plugins/evm/eip712.hpp"
#include "plugins/evm/tests/slow_eip712.hpp"

using namespace walletauth;
using namespace walletauth::evm;
using fuzz::require;

namespace {

void compare(std::string_view text, Rule rule, slow_eip712::Extra extra, std::string_view chain) {
    const auto hash = hash_typed_data(text, rule, chain);
    const auto slow = slow_eip712::digest(text, extra, chain);
    if (!hash) {
        require(hash.error().status == WA_MALFORMED_MESSAGE, "status");
        require(!slow || hash.error().detail.view().contains("together exceed"),
                "the slow encoder refuses it too");
        return;
    }
    require(slow.has_value(), "the slow encoder accepts it too");
    require(std::ranges::equal(*slow, hash->digest, {},
                               [](char c) { return static_cast<std::uint8_t>(c); }),
            "the same digest");
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 0);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    compare(text, Rule::strict, slow_eip712::Extra::refused, "eip155:1");
    compare(text, Rule::compat, slow_eip712::Extra::unsigned_in_domain, "eip155:30");
    return 0;
}
