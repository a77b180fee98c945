// SPDX-License-Identifier: Apache-2.0
// A request in structs, with parameters and the service's part as JSON: wa_verify_flat. Internal.
#pragma once

#include <walletauth/verifier.hpp>

#include <string>
#include <string_view>

namespace walletauth::wire {

/// Verifies `request` with the user's parameters and the service's part, each a JSON object or
/// empty.
[[nodiscard]] Verdict verify_flat(const PluginSet &plugins, const Request &request,
                                  std::string_view params, std::string_view service);

/// The same, with the key and the signature in the notation of their chain, as the wire format has
/// them; no key is empty. `key_text` becomes the notation of a valid verdict's key.
[[nodiscard]] Verdict verify_text(const PluginSet &plugins, const Request &request,
                                  std::string_view public_key, std::string_view signature,
                                  std::string_view params, std::string_view service,
                                  std::string &key_text);

} // namespace walletauth::wire
