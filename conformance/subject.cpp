// SPDX-License-Identifier: Apache-2.0
#include "subject.hpp"

namespace walletauth::conformance {

std::expected<std::unique_ptr<Subject>, LoadError> Subject::load(const PluginModule &module) {
    const auto running = module.run();
    if (!running) return std::unexpected(running.error());
    PluginSet set;
    if (auto added = set.add(running->entry); !added) return std::unexpected(added.error());
    return std::unique_ptr<Subject>(
        new Subject(*running->table, std::make_shared<const PluginSet>(std::move(set))));
}

const wa_scheme *Subject::scheme(std::string_view id) const noexcept {
    for (const auto *scheme : schemes()) {
        if (view(scheme->id) == id) return scheme;
    }
    return nullptr;
}

} // namespace walletauth::conformance
