// SPDX-License-Identifier: Apache-2.0
// StrKeys: what is read is written back as it stood, and a key has one text.
#include "tests/fuzz/input.hpp"

#include "plugins/stellar/account.hpp"

#include <algorithm>

using namespace walletauth;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    const auto key = stellar::read_strkey(WA_MALFORMED_ACCOUNT, text);
    if (key) {
        require(stellar::format_strkey(*key) == text, "one spelling");
    } else {
        require(key.error().status == WA_MALFORMED_ACCOUNT, "status");
        require(fuzz::is_printable(key.error().detail.view()), "detail");
    }
    if (size < stellar::key_size) return 0;
    const std::span<const std::uint8_t, stellar::key_size> bytes{data, stellar::key_size};
    const auto written = stellar::format_strkey(bytes);
    require(written.size() == stellar::strkey_size && written.front() == 'G', "the form");
    const auto again = stellar::read_strkey(WA_MALFORMED_ACCOUNT, written);
    require(again && std::ranges::equal(*again, bytes), "there and back");
    return 0;
}
