// SPDX-License-Identifier: Apache-2.0
// A file of secret keys.
#pragma once

#include <walletauth/signin/key_ring.hpp>

#include <expected>
#include <string>

namespace walletauth::cli {

/// Reads the file, which nobody but its owner may read; makes it, with one new key, if it is not
/// there. Of several processes that make it at once one wins, and all read that one's.
[[nodiscard]] std::expected<signin::KeyRing, std::string> open_key_file(const std::string &file);

} // namespace walletauth::cli
