// SPDX-License-Identifier: Apache-2.0
// A service built against the installed package with its resolver: which chains a file of endpoints
// has.
#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/resolver.hpp>

#include <iostream>

int main(int count, char **arguments) {
    if (count != 2) return 2;
    walletauth::ResolverOptions options;
    options.chains = walletauth::every_chain_nodes();
    const auto resolver = walletauth::Resolver::open(arguments[1], options);
    if (!resolver) {
        std::cerr << resolver.error().message() << '\n';
        return 1;
    }
    for (const auto &chain : (*resolver)->chains())
        std::cout << chain << '\n';
    return 0;
}
