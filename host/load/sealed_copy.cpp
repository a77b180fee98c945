// SPDX-License-Identifier: Apache-2.0
#include "sealed_copy.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U // since Linux 6.3
#endif
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U // since Linux 6.3
#endif

namespace walletauth {
namespace {

std::unexpected<LoadError> refused(const std::string &file, std::string value) {
    return std::unexpected(LoadError{file, "memfd", std::move(value)});
}

std::string error_text(int error) { return std::generic_category().message(error); }

/// While it lives, a write beyond RLIMIT_FSIZE fails instead of ending the process: this thread
/// does not take SIGXFSZ, and one that this thread caused is taken back.
class FileSizeSignal {
  public:
    FileSizeSignal() noexcept {
        sigset_t pending;
        ::sigpending(&pending);
        was_pending_ = ::sigismember(&pending, SIGXFSZ) == 1;
        ::sigemptyset(&signal_);
        ::sigaddset(&signal_, SIGXFSZ);
        ::pthread_sigmask(SIG_BLOCK, &signal_, &before_);
    }
    FileSizeSignal(const FileSizeSignal &) = delete;
    FileSizeSignal &operator=(const FileSizeSignal &) = delete;
    ~FileSizeSignal() {
        constexpr timespec now{};
        while (!was_pending_ && ::sigtimedwait(&signal_, nullptr, &now) < 0 && errno == EINTR) {
        }
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

  private:
    sigset_t signal_{};
    sigset_t before_{};
    bool was_pending_ = false;
};

/// 0, or the error; EIO where the file shrank meanwhile.
int copy_bytes(int from, int to, std::uint64_t size) {
    std::array<std::uint8_t, 65536> buffer{};
    while (size > 0) {
        const auto wanted = std::min<std::uint64_t>(size, buffer.size());
        const auto got = ::read(from, buffer.data(), wanted);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got < 0 ? errno : EIO;
        for (ssize_t done = 0; done < got;) {
            const auto written =
                ::write(to, buffer.data() + done, static_cast<std::size_t>(got - done));
            if (written < 0 && errno != EINTR) return errno;
            if (written > 0) done += written;
        }
        size -= static_cast<std::uint64_t>(got);
    }
    return 0;
}

/// Older kernels know none of the latter two flags, and vm.memfd_noexec = 2 forbids files that
/// could be executed, in Linux 6.3 to 6.5 also those that do not say so. Loading only maps them.
FileDescriptor memory_file() {
    constexpr unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
    FileDescriptor file;
    for (const unsigned executable : {MFD_EXEC, 0U, MFD_NOEXEC_SEAL}) {
        file = FileDescriptor(::memfd_create("walletauth-plugin", flags | executable));
        if (file || (errno != EINVAL && errno != EACCES)) break;
    }
    return file;
}

std::string creation_failed(int error) {
    std::string what = "memfd_create: " + error_text(error);
    if (error == ENOSYS || error == EPERM || error == EACCES) {
        return what + "; allow this system call in the seccomp profile or SystemCallFilter= of the "
                      "process";
    }
    return what;
}

std::string copy_failed(int error, std::uint64_t size) {
    const std::string what = "cannot copy " + std::to_string(size) + " bytes";
    rlimit limit{};
    if (error == EFBIG && ::getrlimit(RLIMIT_FSIZE, &limit) == 0) {
        return what + ": RLIMIT_FSIZE is " + std::to_string(limit.rlim_cur) +
               "; raise it to the size of the largest module (ulimit -f, LimitFSIZE=)";
    }
    return what + ": " + error_text(error);
}

/// Forbids all change; 0, or an errno. EBUSY says that the kernel itself holds a page for a moment,
/// as it does when it moves memory: after a wait of its own it gives up (mm/memfd.c,
/// memfd_wait_for_pins), so it is asked again.
int seal(int descriptor) noexcept {
    constexpr int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
    constexpr int most_tries = 20;
    for (int tries = 1;; ++tries) {
        if (::fcntl(descriptor, F_ADD_SEALS, seals) == 0) return 0;
        if (errno != EBUSY || tries == most_tries) return errno;
    }
}

} // namespace

std::expected<FileDescriptor, LoadError> seal_copy(const std::string &file,
                                                   const TrustedFile &from) {
    auto copy = memory_file();
    if (!copy) return refused(file, creation_failed(errno));
    const FileSizeSignal no_signal;
    if (const int error = copy_bytes(from.descriptor.get(), copy.get(), from.size); error != 0) {
        return refused(file, copy_failed(error, from.size));
    }
    if (const int error = seal(copy.get()); error != 0) {
        return refused(file, "sealing the copy: " + error_text(error));
    }
    return copy;
}

} // namespace walletauth
