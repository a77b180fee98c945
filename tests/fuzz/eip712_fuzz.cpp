// SPDX-License-Identifier: Apache-2.0
// Typed data: strict accepts nothing that compat refuses, and both hash the same.
#include "plugins/evm/eip712.hpp"

#include <cstdlib>

using namespace walletauth::evm;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char *>(data), size};
    const auto strict = hash_typed_data(text, UnsignedDomain::refuse);
    const auto compat = hash_typed_data(text, UnsignedDomain::accept);
    if (strict && (!compat || compat->digest != strict->digest)) std::abort();
    if (!strict && strict.error().status != WA_MALFORMED_MESSAGE) std::abort();
    return 0;
}
