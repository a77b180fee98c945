// SPDX-License-Identifier: Apache-2.0
#include "file_system.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace walletauth::signin {
namespace {

// Numbers of statfs(2) and <linux/magic.h>. Locks of these reach no other host, or a program in
// between may answer a sync that it has not done.
constexpr std::array<std::pair<unsigned long, std::string_view>, 12> untrusted{{
    {0x6969, "NFS"},
    {0x517b, "SMB"},
    {0xff534d42, "CIFS"},
    {0xfe534d42, "SMB2"},
    {0x65735546, "FUSE"},
    {0x01021997, "9P"},
    {0x5346414f, "AFS"},
    {0x6b414653, "kAFS"},
    {0x00c36400, "Ceph"},
    {0x0bd00bd0, "Lustre"},
    {0x73757245, "Coda"},
    {0x786f4256, "VirtualBox shared folders"},
}};

constexpr mode_t written_by_others = S_IWGRP | S_IWOTH;

std::string octal(mode_t mode) {
    std::string digits;
    for (int shift = 9; shift >= 0; shift -= 3)
        digits.push_back(static_cast<char>('0' + ((mode >> shift) & 7)));
    return digits;
}

std::string foreign_owner(const struct stat &info) {
    const auto own = ::geteuid();
    if (info.st_uid == 0 || info.st_uid == own) return {};
    return "its owner is user " + std::to_string(info.st_uid) + ", who may write it: chown it to " +
           (own == 0 ? "0" : "0 or " + std::to_string(own));
}

std::string file_fault(const std::filesystem::path &file) {
    struct stat info{};
    if (::lstat(file.c_str(), &info) != 0)
        return errno == ENOENT ? std::string{} : std::string{std::strerror(errno)};
    if (!S_ISREG(info.st_mode)) return "it is no regular file: remove it, or name another store";
    if (auto owner = foreign_owner(info); !owner.empty()) return owner;
    if ((info.st_mode & written_by_others) == 0) return {};
    return "mode " + octal(info.st_mode) +
           ": others may write it, and could let a nonce be used twice: chmod go-w it";
}

/// In a sticky directory nobody can replace what another owns.
std::string directory_fault(const std::filesystem::path &directory) {
    struct stat info{};
    if (::stat(directory.c_str(), &info) != 0) return std::strerror(errno);
    if (auto owner = foreign_owner(info); !owner.empty()) return owner;
    if ((info.st_mode & written_by_others) == 0 || (info.st_mode & S_ISVTX) != 0) return {};
    return "mode " + octal(info.st_mode) +
           ": others may put another file in the store's place: chmod go-w it, or +t";
}

} // namespace

std::string writable_by_others(const std::filesystem::path &file) {
    std::error_code error;
    const auto real = std::filesystem::canonical(file, error);
    if (error) return file.string() + ": " + error.message();
    for (auto directory = real.parent_path();; directory = directory.parent_path()) {
        if (const auto bad = directory_fault(directory); !bad.empty())
            return directory.string() + ": " + bad;
        if (directory == directory.root_path()) break;
    }
    for (const auto *ending : {"", "-wal", "-shm", "-journal"}) {
        auto beside = real;
        beside += ending;
        if (const auto bad = file_fault(beside); !bad.empty()) return beside.string() + ": " + bad;
    }
    return {};
}

// Not by open(): the close() after it would end all locks that stores of this process have on the
// file (POSIX).
std::string make_private_file(const std::filesystem::path &file) {
    if (::mknod(file.c_str(), S_IFREG | 0600, 0) == 0 || errno == EEXIST) return {};
    return std::strerror(errno);
}

std::string_view untrusted_file_system(unsigned long type) noexcept {
    for (const auto &[number, name] : untrusted) {
        if (number == type) return name;
    }
    return {};
}

std::string untrusted_file_system(const std::filesystem::path &file) {
    struct statfs found{};
    if (::statfs(file.c_str(), &found) != 0) return std::strerror(errno);
    const auto name =
        untrusted_file_system(static_cast<unsigned long>(found.f_type) & 0xffffffffUL);
    if (name.empty()) return {};
    return "it is on " + std::string{name} +
           ", whose locks and syncs are not to be trusted: use a local disk";
}

} // namespace walletauth::signin
