// SPDX-License-Identifier: Apache-2.0
// What is measured beside peers. Programs in other languages do the same with the same inputs.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace walletauth::bench {

/// One who does an operation, in this program.
struct Contender {
    std::string who;            ///< "walletauth" is what all others are held against
    std::function<bool()> does; ///< once; false if the answer is wrong
};

struct Operation {
    std::string name;
    std::string inputs; ///< JSON, which the peers read
    std::vector<Contender> contenders;
};

/// {"name":"text",...}; the texts need no escapes, since they are hexadecimal.
[[nodiscard]] std::string inputs_of(
    std::initializer_list<std::pair<std::string_view, std::string>> members);

[[nodiscard]] std::vector<Operation> ed25519_operations();
[[nodiscard]] std::vector<Operation> secp256k1_operations();
[[nodiscard]] std::vector<Operation> keccak_operations();

} // namespace walletauth::bench
