// SPDX-License-Identifier: Apache-2.0
// Which owners of files this process can tell apart. Internal.
#pragma once

#include <sys/types.h>

namespace walletauth {

/// False if an owner that stat gives may stand for anybody: in a user namespace all users that it
/// does not map read as one number, the overflow uid (user_namespaces(7)).
[[nodiscard]] bool is_known_owner(uid_t owner);

} // namespace walletauth
