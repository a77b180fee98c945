# SPDX-License-Identifier: Apache-2.0
# Embeds templates/ into the CLI: templates.cpp in the build tree.
function(walletauth_embed_templates target)
    set(WALLETAUTH_TEMPLATES "")
    foreach(entry
            "CMakeLists.txt:CMakeLists.txt.in:text"
            "README.md:README.md.in:text"
            ".gitignore:gitignore.in:text"
            "account.cpp:account.cpp.in:text"
            "account.hpp:account.hpp.in:text"
            "make-vectors:make-vectors.in:script"
            "plugin.cpp:plugin.cpp.in:text"
            "@scheme_file@.cpp:scheme.cpp.in:text"
            "@scheme_file@.hpp:scheme.hpp.in:text"
            "self_test.cpp:self_test.cpp.in:text"
            "self_test.hpp:self_test.hpp.in:text"
            "vectors/@scheme@.json:vectors/scheme.json.in:text")
        string(REPLACE ":" ";" entry "${entry}")
        list(GET entry 0 path)
        list(GET entry 1 source)
        list(GET entry 2 kind)
        set(source "${CMAKE_CURRENT_SOURCE_DIR}/templates/${source}")
        file(READ "${source}" content)
        string(APPEND WALLETAUTH_TEMPLATES
            "    {\"${path}\", R\"template(${content})template\", FileKind::${kind}},\n")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
    endforeach()
    configure_file(templates.cpp.in templates.cpp @ONLY)
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/templates.cpp)
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
endfunction()
