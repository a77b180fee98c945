// SPDX-License-Identifier: Apache-2.0
// What the stores share. Internal.
#pragma once

#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/replay_store.hpp>
#include <walletauth/text/hex.hpp>

#include <array>
#include <optional>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace walletauth::signin {

/// The name of one history of a store: 128 random bits in hex.
[[nodiscard]] inline std::string random_epoch(const Random &random) {
    std::array<std::uint8_t, 16> bytes{};
    random(bytes);
    return encode_hex(bytes);
}

/// A clock that went back by less than this has not made a store forget: what is forgotten was kept
/// for 5 minutes longer than its nonce lived.
inline constexpr std::chrono::seconds harmless_step{240};

/// The process that opened a store. After a fork() two would have its memory, its connections and
/// its locks: what one consumes the other does not see, or it takes an answer that is not its own.
class Opener {
  public:
    /// The kernel gives a child this page as zeros, which costs no system call to see. Where it
    /// can't (Linux before 4.14), the process is asked for.
    Opener() noexcept {
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
    ~Opener() {
        if (mark_ != nullptr) ::munmap(const_cast<char *>(mark_), page_size);
    }
    Opener(const Opener &) = delete;
    Opener &operator=(const Opener &) = delete;

    [[nodiscard]] bool is_here() const noexcept {
        return mark_ != nullptr ? *mark_ != 0 : ::getpid() == process_;
    }
    static constexpr const char *error = "it was opened before a fork(): open it in each process";

  private:
    static constexpr std::size_t page_size = 4096; // the kernel rounds it up
    pid_t process_ = ::getpid();
    volatile char *mark_ = nullptr;
};

/// What ReplayStore::consume may not be asked; nothing if it may.
[[nodiscard]] inline std::optional<Consumed> limit_error(std::string_view key,
                                                         std::chrono::seconds ttl,
                                                         std::string_view value) {
    if (key.empty() || key.size() > max_consumed_key || value.size() > max_consumed_value ||
        ttl.count() <= 0) {
        return Consumed::unavailable("the key, the value or the time to live is out of its limits");
    }
    return std::nullopt;
}

/// The same of ReplayStore::find.
[[nodiscard]] inline std::optional<Found> limit_error(std::string_view key) {
    if (key.empty() || key.size() > max_consumed_key)
        return Found::unavailable("the key is out of its limits");
    return std::nullopt;
}

} // namespace walletauth::signin
