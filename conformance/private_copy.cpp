// SPDX-License-Identifier: Apache-2.0
#include "private_copy.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace walletauth::conformance {
namespace {

namespace fs = std::filesystem;

} // namespace

std::expected<PrivateCopy, std::string> PrivateCopy::of(const fs::path &file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        return std::unexpected(error ? error.message() : "it is no regular file");
    }
    std::string pattern =
        "/tmp/walletauth-conformance.XXXXXX"; // sticky and root's: a trusted place
    if (::mkdtemp(pattern.data()) == nullptr) {
        return std::unexpected("mkdtemp: " + std::generic_category().message(errno));
    }
    PrivateCopy copy{fs::path{pattern}};
    if (!fs::copy_file(file, copy.path(), error)) return std::unexpected(error.message());
    if (::chmod(copy.path().c_str(), S_IRUSR | S_IWUSR) != 0) {
        return std::unexpected("chmod: " + std::generic_category().message(errno));
    }
    return copy;
}

PrivateCopy::~PrivateCopy() {
    if (directory_.empty()) return;
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

} // namespace walletauth::conformance
