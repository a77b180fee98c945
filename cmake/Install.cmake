# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where, and how find_package(walletauth) and pkg-config find it.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/walletauth)
set(WALLETAUTH_PLUGIN_DIR ${WALLETAUTH_PLUGIN_SUBDIR})
# From the .pc files' folder, which may lie deeper than lib/pkgconfig: lib/x86_64-linux-gnu/pkgconfig.
file(RELATIVE_PATH WALLETAUTH_PC_TO_PREFIX "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" WALLETAUTH_PC_TO_PREFIX "${WALLETAUTH_PC_TO_PREFIX}")

install(DIRECTORY core/include/walletauth kit/include/walletauth host/include/walletauth
    signin/include/walletauth DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
foreach(part core kit_text kit host ${WALLETAUTH_SIGNIN_TARGETS})
    set_target_properties(walletauth_${part} PROPERTIES EXPORT_NAME ${part})
endforeach()
list(TRANSFORM WALLETAUTH_SIGNIN_TARGETS PREPEND walletauth_ OUTPUT_VARIABLE signin_targets)
install(TARGETS walletauth_core walletauth_kit_text walletauth_kit walletauth_host ${signin_targets} EXPORT walletauth-targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
set_target_properties(walletauth_shared PROPERTIES EXPORT_NAME shared)
install(TARGETS walletauth_shared EXPORT walletauth-targets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
configure_file(cmake/libwalletauth.pc.in libwalletauth.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libwalletauth.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(EXPORT walletauth-targets NAMESPACE walletauth:: DESTINATION ${package_dir})
if(WALLETAUTH_BUILD_RESOLVER)
    # A component of its own, with targets of its own: who does not ask for it needs no libcurl.
    install(DIRECTORY resolver/include/walletauth DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
    set_target_properties(walletauth_resolver PROPERTIES EXPORT_NAME resolver)
    set_target_properties(walletauth_chain_nodes PROPERTIES EXPORT_NAME chain_nodes)
    set_target_properties(walletauth_resolver_c PROPERTIES EXPORT_NAME resolver_c)
    install(TARGETS walletauth_resolver walletauth_chain_nodes walletauth_resolver_c EXPORT walletauth-resolver-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
    set_target_properties(walletauth_resolver_shared PROPERTIES EXPORT_NAME resolver_shared)
    install(TARGETS walletauth_resolver_shared EXPORT walletauth-resolver-targets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
    configure_file(cmake/libwalletauth-resolver.pc.in libwalletauth-resolver.pc @ONLY)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libwalletauth-resolver.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
    install(EXPORT walletauth-resolver-targets NAMESPACE walletauth:: DESTINATION ${package_dir})
    configure_file(cmake/walletauth-resolver.pc.in walletauth-resolver.pc @ONLY)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/walletauth-resolver.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
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
    install(TARGETS walletauthd DESTINATION ${CMAKE_INSTALL_SBINDIR})
    install(FILES packaging/man/walletauthd.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
    install(FILES packaging/man/walletauth.1 packaging/man/walletauth-conformance.1
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES packaging/completions/walletauth.bash RENAME walletauth
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
    install(FILES packaging/completions/_walletauth DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
    install(FILES packaging/completions/walletauth.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
foreach(plugin ${WALLETAUTH_PLUGINS})
    install(TARGETS walletauth_plugin_${plugin} DESTINATION ${WALLETAUTH_PLUGIN_SUBDIR}
        PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
    install(DIRECTORY plugins/${plugin}/vectors/ DESTINATION ${CMAKE_INSTALL_DATADIR}/walletauth/vectors/${plugin})
endforeach()
install(FILES conformance/vectors/README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/walletauth/vectors)
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} USE_SOURCE_PERMISSIONS
    PATTERN build EXCLUDE)
install(DIRECTORY daemon/examples DESTINATION ${CMAKE_INSTALL_DOCDIR}/daemon)
install(FILES daemon/openapi.json DESTINATION ${CMAKE_INSTALL_DOCDIR}/daemon)

# Pages link into the source tree; their installed copies link to what is installed, or not at all.
file(GLOB pages RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS README.md CHANGELOG.md docs/*.md plugins/*/*.md
    bindings/*.md bindings/*/README.md)
foreach(page ${pages})
    get_filename_component(folder ${page} DIRECTORY)
    set(here ${CMAKE_INSTALL_FULL_DOCDIR}/${folder})
    file(RELATIVE_PATH include ${here} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
    file(RELATIVE_PATH data ${here} ${CMAKE_INSTALL_FULL_DATADIR}/walletauth)
    file(READ ${page} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page})
    string(REGEX REPLACE "\\]\\((\\.\\./)*(core|kit|host|resolver|signin)/include" "](${include}" text "${text}")
    if(folder MATCHES "^plugins/(.*)")
        string(REGEX REPLACE "\\]\\(vectors" "](${data}/vectors/${CMAKE_MATCH_1}" text "${text}")
    endif()
    string(REGEX REPLACE "\\]\\((\\.\\./)*plugins/([a-z0-9]+)/vectors" "](${data}/vectors/\\2" text "${text}")
    # Tests, interop and fuzzers are not installed; nor are folders linked to as such.
    string(REGEX REPLACE "\\[([^]]+)\\]\\((\\.\\./)*([a-z]+/)*(tests|interop|fuzz)/[^)]*\\)" "\\1" text "${text}")
    if(folder MATCHES "^bindings/") # their sources are not installed
        string(REGEX REPLACE "\\[([^]]+)\\]\\((examples|bench|src|tests?|kwilauth)(/[^)]*)?\\)" "\\1" text "${text}")
    endif()
    string(REGEX REPLACE "\\[([^]]+)\\]\\((\\.\\./)*(CONTRIBUTING|SECURITY)\\.md\\)" "\\1" text "${text}")
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/installed/${page} "${text}")
endforeach()

# The index of the chains: their folders say what there is.
set(index "# Chains\n\nEach chain has a folder with its page, and a page for each thing worth one.\n\n")
foreach(plugin ${WALLETAUTH_PLUGINS})
    string(APPEND index "- [${plugin}](../plugins/${plugin}/README.md)")
    file(GLOB pages RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/plugins/${plugin} plugins/${plugin}/*.md)
    list(REMOVE_ITEM pages README.md)
    set(separator ": ")
    foreach(page ${pages})
        get_filename_component(name ${page} NAME_WE)
        string(APPEND index "${separator}[${name}](../plugins/${plugin}/${page})")
        set(separator ", ")
    endforeach()
    string(APPEND index "\n")
endforeach()
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/installed/docs/chains.md "${index}")
install(DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/installed/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES docs/performance.svg docs/vector-format.schema.json DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)
