// SPDX-License-Identifier: Apache-2.0
// What a module's ELF file says, read before any of its code runs. Internal.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace walletauth {

/// A rule of docs/abi.md that the file breaks, and the value found.
struct ElfError {
    std::string rule;
    std::string value;
};

struct ElfModule {
    std::string id; ///< of the identity note
    std::uint32_t abi_major = 0;
    std::uint32_t abi_minor = 0;
    std::vector<std::string> exports;
    std::vector<std::string> needed;  ///< DT_NEEDED
    std::vector<std::string> imports; ///< symbols that it takes from elsewhere
};

/// Reads a whole file and checks every rule that does not depend on the operator. Bounded: linear
/// in the file's size, whatever its headers claim.
[[nodiscard]] std::expected<ElfModule, ElfError> read_elf(std::span<const std::uint8_t> file);

} // namespace walletauth
