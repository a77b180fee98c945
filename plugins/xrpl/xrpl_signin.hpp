// SPDX-License-Identifier: Apache-2.0
// Xaman's SignIn with the message in its one memo.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::xrpl {

extern const SchemeVerifier xrpl_signin_verifier;

} // namespace walletauth::xrpl
