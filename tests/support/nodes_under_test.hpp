// SPDX-License-Identifier: Apache-2.0
// What a chain's tests need to ask its ChainNodes. Link walletauth::chain_nodes.
#pragma once

#include <walletauth/every_chain_nodes.hpp>

#include <algorithm>
#include <stdexcept>

namespace walletauth::tests {

/// The ChainNodes of a namespace.
inline const ChainNodes &nodes_of(std::string_view name_space) {
    const auto all = every_chain_nodes();
    const auto found = std::ranges::find_if(
        all, [&](const ChainNodes *nodes) { return nodes->name_space() == name_space; });
    if (found == all.end()) throw std::invalid_argument(std::string{name_space});
    return **found;
}

/// A JSON text that is read, with the text.
class Read {
  public:
    explicit Read(std::string text)
        : text_(std::move(text)), document_(json::Document::parse(text_)) {
        if (!document_) throw std::invalid_argument(text_);
    }
    Read(const Read &) = delete;
    Read &operator=(const Read &) = delete;
    [[nodiscard]] json::Value value() const { return document_->root(); }

  private:
    std::string text_;
    std::expected<json::Document, json::Error> document_;
};

inline NodeError judged(const ChainNodes &nodes, const std::string &query,
                        const std::string &error) {
    return nodes.judge_error(Read(query).value(), Read(error).value());
}

} // namespace walletauth::tests
