// SPDX-License-Identifier: Apache-2.0
// A module that a linker wrote, one field changed, and the rule that refuses it.
#pragma once

#include "elf_patch.hpp"
#include "module_directory.hpp"

#include <functional>
#include <ostream>

namespace bad {

struct ElfCase {
    const char *name;
    const char *rule;
    const char *before; ///< what the dynamic linker does with it (glibc 2.36)
    std::function<void(ElfPatch &)> patch;
    const char *base = "good";
};

inline void PrintTo(const ElfCase &what, std::ostream *out) { *out << what.name; }

/// Its one test stands in bad_elf_test.cpp, its cases in the files of their subjects.
class BadElf : public testing::TestWithParam<ElfCase> {};

} // namespace bad
