// SPDX-License-Identifier: Apache-2.0
// The nodes of `verify` and `sign-in`, --endpoints FILE.
#pragma once

#include "progress_line.hpp"

#include <walletauth/evidence_source.hpp>

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace walletauth::cli {

/// What one verification may take, in seconds, from its first question to the last answer:
/// --timeout.
inline constexpr int default_timeout = 5;
inline constexpr int max_timeout = 300;

/// The nodes of a file.
class Nodes : public EvidenceSource {
  public:
    /// Whether the file has this chain. Of others no question is ever answered: whoever asks these
    /// nodes anyway tells a user to come back later, in vain.
    [[nodiscard]] virtual bool knows(std::string_view chain) const = 0;
};

/// Asks the nodes that the file names. Faults of endpoints are said on the line, each once; it
/// shows whom it asks if `shows_questions`, and must outlive the result. The error says which file
/// and member is wrong, or that this program was built without the resolver.
[[nodiscard]] std::expected<std::unique_ptr<Nodes>, std::string> open_endpoints(
    const std::string &file, ProgressLine &line, bool shows_questions);

} // namespace walletauth::cli
