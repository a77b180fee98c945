// SPDX-License-Identifier: Apache-2.0
// Does what is measured beside peers: the curves, Keccak, each chain's own, and the schemes through
// Verifier.
//
// operations --inputs: JSON of all inputs, which the peers read.
// operations: first a line for each, OPERATION and WHO with a tab between, and an empty line. Then
// it reads lines of TIMES, OPERATION and WHO from standard input, does that so many times, and
// answers with an empty line. It knows no clock: scripts/bench-rounds measures the time, and
// count_instructions the instructions, the same way for the peers.
#include "chains.hpp"
#include "sample.hpp"

#include <walletauth/text/json.hpp>

#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::bench;

void append(std::vector<Operation> &all, std::vector<Operation> more) {
    for (auto &operation : more)
        all.push_back(std::move(operation));
}

/// The schemes through Verifier: what libraries of wallets are held against.
std::vector<Operation> scheme_operations() {
    std::vector<Operation> all;
    for (const auto &chain : chains()) {
        for (const auto *descriptor : chain.schemes()) {
            const auto scheme = bench_scheme(chain, view(descriptor->id));
            std::shared_ptr<const Sample> sample = Sample::of(chain, scheme);
            if (sample == nullptr) continue;
            all.push_back({"scheme " + std::string{scheme.name},
                           std::string{sample->json},
                           {{"walletauth",
                             [sample] { return verifier().verify(sample->request).valid(); }}}});
        }
    }
    return all;
}

std::vector<Operation> all_operations() {
    std::vector<Operation> all;
    append(all, ed25519_operations());
    append(all, secp256k1_operations());
    append(all, keccak_operations());
    for (const auto &chain : chains()) {
        if (chain.bench.operations != nullptr) append(all, chain.bench.operations());
    }
    append(all, scheme_operations());
    return all;
}

void print_inputs(const std::vector<Operation> &operations) {
    for (std::size_t i = 0; i < operations.size(); ++i) {
        std::cout << (i == 0 ? "{" : ",\n") << json::quote(operations[i].name) << ':'
                  << operations[i].inputs;
    }
    std::cout << "}\n";
}

/// Answers each line of standard input, and ends at once: count_instructions steps to the end.
[[noreturn]] void serve(const std::vector<Operation> &operations) {
    std::map<std::string, std::function<bool()>> known;
    for (const auto &operation : operations) {
        for (const auto &[who, does] : operation.contenders) {
            const auto key = operation.name + '\t' + who;
            known.emplace(key, does);
            std::cout << key << '\n';
        }
    }
    std::cout << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const auto tab = line.find('\t');
        const auto found = known.find(line.substr(tab + 1));
        if (tab == std::string::npos || found == known.end()) {
            std::cerr << "operations: unknown: " << line << '\n';
            std::_Exit(1);
        }
        for (long times = std::atol(line.c_str()); times > 0; --times) {
            if (found->second()) continue;
            std::cerr << "operations: wrong answer: " << found->first << '\n';
            std::_Exit(1);
        }
        std::cout << std::endl;
    }
    std::_Exit(0);
}

} // namespace

int main(int count, char **arguments) {
    const auto operations = all_operations();
    if (count == 2 && arguments[1] == std::string_view{"--inputs"}) {
        print_inputs(operations);
        return 0;
    }
    serve(operations);
}
