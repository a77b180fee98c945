// SPDX-License-Identifier: Apache-2.0
// What the vectors of a scheme show, and what they do not. Internal.
#pragma once

#include "check.hpp"

#include <map>
#include <set>

namespace walletauth::conformance {

/// The vectors of one scheme as the files have them.
class Shown {
  public:
    Shown(const std::vector<VectorFile> &files, const wa_scheme &scheme);

    [[nodiscard]] bool refusal(std::string_view status, std::string_view reason) const;
    /// A vector of any status has a message that this is true of.
    [[nodiscard]] bool message(const std::function<bool(std::string_view)> &is) const;
    /// Texts of valid vectors' members, such as "signature".
    [[nodiscard]] const std::set<std::string> &valid_texts(const std::string &member) const;

  private:
    void read(const Vector &vector, const wa_scheme &scheme);

    std::set<std::pair<std::string, std::string>> answers_; ///< status, reason
    std::vector<std::string> messages_;
    std::map<std::string, std::set<std::string>> texts_;
};

} // namespace walletauth::conformance
