// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/plain_json.hpp>
#include <walletauth/text/text.hpp>

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <cstdint>
#include <new>

namespace walletauth::json {
namespace {

/// The letter of a character's short escape; 0 if it has none.
constexpr char short_escape(char c) noexcept {
    switch (c) {
    case '"':
    case '\\':
        return c;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

void append_escape(std::string &out, char c) {
    constexpr std::string_view hex_digits = "0123456789abcdef";
    if (const char letter = short_escape(c); letter != 0) {
        out.append({'\\', letter});
    } else {
        out.append("\\u00");
        out.push_back(hex_digits[static_cast<unsigned char>(c) >> 4]);
        out.push_back(hex_digits[static_cast<unsigned char>(c) & 15]);
    }
}

} // namespace

void append_quoted(std::string &out, std::string_view text) {
    out.push_back('"');
    while (!text.empty()) {
        auto size = plain_size(text);
        if (size != 0) {
            out.append(text.substr(0, size));
        } else if (size = utf8_sequence_size(text); size == 0) {
            out.append("\xef\xbf\xbd");
            size = 1;
        } else if (size == 1) {
            append_escape(out, text[0]);
        } else {
            out.append(text.substr(0, size));
        }
        text.remove_prefix(size);
    }
    out.push_back('"');
}

namespace {

/// Few objects have so many members that this asks for memory.
using Order = boost::container::small_vector<std::size_t, 16>;

Order members_by_name(const Value &object) {
    const auto name = [&](std::size_t i) { return object.name(i); };
    Order order(object.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    if (!std::ranges::is_sorted(order, {}, name)) std::ranges::sort(order, {}, name);
    return order;
}

bool is_integer(std::string_view number) noexcept {
    return number != "-0" && number.find_first_of(".eE") == std::string_view::npos;
}

// Recurses as deep as parsing did. Returns the value that has no canonical form, if there is one.
std::optional<Value> append_canonical(std::string &out, const Value &value) {
    switch (value.kind()) {
    case Kind::string:
        append_quoted(out, value.text());
        return std::nullopt;
    case Kind::number:
        if (!is_integer(value.text())) {
            return value;
        }
        [[fallthrough]];
    case Kind::null:
    case Kind::boolean:
        out.append(value.text());
        return std::nullopt;
    case Kind::array:
        out.push_back('[');
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i > 0) {
                out.push_back(',');
            }
            if (const auto bad = append_canonical(out, value.at(i))) {
                return bad;
            }
        }
        out.push_back(']');
        return std::nullopt;
    case Kind::object:
        out.push_back('{');
        for (const std::size_t i : members_by_name(value)) {
            if (out.back() != '{') {
                out.push_back(',');
            }
            append_quoted(out, value.name(i));
            out.push_back(':');
            if (const auto bad = append_canonical(out, value.at(i))) {
                return bad;
            }
        }
        out.push_back('}');
        return std::nullopt;
    }
    return value;
}

} // namespace

std::string quote(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size() + 2);
    append_quoted(out, utf8);
    return out;
}

std::expected<std::string, Error> canonical(const Value &value) {
    std::string out;
    out.reserve(value.source().size());
    if (const auto bad = append_canonical(out, value)) {
        return std::unexpected(Error{bad->path(), "not an integer"});
    }
    return out;
}

std::string without_members(const Value &object, std::initializer_list<std::string_view> names) {
    std::string out = "{";
    out.reserve(object.source().size());
    for (std::size_t i = 0; i < object.size(); ++i) {
        const auto name = object.name(i);
        if (std::ranges::find(names, name) != names.end()) continue;
        out.append(out.size() == 1 ? "" : ",");
        append_quoted(out, name);
        out.append(":").append(object.at(i).source());
    }
    return out + '}';
}

} // namespace walletauth::json
