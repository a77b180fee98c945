// SPDX-License-Identifier: Apache-2.0
// Whether a store's file may lie where it lies. Internal.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace walletauth::signin {

/// Makes the file, empty and for its owner alone, if there is none. Why it can't; else empty.
[[nodiscard]] std::string make_private_file(const std::filesystem::path &file);

/// Who else than root and this process's user may write the file, those that SQLite keeps beside
/// it, or put another one in their place: which path, what is wrong with it, and what to do. Empty
/// if nobody may. The rule is that of docs/abi.md ("Loading").
[[nodiscard]] std::string writable_by_others(const std::filesystem::path &file);

/// Why a file system must not hold a store, by its number in statfs(2); empty if it may.
[[nodiscard]] std::string_view untrusted_file_system(unsigned long type) noexcept;
[[nodiscard]] std::string untrusted_file_system(const std::filesystem::path &file);

} // namespace walletauth::signin
