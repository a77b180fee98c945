// SPDX-License-Identifier: Apache-2.0
// Whether this is still the process that made an object. Internal.
#pragma once

#include <cstddef>
#include <sys/mman.h>
#include <unistd.h>

namespace walletauth::signin {

/// The process that made it. A child of fork() has the memory of its parent, and must not go on
/// with it where both would then do the same. Any thread.
class ForkMark {
  public:
    /// The kernel gives a child this page as zeros, which costs no system call to see. Where it
    /// can't (Linux before 4.14), the process is asked for.
    ForkMark() noexcept {
        void *page =
            ::mmap(nullptr, page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (page == MAP_FAILED) return;
        if (::madvise(page, page_size, MADV_WIPEONFORK) == 0) {
            mark_ = static_cast<volatile char *>(page);
            *mark_ = 1;
        } else {
            ::munmap(page, page_size);
        }
    }
    ~ForkMark() {
        if (mark_ != nullptr) ::munmap(const_cast<char *>(mark_), page_size);
    }
    ForkMark(const ForkMark &) = delete;
    ForkMark &operator=(const ForkMark &) = delete;

    [[nodiscard]] bool is_here() const noexcept {
        return mark_ != nullptr ? *mark_ != 0 : ::getpid() == process_;
    }

  private:
    static constexpr std::size_t page_size = 4096; // the kernel rounds it up
    pid_t process_ = ::getpid();
    volatile char *mark_ = nullptr;
};

} // namespace walletauth::signin
