// SPDX-License-Identifier: Apache-2.0
/// Included first by every C++ header: one clear error where the compiler is set to an older C++,
/// in the place of hundreds that follow from it.
#pragma once

// What GCC 12 says for -std=c++23.
#if __cplusplus < 202100L
#error "walletauth's headers need C++23 (-std=c++23); <walletauth/walletauth.h> is for older C++"
#include <walletauth/needs_cxx23> // is not there: ends the compilation here
#endif
