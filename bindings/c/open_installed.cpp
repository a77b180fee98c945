// SPDX-License-Identifier: Apache-2.0
// Where the shared library finds the plugins that came with it. No archive has this: in a program
// that holds the archive, the address below would name the program.
#include <walletauth/c_bridge.hpp>

#include <dlfcn.h>

#include <string>

namespace {

/// Stands in the library, so its address tells the file. The function of the API may be another
/// one's.
const char mark = 0;

std::string folder_of_library() {
    Dl_info info{};
    if (dladdr(&mark, &info) == 0 || info.dli_fname == nullptr) return {};
    const std::string file = info.dli_fname;
    return file.substr(0, file.rfind('/') + 1);
}

} // namespace

uint32_t wa_open_installed(wa_host **host, char **message) WA_NOEXCEPT try {
    if (message != nullptr) *message = nullptr;
    if (host == nullptr) return WA_ERROR_ARGUMENT;
    *host = nullptr;
    const std::string folder = folder_of_library();
    if (folder.empty() || folder.front() != '/') {
        if (message != nullptr)
            *message = walletauth::copy_text(
                "libwalletauth: path: it was loaded by a relative name, \"" + folder +
                "\": call wa_open_directory with the folder of the plugins");
        return WA_ERROR_ARGUMENT;
    }
    const std::string plugins = folder + WALLETAUTH_PLUGINS_BESIDE;
    return wa_open_directory(plugins.data(), plugins.size(), host, message);
} catch (...) { // a text can't be built
    return WA_ERROR_MEMORY;
}
