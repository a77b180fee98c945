// SPDX-License-Identifier: Apache-2.0
/// Everything that a service needs to sign its users in, but for stores with a library of others:
/// <walletauth/signin/sqlite_store.hpp> and its like.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/clock.hpp>
#include <walletauth/signin/generation_cache.hpp>
#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/memory_store.hpp>
#include <walletauth/signin/nonce.hpp>
#include <walletauth/signin/policy.hpp>
#include <walletauth/signin/replay_store.hpp>
#include <walletauth/signin/sign_in.hpp>
#include <walletauth/signin/wire.hpp>
