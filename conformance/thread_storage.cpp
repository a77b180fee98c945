// SPDX-License-Identifier: Apache-2.0
#include "thread_storage.hpp"

#include <elf.h>

#include <fstream>

namespace walletauth::conformance {

bool has_thread_storage(const std::filesystem::path &module) {
    std::ifstream file(module, std::ios::binary);
    Elf64_Ehdr header{};
    if (!file.read(reinterpret_cast<char *>(&header), sizeof header)) return false;
    file.seekg(static_cast<std::streamoff>(header.e_phoff));
    for (unsigned i = 0; i < header.e_phnum; ++i) {
        Elf64_Phdr segment{};
        if (!file.read(reinterpret_cast<char *>(&segment), sizeof segment)) return false;
        if (segment.p_type == PT_TLS && segment.p_memsz != 0) return true;
    }
    return false;
}

} // namespace walletauth::conformance
