// SPDX-License-Identifier: Apache-2.0
// What a request waits for: others work meanwhile.
#include "app.hpp"
#include "server.hpp"

#include <walletauth/text/json.hpp>

namespace walletauth::daemon {
namespace {

/// Nodes that are asked while other requests work. Not by all threads that there are: whoever has
/// accounts at which nodes hang, and many addresses, would hold up everybody else.
class PatientSource final : public EvidenceSource {
  public:
    PatientSource(std::unique_ptr<EvidenceSource> nodes, EvidenceLimits &limits,
                  const EvidenceLimits::Turn *turn)
        : nodes_(std::move(nodes)), limits_(limits), turn_(turn) {}

    std::expected<std::string, std::string> pin(std::string_view chain,
                                                Deadline deadline) override {
        if (turn_ != nullptr && !turn_->may_ask()) return std::unexpected(std::string{too_many_of});
        const EvidenceLimits::Place place{limits_};
        if (!place) return std::unexpected(std::string{too_many});
        const Waiting waiting;
        return nodes_->pin(chain, deadline);
    }
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline) override {
        if (turn_ != nullptr && !turn_->may_ask()) return std::unexpected(std::string{too_many_of});
        const EvidenceLimits::Place place{limits_};
        if (!place) return std::unexpected(std::string{too_many});
        const Waiting waiting;
        return nodes_->fetch(chain, queries, deadline);
    }

  private:
    static constexpr std::string_view too_many = "too many requests wait for nodes";
    static constexpr std::string_view too_many_of =
        "too many requests of this account or this client wait for nodes";
    std::unique_ptr<EvidenceSource> nodes_;
    EvidenceLimits &limits_;
    const EvidenceLimits::Turn *turn_;
};

} // namespace

std::string_view chain_of(const json::Value &request) noexcept {
    const auto chain = request.find("chain");
    return chain && chain->kind() == json::Kind::string ? chain->text() : std::string_view{};
}

void App::wait_for_store() const {
    if (lasting_.settings.kind != StoreSettings::Kind::memory) const Waiting waiting;
}

std::unique_ptr<EvidenceSource> App::nodes_for(const Call &call, std::string_view chain,
                                               const EvidenceLimits::Turn *turn) const {
    if (!options_.evidence || !options_.has_nodes(chain)) return nullptr;
    // The resolver counts clients, too: a name of its own keeps the share of sessions there.
    auto name = call.prefix();
    if (turn != nullptr && turn->use() == EvidenceLimits::Use::again) name.insert(0, "again ");
    auto nodes = options_.evidence(std::move(name));
    if (nodes == nullptr) return nullptr;
    return std::make_unique<PatientSource>(std::move(nodes), evidence_, turn);
}

std::unique_ptr<EvidenceSource> App::nodes_for_request(const Call &call, std::string_view request,
                                                       const EvidenceLimits::Turn *turn) const {
    if (!options_.evidence) return nullptr;
    const auto document = json::Document::parse(request, {.max_size = request.size()});
    return nodes_for(call, document ? chain_of(document->root()) : std::string_view{}, turn);
}

} // namespace walletauth::daemon
