// SPDX-License-Identifier: Apache-2.0
// What a request waits for: others work meanwhile.
#include "app.hpp"
#include "server.hpp"

namespace walletauth::daemon {
namespace {

/// Nodes that are asked while other requests work.
class PatientSource final : public EvidenceSource {
  public:
    explicit PatientSource(std::unique_ptr<EvidenceSource> nodes) : nodes_(std::move(nodes)) {}

    std::expected<std::string, std::string> pin(std::string_view chain,
                                                Deadline deadline) override {
        const Waiting waiting;
        return nodes_->pin(chain, deadline);
    }
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline) override {
        const Waiting waiting;
        return nodes_->fetch(chain, queries, deadline);
    }

  private:
    std::unique_ptr<EvidenceSource> nodes_;
};

} // namespace

void App::wait_for_store() const {
    if (lasting_.settings.kind != StoreSettings::Kind::memory) const Waiting waiting;
}

std::unique_ptr<EvidenceSource> App::nodes_for(const Call &call) const {
    auto nodes = options_.evidence ? options_.evidence(prefix_of(call.address)) : nullptr;
    if (nodes == nullptr) return nullptr;
    return std::make_unique<PatientSource>(std::move(nodes));
}

} // namespace walletauth::daemon
