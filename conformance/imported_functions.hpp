// SPDX-License-Identifier: Apache-2.0
// The functions that a loaded module takes of other libraries, and others in their place. Internal.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace walletauth::conformance {

/// An entry of the module's global offset table.
struct ImportedFunction {
    std::string name;
    std::string library; ///< the file name of where it leads; empty if that is not known
    void **slot = nullptr;
};

/// Of the module that holds this address: each function that its relocations name. Functions whose
/// slot is not of the kinds that a linker makes for calls are left out.
[[nodiscard]] std::vector<ImportedFunction> imported_functions(const void *address);

/// Whether the library is of the runtime that all modules have.
[[nodiscard]] bool is_runtime(const std::string &library);

/// From here on the module calls this instead, in this process; false if the table can't be
/// written.
[[nodiscard]] bool replace(const ImportedFunction &function, const void *by) noexcept;

} // namespace walletauth::conformance
