// SPDX-License-Identifier: Apache-2.0
// Runs each check in a process of its own, so that no plugin can harm the tool or another check.
// Internal.
#pragma once

#include "check.hpp"

#include <expected>

namespace walletauth::conformance {

class Runner {
  public:
    Runner(const PluginModule &module, const std::vector<VectorFile> &files,
           const Options &options) noexcept
        : module_(module), files_(files), options_(options) {}

    /// Loads the plugin and says what it is; the result of the check "table".
    [[nodiscard]] CheckResult describe(Description &description) const;
    /// One check of one scheme; `scheme` empty: of the plugin as a whole.
    [[nodiscard]] CheckResult run(const Check &check, const std::string &scheme) const;

  private:
    const PluginModule &module_;
    const std::vector<VectorFile> &files_;
    const Options &options_;
};

} // namespace walletauth::conformance
