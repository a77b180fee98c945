// SPDX-License-Identifier: Apache-2.0
//
// A strict JSON reader (RFC 8259 and nothing more) for input that decides about authentication. It
// refuses what two readers could understand differently: duplicate member names at any depth
// (compared after decoding), invalid UTF-8, lone surrogate escapes, a byte order mark, trailing
// bytes. Numbers are never converted: they stay the digits that were written. One refusal is its
// own (RFC 8259, section 9): an exponent beyond 32 bits.
#pragma once

#include <walletauth/cxx23.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::json {

enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

// "null", "boolean", "number", "string", "array" or "object", for error texts.
[[nodiscard]] std::string_view kind_name(Kind kind) noexcept;

struct Limits {
    std::size_t max_size = 1 << 20;  // bytes of text; never more than 2^32 - 1
    std::size_t max_depth = 64;      // arrays and objects inside each other; parsing recurses
    std::size_t max_nodes = 1 << 16; // values of any kind, the containers among them
    // Of one object: what finds duplicate names sorts them, and is the dearest part of reading.
    std::size_t max_members = 1 << 12;
};

struct Error {
    std::string path;   // where, such as message.to[3].wallet; "" is the document itself
    std::string reason; // printable ASCII, for logs

    // "path: reason"; the reason alone where the document itself is meant. Of a long path the
    // middle is left out: details have room for 120 bytes, and the reason must be among them.
    [[nodiscard]] std::string text() const {
        constexpr std::size_t part = 28;
        if (path.empty()) return reason;
        if (path.size() <= 2 * part + 3) return path + ": " + reason;
        return path.substr(0, part) + "..." + path.substr(path.size() - part) + ": " + reason;
    }
};

namespace detail {
struct Tree;
}

// A handle to one value of a Document: two words, cheap to copy, valid while the Document (or what
// it was moved into) and the text that it was parsed from live. Reading from several threads at
// once is safe.
class Value {
  public:
    [[nodiscard]] Kind kind() const noexcept;

    // string: the decoded text (UTF-8; may contain NUL); number: the digits as written; boolean and
    // null: the literal; array and object: empty.
    [[nodiscard]] std::string_view text() const noexcept;

    [[nodiscard]] bool is_true() const noexcept;

    // Elements of an array, members of an object; 0 for every other kind.
    [[nodiscard]] std::size_t size() const noexcept;

    // The element or member value `i`, in source order. Beyond size(): a null whose source() is
    // empty.
    [[nodiscard]] Value at(std::size_t i) const noexcept;

    // The decoded name of member `i`, in source order. Empty for an array, and beyond size().
    [[nodiscard]] std::string_view name(std::size_t i) const noexcept;

    // The member named `name` (decoded); nothing if there is none or this is no object. At most
    // logarithmic in size().
    [[nodiscard]] std::optional<Value> find(std::string_view name) const noexcept;

    // The exact bytes of this value in the parsed text, without the white space around it.
    [[nodiscard]] std::string_view source() const noexcept;

    // Where this value is, as in Error::path; computed on demand, linear in the depth. A name of
    // other characters than letters, digits, '_', '-' and '$', or of more than 64, is shown as
    // ["..."], printable and cut at 64.
    [[nodiscard]] std::string path() const;

  private:
    friend class Document;
    Value(const detail::Tree &tree, std::uint32_t node) noexcept : tree_(&tree), node_(node) {}

    const detail::Tree *tree_;
    std::uint32_t node_;
};

// A parsed text. Keeps a view of the caller's text, which must outlive it, and owns the strings
// that had escapes.
class Document {
  public:
    // Linear in the text's size but for sorting the names of large objects. The error is the first
    // one met. Lack of memory is none: std::bad_alloc goes through, lest a caller call the text
    // malformed.
    [[nodiscard]] static std::expected<Document, Error> parse(std::string_view text,
                                                              const Limits &limits = {});

    Document(Document &&) noexcept;
    Document &operator=(Document &&) noexcept;
    ~Document();

    [[nodiscard]] Value root() const noexcept;

  private:
    explicit Document(std::unique_ptr<const detail::Tree> tree) noexcept;

    std::unique_ptr<const detail::Tree> tree_;
};

// `utf8` as a JSON string literal with the shortest escapes (\" \\ \b \f \n \r \t, else \u00xx in
// lower case, for U+0000 to U+001F only). A byte that is not part of well-formed UTF-8 becomes
// U+FFFD, so the result is always JSON.
[[nodiscard]] std::string quote(std::string_view utf8);
// The same, at the end of `out`.
void append_quoted(std::string &out, std::string_view utf8);
// An array of such literals, at the end of `out`.
template <class Texts>
void append_quoted_array(std::string &out, const Texts &texts) {
    out += '[';
    bool first = true;
    for (const std::string_view text : texts) {
        if (!first) out += ',';
        append_quoted(out, text);
        first = false;
    }
    out += ']';
}

// The one spelling of `value`: member names sorted by bytes, no white space, strings as quote()
// writes them. Numbers must be integers as written: one with '.', 'e', 'E', or "-0", is an error
// that carries its path. Lack of memory is std::bad_alloc. Whose form it is:
// - RFC 8785's (JCS), for names without characters above U+FFFF (JCS sorts by units of UTF-16, this
//   by bytes of UTF-8, which is by code points) and for integers of at most 2^53 in size (JCS
//   rounds larger ones).
// - Cosmos's "amino JSON", for strings without & < > and U+2028, U+2029. Go's encoder writes these
//   as \u0026, \u003c, \u003e, \u2028, \u2029, and old ones \b and \f as \u0008 and \u000c. Its
//   numbers of 64 bits are strings.
[[nodiscard]] std::expected<std::string, Error> canonical(const Value &value);

// `object` as JSON without the members of these names: the others' values as they were written, in
// their order. "{}" for what is no object.
[[nodiscard]] std::string without_members(const Value &object,
                                          std::initializer_list<std::string_view> names);

} // namespace walletauth::json
