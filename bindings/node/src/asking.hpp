// SPDX-License-Identifier: Apache-2.0
/// A store and an evidence source that are objects of JavaScript, as the C API wants them.
#pragma once

#include "threads.hpp"

#include <walletauth/walletauth_signin.h>

namespace walletauth::node {

/// An object of lib/asked.cjs; must outlive what is made of it.
struct Asked {
    std::shared_ptr<Threads> threads;
    std::uint32_t target;
    std::chrono::milliseconds timeout;
};

wa_store store_of(Asked &asked);
wa_evidence_source source_of(Asked &asked);

} // namespace walletauth::node
