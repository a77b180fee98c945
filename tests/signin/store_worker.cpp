// SPDX-License-Identifier: Apache-2.0
// Consumes keys of a store, as one of several processes:
// store_worker STORE PREFIX ROUNDS. Writes each key that it consumed first, a line each, as soon as
// it knows: so a test that kills it knows what it had.
#include "open_store.hpp"

#include <iostream>

int main(int count, char **arguments) {
    using namespace walletauth::signin;
    if (count != 4) return 2;
    const auto store = tests::open_store(arguments[1]);
    if (!store) {
        std::cerr << store.error() << '\n';
        return 3;
    }
    const std::string prefix = arguments[2];
    const auto rounds = std::stoul(arguments[3]);
    for (std::size_t i = 0; i < rounds; ++i) {
        const auto key = prefix + std::to_string(i);
        const auto consumed = (*store)->consume(key, std::chrono::seconds{900}, "worker");
        if (consumed.outcome == Consumed::Outcome::first) std::cout << key << std::endl;
        if (consumed.outcome == Consumed::Outcome::unavailable) {
            std::cerr << consumed.detail << '\n';
            return 4;
        }
    }
    return 0;
}
