// SPDX-License-Identifier: Apache-2.0
/// Hosts that one thread opened and others use: an object of JavaScript can't go from one worker to
/// another, a number can.
#pragma once

#include "host.hpp"

#include <cstdint>

namespace walletauth::node {

/// The number of an open host, the same each time.
std::uint32_t number_of(const SharedHost &host);

/// The host of that number; nothing if nobody has it open any more.
SharedHost host_of(std::uint32_t number);

} // namespace walletauth::node
