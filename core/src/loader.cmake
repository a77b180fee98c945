# SPDX-License-Identifier: Apache-2.0
target_sources(walletauth_core PRIVATE
    src/binding.cpp
    src/elf.cpp
    src/elf_dynamic.cpp
    src/elf_image.cpp
    src/elf_initialisers.cpp
    src/elf_note.cpp
    src/elf_relocations.cpp
    src/elf_segments.cpp
    src/elf_symbols.cpp
    src/elf_versions.cpp
    src/loaded_modules.cpp
    src/loaded_object.cpp
    src/manifest.cpp
    src/manifest_text.cpp
    src/module_file.cpp
    src/plugin_load.cpp
    src/sealed_copy.cpp
    src/trusted_file.cpp
    src/user_namespace.cpp)
target_link_libraries(walletauth_core PRIVATE sodium ${CMAKE_DL_LIBS})
