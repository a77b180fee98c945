// SPDX-License-Identifier: Apache-2.0
// Columns of text for people.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace walletauth {

class Table {
  public:
    explicit Table(std::vector<std::string> head) : rows_{std::move(head)} {}
    /// Control characters are shown as \xNN: nothing of a request reaches the terminal raw.
    void add(std::vector<std::string> row);
    void print(std::ostream &out) const;

  private:
    std::vector<std::vector<std::string>> rows_;
};

/// `bytes` so that no control character is left; UTF-8 stays.
[[nodiscard]] std::string without_controls(std::string_view bytes);

} // namespace walletauth
