// SPDX-License-Identifier: Apache-2.0
#include "trusted_file.hpp"

#include <walletauth/trusted_text.hpp>

#include <unistd.h>

#include <cerrno>

namespace walletauth {

std::expected<std::string, LoadError> read_trusted_text(const std::filesystem::path &file,
                                                        std::uint64_t max_size) {
    const auto trusted = open_trusted(file, max_size);
    if (!trusted) return std::unexpected(trusted.error());
    std::string text(trusted->size, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const auto got = ::read(trusted->descriptor.get(), text.data() + size, text.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            return std::unexpected(LoadError{file.string(), "path", "cannot read it whole"});
        }
        size += static_cast<std::size_t>(got);
    }
    return text;
}

} // namespace walletauth
