// SPDX-License-Identifier: Apache-2.0
/// Everything that a C++ host needs.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/caip.hpp>
#include <walletauth/plugin_set.hpp>
#include <walletauth/verifier.hpp>
#include <walletauth/wire.hpp>
