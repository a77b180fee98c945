// SPDX-License-Identifier: Apache-2.0
// Modules that no linker writes: refused before the dynamic linker sees them.
#include "bad_elf.hpp"
#include "child.hpp"

namespace bad {

/// In a child: the dynamic linker would crash or hang over most of them.
TEST_P(BadElf, IsRefusedBeforeTheLinkerSeesIt) {
    const ModuleDirectory directory;
    ElfPatch patch(read_module(GetParam().base));
    GetParam().patch(patch);
    directory.write("patched.so", patch.bytes());
    const auto manifest = directory.manifest("patched");
    const auto said = in_child([&] {
        const auto loaded = walletauth::PluginSet::from_manifest(manifest);
        return loaded ? "loaded" : loaded.error().rule + ": " + loaded.error().value;
    });
    EXPECT_EQ(said.substr(0, said.find(':')), GetParam().rule)
        << said << "\nwithout: " << GetParam().before;
}

} // namespace bad
