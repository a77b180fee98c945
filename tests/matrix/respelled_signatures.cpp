// SPDX-License-Identifier: Apache-2.0
#include "respelled_signatures.hpp"

#include <algorithm>
#include <array>

namespace matrix {
namespace {

using View = std::span<const std::uint8_t>;

Bytes as_it_is(View raw) { return {raw.begin(), raw.end()}; }

/// Each number as two words of 32 bytes, the lower half first.
Bytes in_halves(View raw) {
    Bytes out;
    for (const std::size_t offset : {16U, 0U, 48U, 32U}) {
        out.insert(out.end(), 16, 0);
        const auto half = raw.subspan(offset, 16);
        out.insert(out.end(), half.begin(), half.end());
    }
    return out;
}

/// X.690: a sequence of two integers.
Bytes in_der(View raw) {
    Bytes out;
    for (auto number : {raw.first(32), raw.subspan(32, 32)}) {
        while (number.size() > 1 && number.front() == 0)
            number = number.subspan(1);
        const bool is_padded = (number.front() & 0x80) != 0;
        out.push_back(0x02);
        out.push_back(static_cast<std::uint8_t>(number.size() + (is_padded ? 1 : 0)));
        if (is_padded) out.push_back(0);
        out.insert(out.end(), number.begin(), number.end());
    }
    out.insert(out.begin(), {0x30, static_cast<std::uint8_t>(out.size())});
    return out;
}

/// A byte beside the numbers tells which key: all values that anybody gives it.
void add_all_ids(const Bytes &made, std::size_t offset, std::vector<Bytes> &out) {
    for (const auto &[first, last] : {std::pair{0U, 7U}, std::pair{27U, 42U}}) {
        for (auto id = first; id <= last; ++id) {
            out.push_back(made);
            out.back()[offset] = static_cast<std::uint8_t>(id);
        }
    }
}

} // namespace

std::vector<Bytes> respelled(View its, View its_raw, View raw) {
    std::vector<Bytes> out;
    for (const auto spell : {&as_it_is, &in_halves, &in_der}) {
        const auto from = spell(its_raw);
        const auto found = std::ranges::search(its, from);
        if (found.empty()) continue;
        const auto to = spell(raw);
        Bytes made{its.begin(), found.begin()};
        made.insert(made.end(), to.begin(), to.end());
        made.insert(made.end(), found.end(), its.end());
        out.push_back(made);
        if (its.size() == 65) add_all_ids(made, found.begin() == its.begin() ? 64 : 0, out);
    }
    return out;
}

} // namespace matrix
