// SPDX-License-Identifier: Apache-2.0
// Bare messages, as ripple-keypairs signs them.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::xrpl {

extern const SchemeVerifier xrpl_message_verifier;

} // namespace walletauth::xrpl
