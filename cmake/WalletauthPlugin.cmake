# SPDX-License-Identifier: Apache-2.0
# walletauth_add_plugin(NAME SOURCES... [LINK...])
#   walletauth_plugin_NAME         NAME.so, exporting walletauth_plugin_v0 and nothing else
#   walletauth_plugin_NAME_static  the same objects for static builds and tests; their entry is
#                                  walletauth_plugin_v0_NAME, with _ for -. Link it PRIVATE: whatever links it
#                                  gets the objects
# C or C++, with walletauth::kit. What LINK names must be position-independent, and is linked into the module
# alone. A shared library that nothing is taken of is not: the module does not need it when it is loaded.
# The sources name their entry WA_PLUGIN_ENTRY, as WALLETAUTH_EXPORT_PLUGIN does: it is compiled under the
# static name, and the module alone gets a function of the exported name that calls it.
#
# walletauth_test_plugin(NAME VECTORS DIR)
#   the test NAME-conformance: walletauth-conformance over the plugin and the vector files of DIR;
#   without that tool the vectors alone, by `walletauth verify`
set(WALLETAUTH_PLUGIN_VERSION_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/plugin.map")

function(walletauth_add_plugin name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    set(module walletauth_plugin_${name})
    string(REPLACE "-" "_" suffix ${name})
    get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
    set(entry walletauth_entry.c)
    if("CXX" IN_LIST languages)
        set(entry walletauth_entry.cpp)
    endif()
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}/${entry} @ONLY CONTENT [[
#include <walletauth/plugin.h>
#undef WA_PLUGIN_ENTRY
#ifdef __cplusplus
extern "C" {
#endif
const wa_plugin *walletauth_plugin_v0_@suffix@(void) WA_NOEXCEPT;
WA_EXPORT const wa_plugin *walletauth_plugin_v0(void) WA_NOEXCEPT;
const wa_plugin *walletauth_plugin_v0(void) WA_NOEXCEPT { return walletauth_plugin_v0_@suffix@(); }
#ifdef __cplusplus
}
#endif
]])
    add_library(${module} MODULE ${arg_SOURCES} ${CMAKE_CURRENT_BINARY_DIR}/${name}/${entry})
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}/${entry} PROPERTIES
        SKIP_UNITY_BUILD_INCLUSION ON) # it is no part of the static objects
    set_target_properties(${module} PROPERTIES POSITION_INDEPENDENT_CODE ON
        C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    target_compile_definitions(${module} PRIVATE WA_PLUGIN_ENTRY=walletauth_plugin_v0_${suffix})
    target_compile_options(${module} PRIVATE -fstack-protector-strong -ffunction-sections -fdata-sections
        $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>
        $<$<STREQUAL:${CMAKE_SYSTEM_PROCESSOR},x86_64>:-fcf-protection>)
    target_link_libraries(${module} PUBLIC walletauth::kit ${arg_LINK})
    add_library(${module}_static INTERFACE)
    target_sources(${module}_static INTERFACE
        "$<FILTER:$<TARGET_OBJECTS:${module}>,EXCLUDE,/walletauth_entry[.]c(pp)?[.]o$>")
    target_link_libraries(${module}_static INTERFACE walletauth::kit ${arg_LINK})
    set_target_properties(${module} PROPERTIES PREFIX "" OUTPUT_NAME ${name}
        LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/plugins"
        SKIP_BUILD_RPATH ON INSTALL_RPATH "" INSTALL_RPATH_USE_LINK_PATH OFF # refused when loading
        LINK_DEPENDS "${WALLETAUTH_PLUGIN_VERSION_SCRIPT}")
    # What nothing calls is left out, and with it what it would import.
    target_link_options(${module} PRIVATE -Wl,--as-needed,--gc-sections
        -Wl,-z,relro,-z,now,-z,nodelete,-z,noexecstack,--exclude-libs,ALL
        -Wl,--version-script=${WALLETAUTH_PLUGIN_VERSION_SCRIPT})
    if(NOT "${CMAKE_C_FLAGS} ${CMAKE_CXX_FLAGS}" MATCHES "-fsanitize") # sanitizer runtimes stay undefined until load
        target_link_options(${module} PRIVATE -Wl,-z,defs)
    endif()
endfunction()

function(walletauth_test_plugin name)
    cmake_parse_arguments(arg "" "VECTORS" "" ${ARGN})
    set(module $<TARGET_FILE:walletauth_plugin_${name}>)
    find_program(WALLETAUTH_CONFORMANCE walletauth-conformance HINTS "${WALLETAUTH_TOOL_DIR}")
    if(WALLETAUTH_CONFORMANCE)
        set(command "${WALLETAUTH_CONFORMANCE}" ${module} --seed 1 --vectors "${arg_VECTORS}")
    else()
        find_program(WALLETAUTH_CLI walletauth HINTS "${WALLETAUTH_TOOL_DIR}" REQUIRED)
        message(STATUS "walletauth-conformance not found: ${name} is tested by its vectors alone")
        set(command "${WALLETAUTH_CLI}" verify --vectors "${arg_VECTORS}"
            --plugins $<TARGET_FILE_DIR:walletauth_plugin_${name}>)
    endif()
    add_test(NAME ${name}-conformance COMMAND ${command})
endfunction()
