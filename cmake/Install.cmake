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
install(DIRECTORY docs examples DESTINATION ${CMAKE_INSTALL_DOCDIR} USE_SOURCE_PERMISSIONS
    PATTERN build EXCLUDE)
