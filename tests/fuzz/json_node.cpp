// SPDX-License-Identifier: Apache-2.0
#include "json_node.hpp"

#include <array>
#include <utility>

namespace walletauth::fuzz {
namespace {

/// A type and a value of it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 32> samples{{
    {"felt", "\"abc\""},
    {"felt", "\"0x10\""},
    {"felt*", "[1,\"2\"]"},
    {"bool", "true"},
    {"string", "\"a text of more than thirty-one characters\""},
    {"string", "\"\""},
    {"selector", "\"transfer\""},
    {"selector", "\"0x5\""},
    {"shortstring", "\"x\""},
    {"u128", "\"340282366920938463463374607431768211455\""},
    {"i128", "-5"},
    {"i128", "\"-170141183460469231731687303715884105728\""},
    {"timestamp", "1767225600"},
    {"ContractAddress", "\"0x5\""},
    {"ClassHash", "7"},
    {"u256", R"({"low":1,"high":2})"},
    {"u256**", R"([[{"low":1,"high":2}],[]])"},
    {"TokenAmount", R"({"token_address":1,"amount":{"low":1,"high":2}})"},
    {"NftId*", "[]"},
    {"uint8", "255"},
    {"uint256", "\"0xff\""},
    {"int8", "-128"},
    {"int64", "\"-9223372036854775808\""},
    {"int256", "\"-1\""},
    {"bytes", "\"0x\""},
    {"bytes4", "\"0x01020304\""},
    {"bytes32[]", "[]"},
    {"address", "\"0x0000000000000000000000000000000000000001\""},
    {"string[2]", R"(["a","b"])"},
    {"uint8[2][]", "[[1,2],[3,4]]"},
    {"bool[][]", "[[],[true]]"},
    {"string*", R"(["a"])"},
}};

Node *member_of(Node &object, std::string_view name) {
    for (std::size_t i = 0; i < object.names.size(); ++i) {
        if (object.names[i] == name) return &object.children[i];
    }
    return nullptr;
}

/// The list of what is around it: an element more, or the one alone.
void nest(Node &value, bool twice) {
    Node list{.kind = json::Kind::array, .text = {}, .names = {}, .children = {value}};
    if (twice) list.children.push_back(list.children.front());
    value = std::move(list);
}

} // namespace

Node read_node(const json::Value &value) {
    Node node{.kind = value.kind(), .text = std::string{value.text()}, .names = {}, .children = {}};
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value.kind() == json::Kind::object) node.names.emplace_back(value.name(i));
        node.children.push_back(read_node(value.at(i)));
    }
    return node;
}

void write_node(const Node &node, std::string &to) {
    if (node.kind == json::Kind::string) {
        to += json::quote(node.text);
    } else if (node.kind == json::Kind::object || node.kind == json::Kind::array) {
        const bool is_object = node.kind == json::Kind::object;
        to += is_object ? '{' : '[';
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            if (i != 0) to += ',';
            if (is_object) to += json::quote(node.names[i]) + ':';
            write_node(node.children[i], to);
        }
        to += is_object ? '}' : ']';
    } else {
        to += node.text;
    }
}

void collect_nodes(Node &node, std::vector<Node *> &to) {
    to.push_back(&node);
    for (auto &child : node.children)
        collect_nodes(child, to);
}

Node parse_node(std::string_view source) {
    const auto document = json::Document::parse(source);
    return document ? read_node(document->root()) : Node{};
}

bool retype_member(Node &root, unsigned choice) {
    std::vector<Node *> all;
    collect_nodes(root, all);
    std::vector<Node *> declared;
    for (Node *node : all) {
        const auto *name = member_of(*node, "name");
        const auto *type = member_of(*node, "type");
        if (name != nullptr && type != nullptr && name->kind == json::Kind::string &&
            type->kind == json::Kind::string) {
            declared.push_back(node);
        }
    }
    if (declared.empty()) return false;
    Node &node = *declared[choice % declared.size()];
    choice /= static_cast<unsigned>(declared.size());
    const std::string name = member_of(node, "name")->text;
    std::string &type = member_of(node, "type")->text;
    const auto how = choice % 4;
    choice /= 4;
    const auto &[sample_type, sample] = samples[choice % samples.size()];
    if (how == 0)
        type += '*';
    else if (how == 1)
        type += choice % 2 == 0 ? "[]" : "[2]";
    else
        type = sample_type;
    for (Node *object : all) {
        Node *value = object == &node ? nullptr : member_of(*object, name);
        if (value == nullptr) continue;
        if (how < 2)
            nest(*value, choice % 2 != 0);
        else
            *value = parse_node(sample);
        break; // others may lie in what is gone
    }
    return true;
}

} // namespace walletauth::fuzz
