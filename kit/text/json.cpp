// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/json.hpp>

#include "json_tree.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>
#include <ranges>

namespace walletauth::json {
namespace detail {
namespace {

constexpr std::size_t max_shown_name = 64;

bool is_plain(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '$';
}

} // namespace

void append_name(std::string &path, std::string_view name) {
    if (!name.empty() && name.size() <= max_shown_name && std::ranges::all_of(name, is_plain)) {
        if (!path.empty()) {
            path.push_back('.');
        }
        path.append(name);
        return;
    }
    path.append("[\"");
    path.append(printable_ascii(name, max_shown_name));
    path.append("\"]");
}

void append_index(std::string &path, std::size_t index) {
    path.push_back('[');
    path.append(std::to_string(index));
    path.push_back(']');
}

std::string Tree::path(std::uint32_t node) const {
    std::vector<std::uint32_t> steps;
    for (; node > root_node; node = nodes[node].parent) {
        steps.push_back(node);
    }
    std::string result;
    for (const std::uint32_t step : steps | std::views::reverse) {
        if (nodes[nodes[step].parent].kind == Kind::object) {
            append_name(result, nodes[step].name);
        } else {
            append_index(result, nodes[step].index);
        }
    }
    return result;
}

} // namespace detail

using detail::Node;

std::string_view kind_name(Kind kind) noexcept {
    switch (kind) {
    case Kind::null:
        return "null";
    case Kind::boolean:
        return "boolean";
    case Kind::number:
        return "number";
    case Kind::string:
        return "string";
    case Kind::array:
        return "array";
    case Kind::object:
        return "object";
    }
    return "unknown";
}

Kind Value::kind() const noexcept { return tree_->nodes[node_].kind; }

std::string_view Value::text() const noexcept { return tree_->nodes[node_].text; }

bool Value::is_true() const noexcept {
    const Node &node = tree_->nodes[node_];
    return node.kind == Kind::boolean && node.text == "true";
}

std::size_t Value::size() const noexcept { return tree_->nodes[node_].count; }

Value Value::at(std::size_t i) const noexcept {
    const Node &node = tree_->nodes[node_];
    return {*tree_, i < node.count ? tree_->children[node.first + i] : detail::no_node};
}

std::string_view Value::name(std::size_t i) const noexcept {
    return tree_->nodes[at(i).node_].name;
}

std::optional<Value> Value::find(std::string_view name) const noexcept {
    const Node &node = tree_->nodes[node_];
    if (node.kind != Kind::object) {
        return std::nullopt;
    }
    const auto name_of = [this](std::uint32_t child) { return tree_->nodes[child].name; };
    const auto list = is_indexed(node) ? tree_->by_name(node) : tree_->children_of(node);
    const auto found = is_indexed(node) ? std::ranges::lower_bound(list, name, {}, name_of)
                                        : std::ranges::find(list, name, name_of);
    if (found == list.end() || name_of(*found) != name) {
        return std::nullopt;
    }
    return Value(*tree_, *found);
}

std::string_view Value::source() const noexcept {
    const Node &node = tree_->nodes[node_];
    return tree_->text.substr(node.begin, node.end - node.begin);
}

std::string Value::path() const { return tree_->path(node_); }

Document::Document(std::unique_ptr<const detail::Tree> tree) noexcept : tree_(std::move(tree)) {}
Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;
Document::~Document() = default;

Value Document::root() const noexcept { return {*tree_, detail::root_node}; }

} // namespace walletauth::json
