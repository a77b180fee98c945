// SPDX-License-Identifier: Apache-2.0
// Manifests: what is accepted has modules with routes, and nothing throws.
#include "host/load/manifest.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto manifest =
        walletauth::parse_manifest({reinterpret_cast<const char *>(data), size}, "fuzz");
    if (!manifest) return manifest.error().rule == "manifest" ? 0 : (std::abort(), 0);
    for (const auto &plugin : manifest->plugins) {
        if (plugin.module.empty() || plugin.grant.routes.empty()) std::abort();
    }
    return 0;
}
