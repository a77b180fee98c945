// SPDX-License-Identifier: Apache-2.0
// The members of an object of the wire format, by a table of their names and kinds. Internal.
#pragma once

#include <walletauth/interface.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace walletauth::wire {

constexpr unsigned bit(json::Kind kind) noexcept { return 1U << static_cast<unsigned>(kind); }

struct MemberInfo {
    std::string_view name;
    unsigned kinds; ///< that its value may have, as bits
    std::string_view expected;
    bool mandatory = false;
};

/// By the places of a table of `Count` members.
template <std::size_t Count>
class Members {
  public:
    /// NULL if it is left out, which no mandatory one is.
    [[nodiscard]] const json::Value *operator[](std::size_t place) const noexcept {
        const auto &value = values_[place];
        return value ? &*value : nullptr;
    }
    void set(std::size_t place, const json::Value &value) { values_[place] = value; }

  private:
    std::array<std::optional<json::Value>, Count> values_;
};

/// The members of `root` in the table's order; `status` for one of another kind, one that is
/// missing and one that is not in the table, of which `say_unknown` gives the refusal, nor one of
/// `others`, which are passed over. Reasons begin with `where`.
template <std::size_t Count, class SayUnknown>
Result<Members<Count>> read_members(const json::Value &root,
                                    const std::array<MemberInfo, Count> &infos,
                                    std::uint32_t status, std::string_view where,
                                    const SayUnknown &say_unknown,
                                    std::span<const std::string_view> others = {}) {
    Members<Count> members;
    for (std::size_t i = 0; i < root.size(); ++i) {
        const std::string_view name = root.name(i);
        std::size_t found = 0;
        while (found < Count && infos[found].name != name)
            ++found;
        if (found == Count && std::ranges::find(others, name) != others.end()) continue;
        if (found == Count) return std::unexpected(say_unknown(name));
        const json::Value value = root.at(i);
        if ((infos[found].kinds & bit(value.kind())) == 0) {
            return refuse(status, where, name, " is not ", infos[found].expected);
        }
        members.set(found, value);
    }
    for (std::size_t i = 0; i < Count; ++i) {
        if (infos[i].mandatory && !members[i]) {
            return refuse(status, where, "member ", infos[i].name, " is missing");
        }
    }
    return members;
}

} // namespace walletauth::wire
