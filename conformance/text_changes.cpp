// SPDX-License-Identifier: Apache-2.0
#include "text_changes.hpp"

#include <algorithm>
#include <string_view>

namespace walletauth::conformance {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const Bytes &message) {
    Lines lines{""};
    for (const auto byte : message) {
        if (byte == '\n')
            lines.emplace_back();
        else
            lines.back() += static_cast<char>(byte);
    }
    return lines;
}

Bytes joined(const Lines &lines) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i)
        (text += i == 0 ? "" : "\n") += lines[i];
    return bytes_from(text);
}

} // namespace

std::vector<TextChange> byte_changes(const Bytes &message, std::size_t most) {
    std::vector<TextChange> changes;
    const auto at = [](std::size_t i) { return "byte " + std::to_string(i); };
    const std::size_t step =
        std::max<std::size_t>(1, message.size() / std::max<std::size_t>(most, 1));
    for (std::size_t i = 0; i < message.size(); i += step) {
        for (const std::uint8_t mask : {0x01, 0x20, 0x80}) {
            Bytes changed = message;
            changed[i] ^= mask;
            changes.push_back({at(i) + " changed", std::move(changed)});
        }
        const bool is_empty_line = message[i] == '\n';
        if (is_empty_line) continue; // how many of them stand there is a wallet's own
        Bytes shorter = message;
        shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
        changes.push_back({at(i) + " left out", std::move(shorter)});
        for (const std::uint8_t put : {' ', 'x', '\n'}) {
            Bytes longer = message;
            longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(i), put);
            changes.push_back({"a byte put in before " + at(i), std::move(longer)});
        }
    }
    return changes;
}

std::vector<TextChange> line_changes(const Bytes &message) {
    std::vector<TextChange> changes;
    const auto lines = lines_of(message);
    const auto add = [&](std::size_t i, std::string_view what, const Lines &changed) {
        if (changed != lines)
            changes.push_back(
                {"line " + std::to_string(i + 1) + ' ' + std::string{what}, joined(changed)});
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].empty()) continue;
        const auto place = static_cast<std::ptrdiff_t>(i);
        Lines doubled = lines;
        doubled.insert(doubled.begin() + place, lines[i]);
        add(i, "doubled", doubled);
        Lines without = lines;
        without.erase(without.begin() + place);
        add(i, "left out", without);
        for (std::size_t j = 0; j <= without.size(); ++j) {
            Lines moved = without;
            moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(j), lines[i]);
            add(i, "moved to line " + std::to_string(j + 1), moved);
        }
        Lines appended = lines;
        appended.push_back(lines[i]);
        add(i, "appended", appended);
    }
    for (const auto *more : {"x", "Nonce: abcdefgh", "- https://evil.example",
                             "Expiration Time: 2099-01-01T00:00:00Z"}) {
        Lines appended = lines;
        appended.emplace_back(more);
        add(lines.size(), "\"" + std::string{more} + "\" appended", appended);
    }
    return changes;
}

} // namespace walletauth::conformance
