// SPDX-License-Identifier: Apache-2.0
//
// Document::parse: Boost.JSON decides what is JSON and decodes the strings; the handler below lays
// out the values and adds the rules that Boost does not know.
#include "json_member_order.hpp"
#include "json_tree.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <limits>
#include <new>

namespace walletauth::json {
namespace {

namespace bj = boost::json;
using bj::error_code;
using detail::no_node;
using detail::Node;
using detail::Tree;

constexpr bool stands_between(char c) noexcept {
    return c == ' ' || c == ',' || c == ':' || c == '\n' || c == '\t' || c == '\r';
}

// Boost reports no offsets, but it reports every token in order and only after it was checked. So a
// cursor that skips what may stand between tokens is at the token whenever an event comes.
class Handler {
  public:
    static constexpr std::size_t max_object_size = -1;
    static constexpr std::size_t max_array_size = -1;
    static constexpr std::size_t max_key_size = -1;
    static constexpr std::size_t max_string_size = -1;

    Handler(Tree &tree, const Limits &limits)
        : tree_(tree), max_nodes_(limits.max_nodes), max_members_(limits.max_members) {
        // A guess that fits common requests without growing.
        const std::size_t guess = std::min<std::size_t>(tree.text.size() / 12 + 4, 4096);
        tree_.nodes.reserve(guess);
        tree_.children.reserve(guess);
        unplaced_.reserve(guess);
        tree_.nodes.emplace_back().text = "null"; // no_node
    }

    // What this handler itself refused; empty if it was Boost.
    [[nodiscard]] std::string_view reason() const noexcept { return reason_; }

    // Where reading stopped: the value that is open or expected.
    [[nodiscard]] std::string path() const {
        if (refused_ != no_node) {
            return tree_.path(refused_);
        }
        std::string path = tree_.path(open_);
        if (has_name_) {
            detail::append_name(path, name_);
        } else if (tree_.nodes[open_].kind == Kind::array) {
            detail::append_index(path, unplaced_.size() - tree_.nodes[open_].first);
        }
        return path;
    }

    bool on_document_begin(error_code &) { return true; }
    bool on_document_end(error_code &) { return true; }
    bool on_comment_part(bj::string_view, error_code &) { return true; }
    bool on_comment(bj::string_view, error_code &) { return true; }

    bool on_object_begin(error_code &ec) { return open(Kind::object, ec); }
    bool on_array_begin(error_code &ec) { return open(Kind::array, ec); }
    bool on_array_end(std::size_t, error_code &) { return close() != no_node; }
    bool on_object_end(std::size_t, error_code &ec) {
        const std::uint32_t object = close();
        refused_ = order_.find_duplicate(tree_, tree_.nodes[object]);
        return refused_ == no_node || refuse("duplicate member name", ec);
    }

    bool on_key_part(bj::string_view part, std::size_t, error_code &) { return append(part); }
    bool on_key(bj::string_view last, std::size_t size, error_code &) {
        skip_between();
        name_ = take_string(last, size);
        has_name_ = true;
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, error_code &) { return append(part); }
    bool on_string(bj::string_view last, std::size_t size, error_code &ec) {
        skip_between();
        const std::size_t begin = cursor_;
        const std::string_view text = take_string(last, size);
        return add(Kind::string, begin, text, ec);
    }

    bool on_number_part(bj::string_view, error_code &) noexcept { return true; }
    bool on_int64(std::int64_t, bj::string_view, error_code &ec) { return add_number(ec); }
    bool on_uint64(std::uint64_t, bj::string_view, error_code &ec) { return add_number(ec); }
    bool on_double(double, bj::string_view, error_code &ec) { return add_number(ec); }
    bool on_bool(bool value, error_code &ec) {
        return add_literal(Kind::boolean, value ? 4 : 5, ec);
    }
    bool on_null(error_code &ec) { return add_literal(Kind::null, 4, ec); }

  private:
    void skip_between() noexcept {
        while (stands_between(tree_.text[cursor_])) {
            ++cursor_;
        }
    }

    bool refuse(std::string_view reason, error_code &ec) noexcept {
        reason_ = reason;
        ec = bj::error::syntax; // any error stops the parser
        return false;
    }

    bool append(bj::string_view part) {
        // Decoding never lengthens, so this is enough for all strings of the text.
        if (tree_.decoded.capacity() < tree_.text.size()) {
            tree_.decoded.reserve(tree_.text.size());
        }
        tree_.decoded.append(part.data(), part.size());
        return true;
    }

    // Moves the cursor from the opening quote behind the closing one. `last` is the final part of a
    // decoded string of `size` bytes.
    std::string_view take_string(bj::string_view last, std::size_t size) {
        const char *const begin = tree_.text.data() + cursor_ + 1;
        if (last.data() == begin && last.size() == size) {
            cursor_ += size + 2;
            return {begin, size};
        }
        append(last);
        for (++cursor_; tree_.text[cursor_] != '"'; ++cursor_) {
            if (tree_.text[cursor_] == '\\') {
                ++cursor_;
            }
        }
        ++cursor_;
        return std::string_view(tree_.decoded).substr(tree_.decoded.size() - size);
    }

    bool add(Kind kind, std::size_t begin, std::string_view text, error_code &ec) {
        if (tree_.nodes.size() > max_nodes_) { // one of them is no_node
            return refuse("too many values", ec);
        }
        const auto self = static_cast<std::uint32_t>(tree_.nodes.size());
        Node &node = tree_.nodes.emplace_back();
        node.name = name_;
        node.text = text;
        node.begin = static_cast<std::uint32_t>(begin);
        node.end = static_cast<std::uint32_t>(cursor_);
        node.parent = open_;
        node.kind = kind;
        if (open_ != no_node) {
            node.index = static_cast<std::uint32_t>(unplaced_.size() - tree_.nodes[open_].first);
            if (node.index >= max_members_ && tree_.nodes[open_].kind == Kind::object) {
                return refuse("too many members", ec);
            }
            unplaced_.push_back(self);
        }
        name_ = {};
        has_name_ = false;
        return true;
    }

    bool add_literal(Kind kind, std::size_t size, error_code &ec) {
        skip_between();
        const std::size_t begin = cursor_;
        cursor_ += size;
        return add(kind, begin, tree_.text.substr(begin, size), ec);
    }

    bool add_number(error_code &ec) {
        skip_between();
        const std::size_t end = tree_.text.find_first_not_of("+-.0123456789Ee", cursor_);
        return add_literal(Kind::number, std::min(end, tree_.text.size()) - cursor_, ec);
    }

    bool open(Kind kind, error_code &ec) {
        if (!add_literal(kind, 1, ec)) {
            return false;
        }
        open_ = static_cast<std::uint32_t>(tree_.nodes.size() - 1);
        tree_.nodes[open_].text = {};
        tree_.nodes[open_].first = static_cast<std::uint32_t>(unplaced_.size());
        return true;
    }

    // Children wait in unplaced_ until their container ends, then become a run of Tree::children.
    std::uint32_t close() {
        skip_between();
        const std::uint32_t self = open_;
        Node &node = tree_.nodes[self];
        node.end = static_cast<std::uint32_t>(++cursor_);
        const auto from = unplaced_.begin() + node.first;
        node.first = static_cast<std::uint32_t>(tree_.children.size());
        node.count = static_cast<std::uint32_t>(unplaced_.end() - from);
        tree_.children.insert(tree_.children.end(), from, unplaced_.end());
        if (is_indexed(node)) {
            tree_.children.insert(tree_.children.end(), from, unplaced_.end());
        }
        unplaced_.erase(from, unplaced_.end());
        open_ = node.parent;
        return self;
    }

    Tree &tree_;
    std::size_t max_nodes_;
    std::size_t max_members_;
    std::size_t cursor_ = 0;
    std::uint32_t open_ = no_node; // innermost container that has not ended
    std::vector<std::uint32_t> unplaced_;
    detail::MemberOrder order_;
    std::string_view name_; // of the member whose value comes next
    bool has_name_ = false;
    std::uint32_t refused_ = no_node;
    std::string_view reason_;
};

std::string_view reason_of(error_code ec) noexcept {
    switch (static_cast<bj::error>(ec.value())) {
    case bj::error::extra_data:
        return "more data after the document";
    case bj::error::incomplete:
        return "unexpected end";
    case bj::error::exponent_overflow:
        return "exponent too large";
    case bj::error::too_deep:
        return "nested too deep";
    case bj::error::illegal_leading_surrogate:
    case bj::error::illegal_trailing_surrogate:
    case bj::error::expected_utf16_escape:
        return "lone surrogate escape";
    case bj::error::expected_hex_digit:
        return "bad \\u escape";
    default:
        return "syntax error";
    }
}

// Boost calls what is no second half of a surrogate pair a syntax error, if it is no \u escape.
bool ends_in_first_half(std::string_view text) noexcept {
    if (text.ends_with('\\')) {
        text.remove_suffix(1);
    }
    if (text.size() < 7 || text[text.size() - 7] == '\\') {
        return false; // a backslash that is escaped itself
    }
    text.remove_prefix(text.size() - 6);
    return (text.starts_with("\\ud") || text.starts_with("\\uD")) &&
           std::string_view("89abAB").contains(text[3]);
}

// Boost calls all of these a mistake of syntax.
std::string_view byte_fault(std::string_view text, std::size_t at) noexcept {
    const auto rest = text.substr(std::min(at, text.size()));
    if (at == 0 && text.starts_with("\xef\xbb\xbf")) return "a byte order mark, which is not read,";
    if (rest.empty()) return reason_of(bj::error::syntax);
    const auto byte = static_cast<unsigned char>(rest.front());
    if (utf8_sequence_size(rest) == 0) return "bytes that are not UTF-8";
    const bool is_blank = byte == '\t' || byte == '\n' || byte == '\r';
    if (byte < 0x20 && !is_blank) return "a control character, to be written as \\u00xx,";
    return reason_of(bj::error::syntax);
}

std::expected<std::unique_ptr<const Tree>, Error> read(std::string_view text,
                                                       const Limits &limits) {
    constexpr std::size_t max_text = std::numeric_limits<std::uint32_t>::max();
    if (text.size() > std::min(limits.max_size, max_text)) {
        return std::unexpected(Error{"", "too long"});
    }
    auto tree = std::make_unique<Tree>();
    tree->text = text;
    bj::parse_options options; // all extensions are off
    options.max_depth = limits.max_depth;
    bj::basic_parser<Handler> parser(options, *tree, limits);
    error_code ec;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && read < text.size()) {
        ec = bj::error::extra_data;
    }
    if (ec) {
        const Handler &handler = parser.handler();
        if (ec == bj::error::syntax && handler.reason().empty() &&
            ends_in_first_half(text.substr(0, read))) {
            ec = bj::error::illegal_leading_surrogate;
        }
        std::string reason(handler.reason().empty() ? reason_of(ec) : handler.reason());
        if (ec == bj::error::syntax && handler.reason().empty()) {
            reason = byte_fault(text, read);
        }
        reason += " at byte " + std::to_string(read);
        return std::unexpected(Error{handler.path(), std::move(reason)});
    }
    return tree;
}

} // namespace

std::expected<Document, Error> Document::parse(std::string_view text, const Limits &limits) {
    auto tree = read(text, limits);
    if (!tree) {
        return std::unexpected(std::move(tree.error()));
    }
    return Document(std::move(*tree));
}

} // namespace walletauth::json
