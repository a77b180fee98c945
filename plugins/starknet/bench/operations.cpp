// SPDX-License-Identifier: Apache-2.0
// The Stark field, its hashes, ECDSA, and the hash of a document.
#include "plugins/starknet/bench/bench.hpp"
#include "plugins/starknet/bench/sample.hpp"
#include "plugins/starknet/best_multiply.hpp"
#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"
#include "plugins/starknet/snip12_hash.hpp"

namespace walletauth::bench {
namespace {

using namespace walletauth::starknet;

constexpr int products = 1000;

/// Each product waits for the one before, as in a hash or a curve operation.
template <class Multiply>
Felt multiply() {
    auto x = stark_hash.montgomery();
    for (int i = 0; i < products; ++i)
        x = Multiply::product(x, stark_key.montgomery());
    return Felt::from_montgomery(felt_detail::reduce_once(x));
}

Operation field() {
    Felt product = stark_hash;
    for (int i = 0; i < products; ++i)
        product = product * stark_key;
    const auto best = [product] {
        return with_best_multiply(
            [&]<class Multiply>() { return multiply<Multiply>() == product; });
    };
    return {"Stark field, 1,000 products",
            inputs_of({{"a", stark_hash.padded_hex()},
                       {"b", stark_key.padded_hex()},
                       {"result", product.padded_hex()}}),
            {{"walletauth", best}, {"walletauth, portable", [product] {
                                        return multiply<PortableMultiply>() == product;
                                    }}}};
}

/// Peers must come to the same result.
Operation hash(std::string name, Felt (*of_two)(const Felt &, const Felt &) noexcept) {
    const auto result = of_two(stark_hash, stark_key);
    return {std::move(name),
            inputs_of({{"a", stark_hash.padded_hex()},
                       {"b", stark_key.padded_hex()},
                       {"result", result.padded_hex()}}),
            {{"walletauth", [of_two, result] { return of_two(stark_hash, stark_key) == result; }}}};
}

Operation ecdsa() {
    return {"Stark ECDSA, x-only key",
            inputs_of({{"key", stark_key.padded_hex()},
                       {"hash", stark_hash.padded_hex()},
                       {"r", stark_r.padded_hex()},
                       {"s", stark_s.padded_hex()}}),
            {{"walletauth", [] {
                  return verify_ecdsa(stark_hash, stark_r, stark_s, stark_key, Rule::strict)
                      .has_value();
              }}}};
}

Operation typed_data() {
    return {"SNIP-12 hash, revision 1",
            R"({"document":)" + std::string{stark_document} + R"(,"account":")" +
                stark_account.padded_hex() + R"(","result":")" + stark_hash.padded_hex() + "\"}",
            {{"walletauth", [] {
                  const auto hash = hash_typed_data(stark_document, stark_account, Rule::strict);
                  return hash && hash->message_hash == stark_hash;
              }}}};
}

} // namespace

std::vector<Operation> stark_operations() {
    return {ecdsa(), hash("Pedersen of two", pedersen), hash("Poseidon of two", poseidon),
            typed_data(), field()};
}

} // namespace walletauth::bench
