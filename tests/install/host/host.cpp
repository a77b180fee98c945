// SPDX-License-Identifier: Apache-2.0
// A service built against the installed package: verifies one request through the plugins of the
// directories that it is given.
#include <walletauth/walletauth.hpp>

#include <iostream>

int main(int count, char **arguments) {
    if (count != 3) return 2;
    auto set = walletauth::PluginSet::from_directory(arguments[1]);
    if (!set) {
        std::cerr << set.error().message() << '\n';
        return 1;
    }
    const walletauth::Verifier verifier(
        std::make_shared<const walletauth::PluginSet>(std::move(*set)));
    const auto answer = walletauth::verify_json(verifier, arguments[2]);
    std::cout << answer.json << '\n';
    return answer.status == WA_OK ? 0 : 1;
}
