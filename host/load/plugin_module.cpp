// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin_module.hpp>

#include "module_file.hpp"
#include "table_check.hpp"

#include <fcntl.h>

#include <cerrno>
#include <system_error>

namespace walletauth {

struct PluginModule::State {
    OpenedModule module;
};

PluginModule::PluginModule(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
PluginModule::PluginModule(PluginModule &&) noexcept = default;
PluginModule &PluginModule::operator=(PluginModule &&) noexcept = default;
PluginModule::~PluginModule() = default;

std::expected<PluginModule, LoadError> PluginModule::open(const std::filesystem::path &file) {
    auto opened = open_module(file, {.sha256 = {}, .libraries = {}, .needed = NeededPolicy::any});
    if (!opened) return std::unexpected(opened.error());
    return PluginModule(std::make_unique<State>(std::move(*opened)));
}

const ModuleInfo &PluginModule::info() const noexcept { return state_->module.info; }

std::expected<RunningPlugin, LoadError> PluginModule::run() const {
    const auto &[file, info, sealed] = state_->module;
    // Running a module keeps its descriptor for ever.
    FileDescriptor kept(::fcntl(sealed.get(), F_DUPFD_CLOEXEC, 0));
    if (!kept) {
        return std::unexpected(LoadError{file, "memfd", std::generic_category().message(errno)});
    }
    const auto entry = run_module({.file = file, .info = info, .sealed = std::move(kept)});
    if (!entry) return std::unexpected(entry.error());
    const auto table = check_table(*entry, file, info.id);
    if (!table) return std::unexpected(table.error());
    return RunningPlugin{.entry = *entry, .table = *table};
}

} // namespace walletauth
