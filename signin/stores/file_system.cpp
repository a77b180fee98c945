// SPDX-License-Identifier: Apache-2.0
#include "file_system.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <sys/vfs.h>
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

} // namespace

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
