// SPDX-License-Identifier: Apache-2.0
#include "endpoints.hpp"

#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/resolver.hpp>

#include <set>
#include <utility>

namespace walletauth::cli {
namespace {

constexpr std::size_t most_messages = 1000; // of which none is said twice

std::string message_of(const ResolverLog &entry) {
    std::string text = entry.chain;
    if (!entry.endpoint.empty()) text += ", endpoint " + entry.endpoint;
    text += ": " + entry.what;
    if (!entry.method.empty()) text += " (" + entry.method + ')';
    return text;
}

class FileNodes final : public Nodes {
  public:
    FileNodes(ProgressLine &line, bool shows_questions)
        : line_(line), shows_questions_(shows_questions) {}

    [[nodiscard]] std::expected<void, ResolverError> open(const std::string &file) {
        ResolverOptions options;
        options.chains = every_chain_nodes();
        options.log = [this](const ResolverLog &entry) { // one call at a time
            auto text = message_of(entry);
            if (said_.size() < most_messages && said_.insert(text).second) line_.say(text);
        };
        auto opened = Resolver::open(file, std::move(options));
        if (!opened) return std::unexpected(opened.error());
        resolver_ = std::move(*opened);
        return {};
    }
    bool knows(std::string_view chain) const override { return resolver_->knows(chain); }
    std::expected<std::string, std::string> pin(std::string_view chain,
                                                Deadline deadline) override {
        show("asking the nodes of " + std::string{chain} + " for a block");
        auto block = resolver_->pin(chain, deadline);
        if (shows_questions_) line_.clear();
        return block;
    }
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline) override {
        show("asking the nodes of " + std::string{chain} + ": " + std::to_string(queries.size()) +
             (queries.size() == 1 ? " question" : " questions"));
        auto answers = resolver_->fetch(chain, queries, deadline);
        if (shows_questions_) line_.clear();
        return answers;
    }

  private:
    void show(const std::string &text) {
        if (shows_questions_) line_.show(text);
    }

    ProgressLine &line_;
    const bool shows_questions_;
    std::set<std::string, std::less<>> said_;
    std::unique_ptr<Resolver> resolver_; // last: it logs until it is gone
};

} // namespace

std::expected<std::unique_ptr<Nodes>, std::string> open_endpoints(const std::string &file,
                                                                  ProgressLine &line,
                                                                  bool shows_questions) {
    auto nodes = std::make_unique<FileNodes>(line, shows_questions);
    if (const auto opened = nodes->open(file); !opened)
        return std::unexpected("--endpoints: " + opened.error().message());
    return nodes;
}

} // namespace walletauth::cli
