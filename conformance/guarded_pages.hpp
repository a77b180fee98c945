// SPDX-License-Identifier: Apache-2.0
// Memory in which a byte read too far is the end of the process. Internal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace walletauth::conformance {

/// Copies of bytes, each read-only between two pages that cannot be read, against the end or
/// against the start.
class GuardedPages {
  public:
    enum class Against : std::uint8_t { end, start };

    explicit GuardedPages(Against against) : against_(against) {}
    GuardedPages(const GuardedPages &) = delete;
    GuardedPages &operator=(const GuardedPages &) = delete;
    ~GuardedPages();

    const void *add(const void *bytes, std::size_t size);

  private:
    Against against_;
    std::vector<std::pair<void *, std::size_t>> mappings_;
};

/// One such place for many calls, one after the other: bytes can be written, and what lies on the
/// other side of them can be read.
class GuardedRoom {
  public:
    explicit GuardedRoom(std::size_t largest);
    GuardedRoom(const GuardedRoom &) = delete;
    GuardedRoom &operator=(const GuardedRoom &) = delete;
    ~GuardedRoom();

    /// A copy whose end, or start, is that of the room; it stands until the next one.
    [[nodiscard]] const std::uint8_t *put(std::span<const std::uint8_t> bytes,
                                          GuardedPages::Against against);

  private:
    std::size_t page_;
    std::size_t room_;
    std::uint8_t *start_;
};

} // namespace walletauth::conformance
