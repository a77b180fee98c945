// SPDX-License-Identifier: Apache-2.0
#include "toml_parser.hpp"

#include <walletauth/settings.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth {
namespace {

constexpr std::size_t max_size = std::size_t{1} << 20;
constexpr std::size_t max_items = 1024;
constexpr std::size_t max_dots = 2; // [[chain."a:b".endpoint]]

/// Names as TOML writes them: bare where they may be.
std::string spelled(std::string_view name) {
    const bool is_bare = !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
    return is_bare ? std::string{name} : '"' + printable_ascii(name, 64) + '"';
}

std::string joined(std::string_view member, std::string_view name) {
    if (name.empty()) return std::string{member};
    return (member.empty() ? "" : std::string{member} + '.') + spelled(name);
}

/// A tree without toml++. Its depth is bounded by the dots and brackets of the text.
std::expected<SettingsNode, SettingsFault> converted(const toml::node &node,
                                                     const std::string &member) {
    SettingsNode out{node.source().begin.line, {}};
    if (const auto *text = node.as_string()) {
        out.value = text->get();
    } else if (const auto *number = node.as_integer()) {
        out.value = number->get();
    } else if (const auto *flag = node.as_boolean()) {
        out.value = flag->get();
    } else if (const auto *array = node.as_array()) {
        SettingsItems items;
        if (array->size() > max_items) {
            return std::unexpected(SettingsFault{out.line, member, "more than 1024 items"});
        }
        for (const auto &item : *array) {
            auto part = converted(item, member);
            if (!part) return part;
            items.push_back(std::move(*part));
        }
        out.value = std::move(items);
    } else if (const auto *table = node.as_table()) {
        SettingsMembers members;
        for (const auto &[key, item] : *table) {
            auto part = converted(item, joined(member, key.str()));
            if (!part) return part;
            members.emplace(std::string{key.str()}, std::move(*part));
        }
        out.value = std::move(members);
    } else {
        return std::unexpected(SettingsFault{
            out.line, member, "a date or a fraction, expected a text, a whole number or a flag"});
    }
    return out;
}

constexpr std::size_t most_texts = 64;

/// Escapes may bring in what the text itself must not have: a NUL ends a file name early.
bool is_plain(std::string_view text) {
    return !text.empty() && std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

} // namespace

std::expected<SettingsNode, SettingsFault> parse_settings(std::string_view text) {
    if (text.size() > max_size) {
        return std::unexpected(SettingsFault{0, "", "more than 1 MiB"});
    }
    const auto parsed = parse_toml(text, max_dots);
    if (!parsed) {
        return std::unexpected(
            SettingsFault{parsed.error().line, "", printable_ascii(parsed.error().what, 300)});
    }
    return converted(*parsed, "");
}

SettingsReader::SettingsReader(const SettingsNode &table, std::string member,
                               std::optional<SettingsFault> &fault)
    : node_(&table), member_(std::move(member)), fault_(&fault) {
    if (!std::holds_alternative<SettingsMembers>(table.value)) refuse("", "expected a table");
}

const SettingsNode *SettingsReader::find(std::string_view name) const {
    const auto *members = std::get_if<SettingsMembers>(&node_->value);
    if (failed() || members == nullptr) return nullptr;
    const auto found = members->find(name);
    return found == members->end() ? nullptr : &found->second;
}

bool SettingsReader::has(std::string_view name) const { return find(name) != nullptr; }

std::string SettingsReader::member(std::string_view name) const { return joined(member_, name); }

std::size_t SettingsReader::line(std::string_view name) const {
    const auto *node = find(name);
    return node == nullptr ? node_->line : node->line;
}

void SettingsReader::refuse(std::string_view name, std::string_view what) {
    if (failed()) return;
    *fault_ = SettingsFault{line(name), member(name), printable_ascii(what, 300)};
}

void SettingsReader::check_names(std::initializer_list<std::string_view> known) {
    const auto *members = std::get_if<SettingsMembers>(&node_->value);
    if (failed() || members == nullptr) return;
    for (const auto &[name, node] : *members) {
        if (std::ranges::find(known, name) != known.end()) continue;
        std::string names;
        for (const auto other : known)
            (names += names.empty() ? "" : ", ") += other;
        refuse(name, "unknown member, expected " + names);
        return;
    }
}

std::string SettingsReader::text(std::string_view name, std::string_view missing) {
    const auto *node = find(name);
    if (node == nullptr) return std::string{missing};
    const auto *text = std::get_if<std::string>(&node->value);
    if (text == nullptr || !is_plain(*text)) {
        refuse(name, "it is no text, empty, or has a control character");
        return {};
    }
    return *text;
}

std::vector<std::string> SettingsReader::texts(std::string_view name) {
    std::vector<std::string> all;
    const auto *node = find(name);
    if (node == nullptr) return all;
    const auto *items = std::get_if<SettingsItems>(&node->value);
    if (items == nullptr || items->size() > most_texts) {
        refuse(name, "expected a list of at most 64 texts");
        return all;
    }
    for (const auto &item : *items) {
        const auto *text = std::get_if<std::string>(&item.value);
        if (text == nullptr || !is_plain(*text)) {
            refuse(name, "an item is no text, empty, or has a control character");
            return {};
        }
        all.push_back(*text);
    }
    return all;
}

std::int64_t SettingsReader::number(std::string_view name, std::int64_t least, std::int64_t most,
                                    std::int64_t missing) {
    const auto *node = find(name);
    if (node == nullptr) return missing;
    const auto *number = std::get_if<std::int64_t>(&node->value);
    if (number == nullptr || *number < least || *number > most) {
        refuse(name, (number == nullptr ? "no whole number" : std::to_string(*number)) +
                         ", expected " + std::to_string(least) + " to " + std::to_string(most));
        return missing;
    }
    return *number;
}

bool SettingsReader::flag(std::string_view name, bool missing) {
    const auto *node = find(name);
    if (node == nullptr) return missing;
    const auto *flag = std::get_if<bool>(&node->value);
    if (flag == nullptr) refuse(name, "expected true or false");
    return flag == nullptr ? missing : *flag;
}

std::optional<SettingsReader> SettingsReader::table(std::string_view name) {
    const auto *node = find(name);
    if (node == nullptr) return std::nullopt;
    return SettingsReader(*node, member(name), *fault_);
}

std::vector<std::pair<std::string, SettingsReader>> SettingsReader::tables() {
    std::vector<std::pair<std::string, SettingsReader>> all;
    const auto *members = std::get_if<SettingsMembers>(&node_->value);
    if (failed() || members == nullptr) return all;
    for (const auto &[name, node] : *members)
        all.emplace_back(name, SettingsReader(node, member(name), *fault_));
    return all;
}

std::vector<SettingsReader> SettingsReader::list(std::string_view name) {
    std::vector<SettingsReader> all;
    const auto *node = find(name);
    if (node == nullptr) return all;
    const auto *items = std::get_if<SettingsItems>(&node->value);
    if (items == nullptr) {
        refuse(name, "expected tables, [[" + member(name) + "]]");
        return all;
    }
    for (const auto &item : *items)
        all.emplace_back(item, member(name), *fault_);
    return all;
}

} // namespace walletauth
