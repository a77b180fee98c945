// SPDX-License-Identifier: Apache-2.0
// CAIP-10 ids: what is read can be written, and reads the same again.
#include <walletauth/caip.hpp>

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    const auto account = walletauth::parse_account_id(text);
    if (!account) return 0;
    const auto written = walletauth::format_account_id(account->chain, account->address);
    const auto again = walletauth::parse_account_id(written);
    // Percent-encoding may make an address too long to be read again.
    if (again && (again->chain != account->chain || again->address != account->address))
        std::abort();
    return 0;
}
