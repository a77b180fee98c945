// SPDX-License-Identifier: Apache-2.0
#include "lines.hpp"

#include "core/support/json.hpp"

#include <walletauth/wire.hpp>

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>

namespace walletauth::cli {
namespace {

/// Reads one line, keeping at most max_request_size + 1 bytes of it.
bool read_line(std::istream &in, std::string &line) {
    line.clear();
    auto *buffer = in.rdbuf();
    for (;;) {
        const auto next = buffer->sbumpc();
        if (next == std::char_traits<char>::eof()) return !line.empty();
        if (next == '\n') return true;
        if (line.size() <= max_request_size) line.push_back(static_cast<char>(next));
    }
}

bool is_blank(std::string_view line) {
    return std::ranges::all_of(line, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

class Progress {
  public:
    ~Progress() {
        if (shown_) std::cerr << '\r' << count_ << " requests" << std::endl;
    }
    void step() {
        constexpr std::size_t every = 1000;
        if (++count_ % every != 0 || !on_terminal_) return;
        std::cerr << '\r' << count_ << " requests" << std::flush;
        shown_ = true;
    }

  private:
    bool on_terminal_ = ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0;
    bool shown_ = false;
    std::size_t count_ = 0;
};

} // namespace

bool for_each_line(std::istream &in, const std::function<bool(std::string_view)> &each) {
    Progress progress;
    std::string line;
    while (read_line(in, line)) {
        if (is_blank(line)) continue;
        if (!each(line)) return false;
        progress.step();
    }
    return true;
}

bool for_each_request(const std::string &file, const std::function<bool(std::string_view)> &each) {
    if (file.empty() || file == "-") return for_each_line(std::cin, each);
    std::ifstream in(file, std::ios::binary);
    std::string head(max_request_size + 1, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (!in.good() && !in.eof()) {
        std::cerr << "walletauth: cannot read " << file << '\n';
        return false;
    }
    head.resize(static_cast<std::size_t>(in.gcount()));
    const json::Limits limits{.max_size = max_request_size};
    if (json::Document::parse(head, limits)) return each(head);
    in.clear();
    in.seekg(0);
    return for_each_line(in, each);
}

} // namespace walletauth::cli
