// SPDX-License-Identifier: Apache-2.0
// Opening a file that nobody but root and this process's user could have changed. Internal.
#pragma once

#include <walletauth/plugin_set.hpp>

#include <cstdint>
#include <filesystem>
#include <utility>

namespace walletauth {

/// A file descriptor that closes itself.
class FileDescriptor {
  public:
    FileDescriptor() noexcept = default;
    explicit FileDescriptor(int number) noexcept : number_(number) {}
    FileDescriptor(FileDescriptor &&other) noexcept : number_(std::exchange(other.number_, -1)) {}
    FileDescriptor &operator=(FileDescriptor &&other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~FileDescriptor();
    [[nodiscard]] int get() const noexcept { return number_; }
    [[nodiscard]] explicit operator bool() const noexcept { return number_ >= 0; }
    [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

  private:
    int number_ = -1;
};

struct TrustedFile {
    FileDescriptor descriptor;
    std::uint64_t size = 0;
};

/// Opens for reading after walking every directory from the root (docs/abi.md, "Loading").
[[nodiscard]] std::expected<TrustedFile, LoadError> open_trusted(const std::filesystem::path &file,
                                                                 std::uint64_t max_size);

} // namespace walletauth
