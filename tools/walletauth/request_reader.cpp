// SPDX-License-Identifier: Apache-2.0
#include "request_reader.hpp"

#include <walletauth/wire.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

namespace walletauth::cli {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool is_blank(std::string_view line) { return std::ranges::all_of(line, is_space); }

bool begins_object(std::string_view line) {
    const auto first = std::ranges::find_if_not(line, is_space);
    return first != line.end() && *first == '{';
}

/// How far into its object a text has come; each byte is looked at once. It need not be JSON: what
/// it is, the reader of requests says.
class Nesting {
  public:
    void add(std::string_view line) {
        for (const char c : line)
            add(c);
        in_string_ = false; // no string of JSON goes beyond a line
        is_escaped_ = false;
    }
    [[nodiscard]] bool is_open() const { return !open_.empty(); }
    /// True where an object may stand next: in an array, or behind a member's name.
    [[nodiscard]] bool wants_object() const {
        return !open_.empty() && (open_.back() == '[' || last_ == ':');
    }

  private:
    void add(char c) {
        if (in_string_) {
            if (c == '"' && !is_escaped_) in_string_ = false;
            is_escaped_ = c == '\\' && !is_escaped_;
            return;
        }
        if (is_space(c)) return;
        last_ = c;
        if (c == '"') in_string_ = true;
        if (c == '{' || c == '[') open_.push_back(c);
        if ((c == '}' || c == ']') && !open_.empty()) open_.pop_back();
    }

    std::vector<char> open_;
    char last_ = 0;
    bool in_string_ = false;
    bool is_escaped_ = false;
};

} // namespace

bool RequestReader::read_line(std::string &line) {
    line.clear();
    auto *buffer = in_.rdbuf();
    for (;;) {
        const auto next = buffer->sbumpc();
        if (next == std::char_traits<char>::eof()) return !line.empty();
        if (next == '\n') return true;
        if (line.size() <= max_request_size) line.push_back(static_cast<char>(next));
    }
}

bool RequestReader::next(std::string &text) {
    if (has_ahead_) {
        text.swap(ahead_);
        has_ahead_ = false;
    } else {
        do {
            if (!read_line(text)) return false;
        } while (is_blank(text));
    }
    if (!begins_object(text)) return true;
    Nesting nesting;
    nesting.add(text);
    while (nesting.is_open() && text.size() <= max_request_size && read_line(ahead_)) {
        if (begins_object(ahead_) && !nesting.wants_object()) {
            has_ahead_ = true;
            break;
        }
        nesting.add(ahead_);
        text.append(1, '\n').append(
            ahead_, 0, max_request_size + 1 - std::min(text.size(), max_request_size + 1));
    }
    return true;
}

bool RequestReader::has_more() const { return has_ahead_ || in_.rdbuf()->in_avail() > 0; }

} // namespace walletauth::cli
