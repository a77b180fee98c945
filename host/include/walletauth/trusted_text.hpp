// SPDX-License-Identifier: Apache-2.0
/// Reading a file that nobody but root and this process's user could have changed.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/plugin_set.hpp>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace walletauth {

/// The whole of a file of 1 to `max_size` bytes, after the checks of docs/abi.md ("Loading"): its
/// directories, its owner, its mode. The rule of an error is one of theirs. Any thread.
[[nodiscard]] std::expected<std::string, LoadError> read_trusted_text(
    const std::filesystem::path &file, std::uint64_t max_size);

} // namespace walletauth
