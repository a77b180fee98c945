// SPDX-License-Identifier: Apache-2.0
// CAIP-122's text, by both schemes.
#pragma once

#include <walletauth/sign_in/forms.hpp>

namespace walletauth::xrpl {

extern const sign_in::FormEntry sign_in_forms[2];

} // namespace walletauth::xrpl
