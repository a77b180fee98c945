// SPDX-License-Identifier: Apache-2.0
// Module files before they are loaded: any bytes.
#include "host/load/elf.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto module = walletauth::read_elf({data, size});
    if (module ? module->exports.size() != 1 : module.error().rule.empty()) std::abort();
    return 0;
}
