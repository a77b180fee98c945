// SPDX-License-Identifier: Apache-2.0
/// A call into the library needs 320 KiB of stack (walletauth.h). JavaScript may come here with
/// less: in a worker thread the engine leaves 192 KiB below its own limit, and a deep recursion
/// uses all of the rest.
#pragma once

#include "error.hpp"

namespace walletauth::node {

/// Throws a WalletauthError where the stack that is left is too small.
void require_stack(Napi::Env env);

} // namespace walletauth::node
