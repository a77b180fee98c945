// SPDX-License-Identifier: Apache-2.0
// The writable memory of a loaded module: what a plugin without state never changes. Internal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace walletauth::conformance {

/// A copy of the module's .data and .bss: its writable segments without what the dynamic loader
/// protects after relocation.
class ModuleState {
  public:
    /// Of the module that holds `address`; nothing is held if no module does, nor
    /// in a build with a sanitizer.
    explicit ModuleState(const void *address);

    /// The offset in the module of the first byte that is not as it was when copied.
    [[nodiscard]] std::optional<std::size_t> first_change() const noexcept;

  private:
    struct Range {
        const std::uint8_t *start;
        std::vector<std::uint8_t> bytes;
    };
    std::uintptr_t base_ = 0;
    std::vector<Range> ranges_;
};

} // namespace walletauth::conformance
