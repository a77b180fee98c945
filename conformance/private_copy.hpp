// SPDX-License-Identifier: Apache-2.0
// A module copied to where only this user can write. Where a plugin lies, and who may write there,
// is the operator's matter; the loader's rules about it would refuse many a build directory.
// Internal.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <utility>

namespace walletauth::conformance {

/// Removes the copy when it goes.
class PrivateCopy {
  public:
    [[nodiscard]] static std::expected<PrivateCopy, std::string> of(
        const std::filesystem::path &file);

    PrivateCopy(PrivateCopy &&other) noexcept : directory_(std::exchange(other.directory_, {})) {}
    PrivateCopy &operator=(PrivateCopy &&) = delete;
    ~PrivateCopy();

    [[nodiscard]] std::filesystem::path path() const { return directory_ / "plugin.so"; }

  private:
    explicit PrivateCopy(std::filesystem::path directory) : directory_(std::move(directory)) {}

    std::filesystem::path directory_;
};

} // namespace walletauth::conformance
