// SPDX-License-Identifier: Apache-2.0
#include "json_meaning.hpp"

#include <walletauth/text/json.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace walletauth::conformance {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Strings are the same in any case where they are hex with its prefix.
bool same_text(std::string_view a, std::string_view b) {
    if (a == b) return true;
    const auto is_hex = [](std::string_view text) {
        return text.size() > 2 && text[0] == '0' && lower(text[1]) == 'x';
    };
    return is_hex(a) && is_hex(b) && std::ranges::equal(a, b, {}, &lower, &lower);
}

bool same_value(const json::Value &a, const json::Value &b) {
    if (a.kind() != b.kind() || a.size() != b.size() || !same_text(a.text(), b.text()))
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a.name(i) != b.name(i) || !same_value(a.at(i), b.at(i))) return false;
    }
    return true;
}

/// An object without the members that say nothing.
template <class SaysNothing>
std::vector<std::size_t> telling_members(const json::Value &object, SaysNothing says_nothing) {
    std::vector<std::size_t> telling;
    for (std::size_t i = 0; i < object.size(); ++i) {
        if (!says_nothing(object.name(i), object.at(i))) telling.push_back(i);
    }
    return telling;
}

template <class SaysNothing>
bool same_telling_members(const json::Value &a, const json::Value &b, SaysNothing says_nothing) {
    const auto same_member = [&](std::size_t i, std::size_t k) {
        return a.name(i) == b.name(k) && same_value(a.at(i), b.at(k));
    };
    return a.kind() == b.kind() &&
           std::ranges::equal(telling_members(a, says_nothing), telling_members(b, says_nothing),
                              same_member);
}

/// What a declaration of a member holds beside these, such as internalType, is read by nobody.
bool same_declarations(const json::Value &a, const json::Value &b) {
    constexpr auto is_ignored = [](std::string_view name, const json::Value &) {
        return name != "name" && name != "type" && name != "contains";
    };
    if (a.kind() != json::Kind::array || a.kind() != b.kind() || a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!same_telling_members(a.at(i), b.at(i), is_ignored)) return false;
    }
    return true;
}

/// A null member of the domain is an absent one.
bool same_domain(const json::Value &a, const json::Value &b) {
    return same_telling_members(a, b, [](std::string_view, const json::Value &value) {
        return value.kind() == json::Kind::null;
    });
}

/// Adds the types that a declaration names anywhere, alone or in "(A,B)*" or "A[2]".
void add_used(const json::Value &types, const json::Value &declaration,
              std::set<std::string_view> &used) {
    for (std::size_t i = 0; i < types.size(); ++i) {
        const auto name = types.name(i);
        if (used.contains(name) || name.empty()) continue;
        if (!declaration.source().contains(name)) continue;
        used.insert(name);
        add_used(types, types.at(i), used);
    }
}

/// The types that a message uses: its primary type, its domain's, and what these name.
std::set<std::string_view> used_types(const json::Value &root, const json::Value &types) {
    std::set<std::string_view> used;
    const auto primary = root.find("primaryType");
    for (std::size_t i = 0; i < types.size(); ++i) {
        const auto name = types.name(i);
        if ((primary && name == primary->text()) || name.ends_with("Domain")) {
            used.insert(name);
            add_used(types, types.at(i), used);
        }
    }
    return used;
}

bool same_types(const json::Value &changed, const json::Value &original,
                const std::set<std::string_view> &used) {
    return std::ranges::all_of(used, [&](std::string_view name) {
        const auto now = changed.find(name);
        const auto before = original.find(name);
        // A domain's type need not be declared: EIP-712 has it from the domain's values.
        if (!now && name.ends_with("Domain")) return true;
        return now && before && same_declarations(*now, *before);
    });
}

/// Of a message's members `name`; `original` is all of the second.
bool same_part(std::string_view name, const json::Value &now, const json::Value &before,
               const json::Value &original) {
    if (name == "types") return same_types(now, before, used_types(original, before));
    return name == "domain" ? same_domain(now, before) : same_value(now, before);
}

} // namespace

bool says_the_same(const Bytes &changed, const Bytes &original) {
    const auto parse = [](const Bytes &text) {
        return json::Document::parse({reinterpret_cast<const char *>(text.data()), text.size()});
    };
    const auto first = parse(changed);
    const auto second = parse(original);
    if (!first || !second || first->root().size() != second->root().size()) return false;
    const auto now = first->root();
    const auto before = second->root();
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now.name(i) != before.name(i)) return false;
        if (!same_part(now.name(i), now.at(i), before.at(i), before)) return false;
    }
    return true;
}

} // namespace walletauth::conformance
