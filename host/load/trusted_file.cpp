// SPDX-License-Identifier: Apache-2.0
#include "trusted_file.hpp"

#include "user_namespace.hpp"

#include <walletauth/text/text.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace walletauth {
namespace {

namespace fs = std::filesystem;

std::string error_text() { return std::generic_category().message(errno); }

std::string octal(mode_t mode) {
    std::string digits;
    for (int shift = 9; shift >= 0; shift -= 3) {
        digits.push_back(static_cast<char>('0' + ((mode >> shift) & 7)));
    }
    return digits;
}

bool is_trusted_owner(uid_t owner) {
    return (owner == 0 || owner == ::geteuid()) && is_known_owner(owner);
}

std::string owner_text(uid_t owner) {
    const auto own = ::geteuid();
    const std::string expected =
        own == 0 ? ", expected 0" : ", expected 0 or " + std::to_string(own);
    if (is_known_owner(owner)) {
        return "owner " + std::to_string(owner) + expected + "; chown it";
    }
    return "owner " + std::to_string(owner) +
           " stands for every user whom this user namespace does not map" + expected +
           "; map the owner (newuidmap, --uidmap), or run as another user";
}

std::string mode_text(mode_t mode) {
    return "mode " + octal(mode) + ", expected no write for group and world; chmod go-w it";
}

/// Kubernetes sets group write and setgid on volumes for fsGroup, again at each start.
std::string directory_mode_text(mode_t mode) {
    if ((mode & S_ISGID) == 0 || (mode & S_IWGRP) == 0) return mode_text(mode);
    return mode_text(mode) + ", or, where a volume's fsGroup sets it, copy the files into an "
                             "image or a volume without";
}

/// In a sticky directory of root's nobody can replace what another owns.
bool is_shared_sticky(const struct stat &info) noexcept {
    return info.st_uid == 0 && (info.st_mode & S_ISVTX) != 0;
}

enum class Place : std::uint8_t { ancestor, parent };

std::expected<void, LoadError> check_directory(const fs::path &path, int descriptor, Place place) {
    struct stat info{};
    if (::fstat(descriptor, &info) != 0) {
        return std::unexpected(LoadError{path.string(), "path", error_text()});
    }
    if (!is_trusted_owner(info.st_uid)) {
        return std::unexpected(
            LoadError{path.string(), "directory-owner", owner_text(info.st_uid)});
    }
    const bool writable = (info.st_mode & (S_IWGRP | S_IWOTH)) != 0;
    if (writable && !(place == Place::ancestor && is_shared_sticky(info))) {
        return std::unexpected(
            LoadError{path.string(), "directory-mode", directory_mode_text(info.st_mode)});
    }
    return {};
}

/// The directory, opened step by step from the root without following a symbolic link.
std::expected<FileDescriptor, LoadError> open_directory(const fs::path &directory) {
    constexpr int flags = O_PATH | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC;
    fs::path walked = "/";
    FileDescriptor current(::open("/", flags));
    if (!current) return std::unexpected(LoadError{"/", "path", error_text()});
    if (auto good = check_directory(walked, current.get(),
                                    directory == walked ? Place::parent : Place::ancestor);
        !good) {
        return std::unexpected(good.error());
    }
    const auto relative = directory.relative_path();
    for (auto part = relative.begin(); part != relative.end(); ++part) {
        walked /= *part;
        FileDescriptor next(::openat(current.get(), part->c_str(), flags));
        if (!next) return std::unexpected(LoadError{walked.string(), "path", error_text()});
        const auto place = std::next(part) == relative.end() ? Place::parent : Place::ancestor;
        if (auto good = check_directory(walked, next.get(), place); !good) {
            return std::unexpected(good.error());
        }
        current = std::move(next);
    }
    return current;
}

std::expected<std::uint64_t, LoadError> check_file(const std::string &name, int descriptor,
                                                   std::uint64_t max_size) {
    struct stat info{};
    if (::fstat(descriptor, &info) != 0)
        return std::unexpected(LoadError{name, "path", error_text()});
    if (!S_ISREG(info.st_mode)) {
        return std::unexpected(LoadError{name, "regular-file", "it is no regular file"});
    }
    if (!is_trusted_owner(info.st_uid)) {
        return std::unexpected(LoadError{name, "owner", owner_text(info.st_uid)});
    }
    if ((info.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        return std::unexpected(LoadError{name, "mode", mode_text(info.st_mode)});
    }
    const auto size = static_cast<std::uint64_t>(info.st_size);
    if (size == 0 || size > max_size) {
        return std::unexpected(
            LoadError{name, "size",
                      std::to_string(size) + " bytes, expected 1 to " + std::to_string(max_size)});
    }
    return size;
}

} // namespace

FileDescriptor::~FileDescriptor() {
    if (number_ >= 0) ::close(number_);
}

std::expected<TrustedFile, LoadError> open_trusted(const fs::path &file, std::uint64_t max_size) {
    if (file.native().contains('\0')) {
        return std::unexpected(
            LoadError{printable_ascii(file.native(), 300), "path", "its name has a NUL"});
    }
    // Links in the directory part are the operator's own; where they lead is walked, not they.
    std::error_code error;
    const fs::path given = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    const fs::path directory = fs::canonical(given, error);
    if (error) return std::unexpected(LoadError{file.string(), "path", error.message()});
    const auto parent = open_directory(directory);
    if (!parent) return std::unexpected(parent.error());
    const std::string name = (directory / file.filename()).string();
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    FileDescriptor opened(::openat(parent->get(), file.filename().c_str(),
                                   O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!opened) {
        const bool link = errno == ELOOP;
        return std::unexpected(link ? LoadError{name, "symlink",
                                                "it is a symbolic link; name the file itself (a "
                                                "ConfigMap's files are links but for subPath)"}
                                    : LoadError{name, "path", error_text()});
    }
    const auto size = check_file(name, opened.get(), max_size);
    if (!size) return std::unexpected(size.error());
    return TrustedFile{std::move(opened), *size};
}

} // namespace walletauth
