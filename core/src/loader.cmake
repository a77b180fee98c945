# SPDX-License-Identifier: Apache-2.0
target_sources(walletauth_core PRIVATE
    src/binding.cpp
    src/elf.cpp
    src/elf_image.cpp
    src/loaded_object.cpp
    src/manifest.cpp
    src/module_file.cpp
    src/plugin_load.cpp
    src/trusted_file.cpp)
target_link_libraries(walletauth_core PRIVATE sodium ${CMAKE_DL_LIBS})
