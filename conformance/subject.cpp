// SPDX-License-Identifier: Apache-2.0
#include "subject.hpp"

#include "host/load/table_check.hpp"

#include <unistd.h>

namespace walletauth::conformance {

std::expected<std::unique_ptr<Subject>, LoadError> Subject::load(const OpenedModule &module) {
    OpenedModule copy{module.file, module.info, FileDescriptor(::dup(module.sealed.get()))};
    const auto entry = run_module(std::move(copy));
    if (!entry) return std::unexpected(entry.error());
    const auto table = check_table(*entry, module.file, module.info.id);
    if (!table) return std::unexpected(table.error());
    PluginSet set;
    if (auto added = set.add(*entry); !added) return std::unexpected(added.error());
    return std::unique_ptr<Subject>(
        new Subject(**table, std::make_shared<const PluginSet>(std::move(set))));
}

const wa_scheme *Subject::scheme(std::string_view id) const noexcept {
    for (const auto *scheme : schemes()) {
        if (view(scheme->id) == id) return scheme;
    }
    return nullptr;
}

} // namespace walletauth::conformance
