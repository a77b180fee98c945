// SPDX-License-Identifier: Apache-2.0
// CAIP-10 ids: what is read can be written, and reads the same again.
#include "input.hpp"

#include <walletauth/caip.hpp>

using walletauth::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    const auto account = walletauth::parse_account_id(text);
    if (!account) return 0;
    const auto written = walletauth::format_account_id(account->chain, account->address);
    const auto again = walletauth::parse_account_id(written);
    // Never longer than what was read, so never too long: no character is encoded that was not.
    require(written.size() <= size, "what is written is no longer");
    require(again && again->chain == account->chain && again->address == account->address,
            "what is written reads the same");
    return 0;
}
