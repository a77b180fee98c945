// SPDX-License-Identifier: Apache-2.0
#include "toml_text.hpp"

namespace walletauth {
namespace {

constexpr int max_depth = 2; // [[table]]

bool is_control(char c) noexcept {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
           c == 0x7f;
}

/// Reads line by line as TOML 1.0 does: what opens a text within a line also ends there.
class Scanner {
  public:
    Scanner(std::string_view text, std::size_t max_dots) : text_(text), max_dots_(max_dots) {}

    std::optional<TextFault> run() {
        while (at_ < text_.size()) {
            if (const auto *fault = byte_fault(text_[at_])) return TextFault{line_, fault};
            // A parser may end a line, and with it a comment, at a CR alone.
            if (text_[at_] == '\r' && text_.substr(at_ + 1, 1) != "\n") {
                return TextFault{line_, "a CR without LF"};
            }
            if (const auto *fault = step()) return TextFault{line_, fault};
            ++at_;
        }
        return std::nullopt;
    }

  private:
    enum class In : unsigned char { line, comment, basic, literal };

    static const char *byte_fault(char c) noexcept {
        if (static_cast<unsigned char>(c) >= 0x80) return "a byte that is not ASCII";
        return is_control(c) ? "a control character" : nullptr;
    }

    const char *step() noexcept {
        const char c = text_[at_];
        if (c == '\n') {
            ++line_;
            dots_ = 0;
            in_ = In::line;
            return nullptr;
        }
        switch (in_) {
        case In::comment:
            return nullptr;
        case In::basic:
            if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') {
                ++at_;
                return byte_fault(text_[at_]);
            }
            if (c == '"') in_ = In::line;
            return nullptr;
        case In::literal:
            if (c == '\'') in_ = In::line;
            return nullptr;
        case In::line:
            return outside(c);
        }
        return nullptr;
    }

    /// Outside of texts and comments.
    const char *outside(char c) noexcept {
        switch (c) {
        case '#':
            in_ = In::comment;
            return nullptr;
        case '"':
        case '\'':
            in_ = c == '"' ? In::basic : In::literal;
            return text_.substr(at_, 3) == std::string_view(c == '"' ? "\"\"\"" : "'''")
                       ? "a text of several lines"
                       : nullptr;
        case '.':
            if (++dots_ <= max_dots_) return nullptr;
            return max_dots_ == 0 ? "a dot outside of a text; keys have none"
                                  : "too many dots outside of texts";
        case '[':
        case '{':
            return ++depth_ > max_depth ? "brackets deeper than [[ ]]" : nullptr;
        case ']':
        case '}':
            --depth_;
            return nullptr;
        default:
            return nullptr;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t max_dots_;
    std::size_t dots_ = 0; // of this line
    std::size_t line_ = 1;
    int depth_ = 0;
    In in_ = In::line;
};

} // namespace

std::optional<TextFault> check_toml_text(std::string_view text, std::size_t max_dots) {
    return Scanner(text, max_dots).run();
}

} // namespace walletauth
