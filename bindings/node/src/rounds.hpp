// SPDX-License-Identifier: Apache-2.0
/// wa_rounds for JavaScript: a request that the chain is asked about.
#pragma once

#include "error.hpp"

namespace walletauth::node {

/// beginRounds(host, request, service) -> promise of {rounds, answer}, and giveRounds(rounds,
/// answers) -> promise of an answer. One at a time.
void define_rounds(Napi::Env env, Napi::Object exports);

} // namespace walletauth::node
