# SPDX-License-Identifier: Apache-2.0
walletauth_add_test(ed25519_test SOURCES ed25519_test.cpp LINK walletauth::plugin walletauth_support)
target_compile_definitions(ed25519_test PRIVATE
    WALLETAUTH_TABLES="${PROJECT_SOURCE_DIR}/tests/tables")
