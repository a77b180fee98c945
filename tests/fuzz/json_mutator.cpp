// SPDX-License-Identifier: Apache-2.0
#include "json_mutator.hpp"

#include "json_node.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <random>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t capacity);

namespace walletauth::fuzz {
namespace {

constexpr json::Limits limits{.max_size = std::size_t{1} << 16, .max_depth = 64, .max_nodes = 4096};
constexpr std::size_t max_text = 1 << 12;

// Edges of the types that documents have.
constexpr std::array<std::string_view, 40> edges{
    "0",
    "1",
    "-1",
    "9007199254740991",
    "9007199254740992",
    "-9007199254740991",
    "1e3",
    "5.0",
    "-0",
    "true",
    "false",
    "null",
    "\"\"",
    "\"0\"",
    "\"0x\"",
    "\"0x0\"",
    "\"0X1\"",
    "\"-1\"",
    "\"0x0000000000000000000000000000000000000000\"",
    "\"0xffffffffffffffffffffffffffffffffffffffff\"",
    "\"115792089237316195423570985008687907853269984665640564039457584007913129639935\"",
    "\"-57896044618658097711785492504343953926634992332820282019728792003956564819968\"",
    "\"0x800000000000011000000000000000000000000000000000000000000000000\"",
    "\"0x800000000000011000000000000000000000000000000000000000000000001\"",
    "\"340282366920938463463374607431768211455\"",
    "\"340282366920938463463374607431768211456\"",
    "\"-170141183460469231731687303715884105728\"",
    "\"felt\"",
    "\"string\"",
    "\"uint256\"",
    "\"int8\"",
    "\"bytes32\"",
    "\"bytes\"",
    "\"bool\"",
    "\"merkletree\"",
    "\"enum\"",
    "\"u256\"",
    "\"selector\"",
    "[]",
    "{}"};

class Mutation {
  public:
    Mutation(Node &root, unsigned seed) : random_(seed) { collect_nodes(root, all_); }

    void apply() {
        switch (below(8)) {
        case 0:
            return set_edge(any());
        case 1:
            any() = Node{any()};
            return; // perhaps of itself or of what it is in
        case 2:
            return remove_child();
        case 3:
            return add_child();
        case 4:
            return swap_children();
        case 5:
            return rename();
        default:
            return change_scalar();
        }
    }

  private:
    std::size_t below(std::size_t limit) { return random_() % limit; }
    Node &any() { return *all_[below(all_.size())]; }

    Node *container() {
        std::vector<Node *> found;
        std::ranges::copy_if(all_, std::back_inserter(found),
                             [](const Node *node) { return !node->children.empty(); });
        return found.empty() ? nullptr : found[below(found.size())];
    }

    std::string any_text() {
        std::vector<std::string> texts;
        for (const auto *node : all_) {
            if (node->kind == json::Kind::string) texts.push_back(node->text);
            texts.insert(texts.end(), node->names.begin(), node->names.end());
        }
        return texts.empty() ? std::string{"a"} : texts[below(texts.size())];
    }

    static void set_source(Node &node, std::string_view source) { node = parse_node(source); }
    void set_edge(Node &node) { set_source(node, edges[below(edges.size())]); }

    std::string mutated(std::string text) {
        const auto size = std::min(text.size(), max_text);
        text.resize(std::max<std::size_t>(2 * size, 16));
        const auto after =
            LLVMFuzzerMutate(reinterpret_cast<std::uint8_t *>(text.data()), size, text.size());
        text.resize(after);
        return text;
    }

    void change_scalar() {
        std::vector<Node *> scalars;
        std::ranges::copy_if(all_, std::back_inserter(scalars),
                             [](const Node *node) { return node->children.empty(); });
        if (scalars.empty()) return;
        Node &node = *scalars[below(scalars.size())];
        if (node.kind == json::Kind::string) {
            const auto choice = below(8);
            if (choice == 0)
                node.text += '*';
            else if (choice == 1)
                node.text += "[2]";
            else if (choice == 2)
                node.text = any_text();
            else
                node.text = mutated(std::move(node.text));
        } else if (node.kind == json::Kind::number && below(2) == 0) {
            node.kind = json::Kind::string;
        } else {
            set_edge(node);
        }
    }

    void remove_child() {
        Node *node = container();
        if (node == nullptr) return;
        const auto i = static_cast<std::ptrdiff_t>(below(node->children.size()));
        node->children.erase(node->children.begin() + i);
        if (node->kind == json::Kind::object) node->names.erase(node->names.begin() + i);
    }

    void add_child() {
        Node *node = container();
        if (node == nullptr) return;
        Node child = any();
        auto name = any_text();
        const auto i = static_cast<std::ptrdiff_t>(below(node->children.size() + 1));
        if (node->kind == json::Kind::object) {
            node->names.insert(node->names.begin() + i, std::move(name));
        }
        node->children.insert(node->children.begin() + i, std::move(child));
    }

    void swap_children() {
        Node *node = container();
        if (node == nullptr) return;
        const auto i = below(node->children.size());
        const auto j = below(node->children.size());
        std::swap(node->children[i], node->children[j]);
        if (node->kind == json::Kind::object && below(2) == 0) {
            std::swap(node->names[i], node->names[j]);
        }
    }

    void rename() {
        Node *node = container();
        if (node == nullptr || node->names.empty()) return;
        auto &name = node->names[below(node->names.size())];
        name = below(2) == 0 ? any_text() : mutated(name);
    }

    std::minstd_rand random_;
    std::vector<Node *> all_;
};

} // namespace

std::string mutate_json(std::string_view text, unsigned seed) {
    const auto document = json::Document::parse(text, limits);
    if (!document) return {};
    Node root = read_node(document->root());
    if (seed % 4 != 0 || !retype_member(root, seed / 4)) Mutation{root, seed}.apply();
    std::string out;
    write_node(root, out);
    return out;
}

std::size_t mutate_behind_prefix(std::uint8_t *data, std::size_t size, std::size_t capacity,
                                 unsigned seed, std::size_t prefix) {
    if (size > prefix && seed % 16 != 0) {
        if (prefix != 0 && seed % 16 == 1) {
            data[seed / 16 % prefix] = static_cast<std::uint8_t>(seed >> 12);
            return size;
        }
        const std::string_view text{reinterpret_cast<const char *>(data) + prefix, size - prefix};
        const auto changed = mutate_json(text, seed / 16);
        if (!changed.empty() && changed.size() <= capacity - prefix) {
            std::memcpy(data + prefix, changed.data(), changed.size());
            return prefix + changed.size();
        }
    }
    return LLVMFuzzerMutate(data, size, capacity);
}

} // namespace walletauth::fuzz
