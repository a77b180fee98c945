# SPDX-License-Identifier: Apache-2.0
# What makes a developer's build short. A user's build, without tests, has none of it; that of packages has it where they are
# only tried (packaging/debian/build).
if(NOT DEFINED WALLETAUTH_QUICK_BUILD)
    set(WALLETAUTH_QUICK_BUILD ${WALLETAUTH_BUILD_TESTS})
endif()

# Without the first two ccache keeps nothing that was compiled with a precompiled header. With one GCC 12
# sees copies beyond short strings that are long ones (as GCC bug 105651).
set(walletauth_precompiled_options $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>
    "$<$<COMPILE_LANG_AND_ID:CXX,Clang>:SHELL:-Xclang -fno-pch-timestamp>"
    "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:SHELL:-Wno-array-bounds -Wno-stringop-overflow>")

# walletauth_precompile(TARGET HEADERS...): what most of its sources include is compiled once.
function(walletauth_precompile target)
    if(WALLETAUTH_QUICK_BUILD)
        target_precompile_headers(${target} PRIVATE ${ARGN})
        target_compile_options(${target} PRIVATE ${walletauth_precompiled_options})
    endif()
endfunction()

# walletauth_light(TARGET): what is no part of a plugin's or the core's speed, where it is built beside tests. Under sanitizers
# a program of which no test waits for more than its start is not optimised: that takes half the time to compile.
function(walletauth_light target)
    if(WALLETAUTH_QUICK_BUILD)
        target_compile_options(${target} PRIVATE "$<$<CONFIG:RelWithDebInfo>:-O1;-g1>")
        get_target_property(type ${target} TYPE)
        if(type STREQUAL EXECUTABLE)
            target_compile_options(${target} PRIVATE $<$<CONFIG:Debug>:-O0>)
        endif()
    endif()
endfunction()

# walletauth_unite(TARGET [SOURCES...]): sources that are compiled ten at a time, since most of the time goes into what
# they include. Names without linkage must differ within a target; SOURCES are left alone, and so are those of the C
# API, whose objects the shared libraries take by name (bindings/c). A user's build compiles each alone, and so shows
# what one does not include.
function(walletauth_unite target)
    if(WALLETAUTH_QUICK_BUILD)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
        # GCC takes a type of one of the sources for a header's.
        target_compile_options(${target} PRIVATE
            $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
        get_target_property(sources ${target} SOURCES)
        list(FILTER sources INCLUDE REGEX "/c_api[a-z_]*[.]cpp$")
        set_source_files_properties(${sources} ${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
endfunction()
