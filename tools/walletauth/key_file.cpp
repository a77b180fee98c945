// SPDX-License-Identifier: Apache-2.0
#include "key_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace walletauth::cli {
namespace {

class File {
  public:
    explicit File(int number) noexcept : number_(number) {}
    File(const File &) = delete;
    File &operator=(const File &) = delete;
    ~File() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int get() const noexcept { return number_; }
    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

  private:
    int number_;
};

std::string system_error() { return std::strerror(errno); }

/// Writes a whole file under another name, and gives it its own if nobody else has: a reader never
/// sees a part of it.
std::string make_file(const std::string &file) {
    auto temporary = file + ".XXXXXX";
    const File made(::mkostemp(temporary.data(), O_CLOEXEC)); // mode 0600
    if (!made.is_open()) return system_error();
    const auto text = signin::KeyRing::new_file(signin::system_random());
    const bool written =
        ::write(made.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(made.get()) == 0;
    std::string failed = written ? std::string{} : system_error();
    if (failed.empty() && ::link(temporary.c_str(), file.c_str()) != 0 && errno != EEXIST) {
        failed = system_error();
    }
    ::unlink(temporary.c_str());
    return failed;
}

} // namespace

std::expected<signin::KeyRing, std::string> open_key_file(const std::string &file) {
    const auto failed = [&](const std::string &why) { return std::unexpected(file + ": " + why); };
    if (::access(file.c_str(), F_OK) != 0) {
        if (const auto why = make_file(file); !why.empty()) return failed(why);
    }
    const File opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    struct stat found{};
    if (!opened.is_open() || ::fstat(opened.get(), &found) != 0) return failed(system_error());
    if (!S_ISREG(found.st_mode)) return failed("it is no file");
    if ((found.st_mode & 077) != 0) {
        return failed("others may read its keys: chmod 600 it, and make new keys");
    }
    std::array<char, 8192> text{};
    const auto size = ::read(opened.get(), text.data(), text.size());
    if (size < 0) return failed(system_error());
    auto keys = signin::KeyRing::parse({text.data(), static_cast<std::size_t>(size)});
    if (!keys) return failed(keys.error());
    return keys;
}

} // namespace walletauth::cli
