// SPDX-License-Identifier: Apache-2.0
#include "object_prefix.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>

namespace walletauth::cli {
namespace {

namespace bj = boost::json;

/// Takes every event; only the syntax counts.
struct Handler {
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);
    using error_code = bj::error_code;
    using text = bj::string_view;

    bool on_document_begin(error_code &) { return true; }
    bool on_document_end(error_code &) { return is_whole = true; }
    bool on_object_begin(error_code &) { return true; }
    bool on_object_end(std::size_t, error_code &) { return true; }
    bool on_array_begin(error_code &) { return true; }
    bool on_array_end(std::size_t, error_code &) { return true; }
    bool on_key_part(text, std::size_t, error_code &) { return true; }
    bool on_key(text, std::size_t, error_code &) { return true; }
    bool on_string_part(text, std::size_t, error_code &) { return true; }
    bool on_string(text, std::size_t, error_code &) { return true; }
    bool on_number_part(text, error_code &) { return true; }
    bool on_int64(std::int64_t, text, error_code &) { return true; }
    bool on_uint64(std::uint64_t, text, error_code &) { return true; }
    bool on_double(double, text, error_code &) { return true; }
    bool on_bool(bool, error_code &) { return true; }
    bool on_null(error_code &) { return true; }
    bool on_comment_part(text, error_code &) { return true; }
    bool on_comment(text, error_code &) { return true; }

    bool is_whole = false;
};

} // namespace

struct ObjectPrefix::State {
    // Deeper than requests may be: what is too deep is one request, and refused as such.
    static bj::parse_options options() {
        bj::parse_options all;
        all.max_depth = 1024;
        return all;
    }
    bj::basic_parser<Handler> parser{options()};
    bool is_begun = false;
};

ObjectPrefix::ObjectPrefix() : state_(std::make_unique<State>()) {}
ObjectPrefix::~ObjectPrefix() = default;

bool ObjectPrefix::add(std::string_view line) {
    auto &[parser, is_begun] = *state_;
    if (!is_begun) {
        const auto first = line.find_first_not_of(" \t\r");
        if (first == std::string_view::npos || line[first] != '{') return false;
        is_begun = true;
    }
    bj::error_code error;
    std::size_t read = parser.write_some(true, line.data(), line.size(), error);
    if (error) return false;
    // The line feed: it ends no string.
    if (read == line.size() && !is_whole()) read += parser.write_some(true, "\n", 1, error);
    const auto rest = line.substr(std::min(read, line.size()));
    return !error && rest.find_first_not_of(" \t\r") == std::string_view::npos;
}

bool ObjectPrefix::is_whole() const { return state_->parser.handler().is_whole; }

} // namespace walletauth::cli
