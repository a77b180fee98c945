// SPDX-License-Identifier: Apache-2.0
#include "request_reader.hpp"

#include "object_prefix.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <algorithm>
#include <string_view>

namespace walletauth::cli {
namespace {

bool is_blank(std::string_view line) {
    return std::ranges::all_of(line, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

/// A line that asks something by itself, which no part of an object on several lines does.
bool is_request(std::string_view line) {
    const auto document = json::Document::parse(line, {.max_size = max_request_size});
    if (!document) return false;
    const auto has_text = [&](std::string_view name) {
        const auto value = document->root().find(name);
        return value && value->kind() == json::Kind::string;
    };
    return has_text("chain") && (has_text("scheme") || has_text("account"));
}

} // namespace

bool RequestReader::fill() {
    auto *source = in_.rdbuf();
    if (source->sgetc() == std::char_traits<char>::eof()) return false; // waits for a byte
    const auto ready = std::max<std::streamsize>(source->in_avail(), 1);
    buffer_.resize(static_cast<std::size_t>(ready));
    buffer_.resize(static_cast<std::size_t>(source->sgetn(buffer_.data(), ready)));
    at_ = 0;
    return !buffer_.empty();
}

bool RequestReader::read_line(std::string &line) {
    line.clear();
    for (bool is_open = false;; is_open = true) {
        if (at_ == buffer_.size() && !fill()) return is_open && !line.empty();
        const auto end = std::min(buffer_.find('\n', at_), buffer_.size());
        const auto room = max_request_size + 1 - line.size();
        line.append(buffer_, at_, std::min(end - at_, room));
        at_ = end;
        if (at_ == buffer_.size()) continue;
        ++at_; // behind the line feed
        return true;
    }
}

// Reads on while the lines may still be one object: a line that cannot go on with it, or that asks
// something by itself, shows that they are requests each.
void RequestReader::read_first() {
    is_begun_ = true;
    ObjectPrefix object;
    std::string whole;
    bool is_object = true;
    for (std::string line; is_object && read_line(line);) {
        if (is_blank(line)) continue;
        whole += line;
        whole += '\n';
        is_object = whole.size() <= max_request_size + 1 && object.add(line) &&
                    !(ahead_.empty() ? object.is_whole() : is_request(line));
        ahead_.push_back(std::move(line));
    }
    if (!is_object || !object.is_whole()) return;
    whole.pop_back();
    ahead_.assign(1, std::move(whole));
}

bool RequestReader::next(std::string &text) {
    if (!is_begun_ && lines_ == Lines::maybe_one_object) read_first();
    if (!ahead_.empty()) {
        text = std::move(ahead_.front());
        ahead_.pop_front();
        return true;
    }
    do {
        if (!read_line(text)) return false;
    } while (is_blank(text));
    return true;
}

bool RequestReader::has_more() const {
    return !ahead_.empty() || buffer_.find('\n', at_) != std::string::npos;
}

} // namespace walletauth::cli
