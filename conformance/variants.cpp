// SPDX-License-Identifier: Apache-2.0
#include "variants.hpp"

#include <algorithm>
#include <functional>
#include <type_traits>

namespace walletauth::conformance {
namespace {

/// The same changes for bytes and for texts. A zero byte ends a C string, so it comes both ways.
template <class Container>
std::vector<std::pair<std::string, Container>> changes_of(const Container &from) {
    using Item = typename Container::value_type;
    std::vector<std::pair<std::string, Container>> changes;
    const auto add = [&](std::string what, const std::function<void(Container &)> &change) {
        Container changed = from;
        change(changed);
        if (changed != from) changes.emplace_back(std::move(what), std::move(changed));
    };
    if (!from.empty()) {
        add("without its last byte", [](Container &c) { c.pop_back(); });
        add("without its first byte", [](Container &c) { c.erase(c.begin()); });
        add("cut to its first half", [](Container &c) { c.resize(c.size() / 2); });
        add("empty", [](Container &c) { c.clear(); });
        // A text that is no UTF-8 comes from no host.
        if constexpr (std::is_same_v<Container, Bytes>) {
            add("of zero bytes alone", [](Container &c) { std::ranges::fill(c, Item{0}); });
            add("of bytes ff alone", [](Container &c) { std::ranges::fill(c, Item{0xff}); });
        }
        add("twice", [&](Container &c) { c.insert(c.end(), from.begin(), from.end()); });
    }
    add("with a zero byte more", [](Container &c) { c.push_back(Item{0}); });
    add("with a byte 0x30 more", [](Container &c) { c.push_back(Item{0x30}); });
    // A word more, for whoever reads words.
    add("with 32 zero bytes more", [](Container &c) { c.insert(c.end(), 32, Item{0}); });
    add("with a zero byte before it", [](Container &c) { c.insert(c.begin(), Item{0}); });
    return changes;
}

template <class Get>
void append(std::vector<Variant> &variants, const Question &question, Field field,
            std::string_view name, const Get &get) {
    Question changed = question;
    for (auto &[what, value] : changes_of(get(changed))) {
        Question copy = question;
        get(copy) = std::move(value);
        variants.push_back(
            {field, "verify with the " + std::string{name} + ' ' + what, std::move(copy)});
    }
}

} // namespace

std::vector<Variant> variants_of(const Question &question) {
    std::vector<Variant> all;
    append(all, question, Field::signature, "signature",
           [](Question &q) -> Bytes & { return q.signature; });
    append(all, question, Field::message, "message",
           [](Question &q) -> Bytes & { return q.message; });
    append(all, question, Field::account, "account",
           [](Question &q) -> std::string & { return q.account; });
    append(all, question, Field::chain, "chain",
           [](Question &q) -> std::string & { return q.chain; });
    append(all, question, Field::scheme, "scheme",
           [](Question &q) -> std::string & { return q.scheme; });
    if (!question.public_key.empty()) {
        append(all, question, Field::public_key, "public key",
               [](Question &q) -> Bytes & { return q.public_key; });
    }
    for (std::size_t i = 0; i < question.parameters.size(); ++i) {
        append(all, question, Field::parameter, "parameter " + question.parameters[i].name,
               [i](Question &q) -> Bytes & { return q.parameters[i].value; });
    }
    return all;
}

} // namespace walletauth::conformance
