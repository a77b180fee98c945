# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where, and how find_package(walletauth) and pkg-config find it.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/walletauth)
set(WALLETAUTH_PLUGIN_DIR ${WALLETAUTH_PLUGIN_SUBDIR})

install(DIRECTORY core/include/walletauth DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set_target_properties(walletauth_core PROPERTIES OUTPUT_NAME walletauth EXPORT_NAME core)
set_target_properties(walletauth_plugin PROPERTIES EXPORT_NAME plugin)
install(TARGETS walletauth_core walletauth_support walletauth_plugin EXPORT walletauth-targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT walletauth-targets NAMESPACE walletauth:: DESTINATION ${package_dir})
configure_package_config_file(cmake/walletauth-config.cmake.in
    ${CMAKE_CURRENT_BINARY_DIR}/walletauth-config.cmake
    INSTALL_DESTINATION ${package_dir} PATH_VARS WALLETAUTH_PLUGIN_DIR CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/walletauth-config-version.cmake
    COMPATIBILITY SameMinorVersion)
configure_file(cmake/walletauth.pc.in walletauth.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/walletauth-config.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/walletauth-config-version.cmake
    cmake/WalletauthPlugin.cmake cmake/plugin.map DESTINATION ${package_dir})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/walletauth.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
if(TARGET walletauth_cli)
    install(TARGETS walletauth_cli walletauth_conformance_tool DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
foreach(plugin ${WALLETAUTH_PLUGINS})
    install(TARGETS walletauth_plugin_${plugin} DESTINATION ${WALLETAUTH_PLUGIN_SUBDIR}
        PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endforeach()
install(DIRECTORY tests/vectors/ DESTINATION ${CMAKE_INSTALL_DATADIR}/walletauth/vectors)
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} USE_SOURCE_PERMISSIONS
    PATTERN build EXCLUDE)

# Pages link into the source tree; their installed copies link to what is installed, or not at all.
file(GLOB_RECURSE pages RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS docs/*.md)
foreach(page ${pages})
    get_filename_component(folder ${page} DIRECTORY)
    string(REGEX REPLACE "[^/]+" ".." root ${folder})
    set(here ${CMAKE_INSTALL_FULL_DOCDIR}/${folder})
    file(RELATIVE_PATH include ${here} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
    file(RELATIVE_PATH data ${here} ${CMAKE_INSTALL_FULL_DATADIR}/walletauth)
    file(READ ${page} text)
    string(REPLACE "](${root}/core/include" "](${include}" text "${text}")
    string(REPLACE "](${root}/tests/vectors" "](${data}/vectors" text "${text}")
    string(REGEX REPLACE "\\[([^]]+)\\]\\(${root}/tests/[^)]*\\)" "\\1" text "${text}")
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/installed/${page} "${text}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page})
endforeach()
install(DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/installed/docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES docs/performance.svg docs/vector-format.schema.json DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)
