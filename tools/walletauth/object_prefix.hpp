// SPDX-License-Identifier: Apache-2.0
// Whether lines, one after the other, are the beginning of one JSON object.
#pragma once

#include <memory>
#include <string_view>

namespace walletauth::cli {

/// Each byte is looked at once, and nothing is kept of it.
class ObjectPrefix {
  public:
    ObjectPrefix();
    ~ObjectPrefix();
    ObjectPrefix(const ObjectPrefix &) = delete;
    ObjectPrefix &operator=(const ObjectPrefix &) = delete;

    /// Adds a line; false if what was added is no beginning of an object, or more than one.
    bool add(std::string_view line);
    /// True if it is the whole of an object.
    [[nodiscard]] bool is_whole() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace walletauth::cli
