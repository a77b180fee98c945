// SPDX-License-Identifier: Apache-2.0
#include "table.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>
#include <iomanip>

namespace walletauth {

std::string without_controls(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    for (std::size_t i = 0; i < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const auto size = utf8_sequence_size(bytes.substr(i));
        // U+0080 to U+009F are controls, too.
        const bool is_control =
            byte < 0x20 || byte == 0x7f ||
            (byte == 0xc2 && size == 2 && static_cast<unsigned char>(bytes[i + 1]) < 0xa0);
        if (size == 0 || is_control) {
            shown += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
            ++i;
        } else {
            shown += bytes.substr(i, size);
            i += size;
        }
    }
    return shown;
}

void Table::add(std::vector<std::string> row) {
    for (auto &cell : row)
        cell = without_controls(cell);
    rows_.push_back(std::move(row));
}

void Table::print(std::ostream &out) const {
    std::vector<std::size_t> widths(rows_.front().size());
    for (const auto &row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const auto &row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i + 1 == row.size()) {
                out << row[i];
            } else {
                out << std::left << std::setw(static_cast<int>(widths[i]) + 2) << row[i];
            }
        }
        out << '\n';
    }
}

} // namespace walletauth
