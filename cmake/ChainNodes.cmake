# SPDX-License-Identifier: Apache-2.0
# walletauth_add_chain_nodes(NAME SOURCES...): what the nodes of a chain are like, for the resolver. One of the
#   sources has WALLETAUTH_CHAIN_NODES(name, Class) (resolver/include/walletauth/every_chain_nodes.hpp).
# walletauth_finish_chain_nodes(): walletauth_chain_nodes, with a table of them all.
add_library(walletauth_chain_nodes STATIC)
add_library(walletauth::chain_nodes ALIAS walletauth_chain_nodes)
target_link_libraries(walletauth_chain_nodes PUBLIC walletauth_resolver)

function(walletauth_add_chain_nodes name)
    cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
    target_sources(walletauth_chain_nodes PRIVATE ${arg_SOURCES})
    string(REPLACE "-" "_" name ${name})
    set_property(GLOBAL APPEND PROPERTY WALLETAUTH_CHAIN_NODES ${name})
endfunction()

function(walletauth_finish_chain_nodes)
    get_property(names GLOBAL PROPERTY WALLETAUTH_CHAIN_NODES)
    set(declared "")
    set(listed "")
    foreach(name ${names})
        string(APPEND declared "const ChainNodes &walletauth_chain_nodes_${name}() noexcept;\n")
        string(APPEND listed "        &walletauth_chain_nodes_${name}(),\n")
    endforeach()
    set(table ${CMAKE_CURRENT_BINARY_DIR}/every_chain_nodes.cpp)
    file(CONFIGURE OUTPUT ${table} @ONLY CONTENT "// Made by CMake of the folders plugins/*/nodes.
#include <walletauth/every_chain_nodes.hpp>

namespace walletauth {

@declared@
std::span<const ChainNodes *const> every_chain_nodes() noexcept {
    static const ChainNodes *const all[]{
@listed@    };
    return all;
}

} // namespace walletauth
")
    target_sources(walletauth_chain_nodes PRIVATE ${table})
endfunction()
