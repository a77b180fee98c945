# SPDX-License-Identifier: Apache-2.0
target_sources(walletauth_support PRIVATE support/ed25519.cpp support/ed25519_point.cpp)
target_link_libraries(walletauth_support PUBLIC sodium)
