// SPDX-License-Identifier: Apache-2.0
// What a request waits for: others work meanwhile.
#include "app.hpp"
#include "server.hpp"

#include <atomic>

namespace walletauth::daemon {
namespace {

/// A place among those that wait for nodes; false if there is none left.
class Place {
  public:
    explicit Place(std::atomic<std::size_t> &taken) noexcept
        : taken_(taken), is_had_(taken.fetch_add(1) < most_at_nodes) {}
    ~Place() { taken_.fetch_sub(1); }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;
    explicit operator bool() const noexcept { return is_had_; }

  private:
    std::atomic<std::size_t> &taken_;
    bool is_had_;
};

/// Nodes that are asked while other requests work. Not by all threads that there are: whoever has
/// accounts at which nodes hang, and many addresses, would hold up everybody else.
class PatientSource final : public EvidenceSource {
  public:
    PatientSource(std::unique_ptr<EvidenceSource> nodes, std::atomic<std::size_t> &taken)
        : nodes_(std::move(nodes)), taken_(taken) {}

    std::expected<std::string, std::string> pin(std::string_view chain,
                                                Deadline deadline) override {
        const Place place{taken_};
        if (!place) return std::unexpected(std::string{too_many});
        const Waiting waiting;
        return nodes_->pin(chain, deadline);
    }
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline) override {
        const Place place{taken_};
        if (!place) return std::unexpected(std::string{too_many});
        const Waiting waiting;
        return nodes_->fetch(chain, queries, deadline);
    }

  private:
    static constexpr std::string_view too_many = "too many requests wait for nodes";
    std::unique_ptr<EvidenceSource> nodes_;
    std::atomic<std::size_t> &taken_;
};

} // namespace

void App::wait_for_store() const {
    if (lasting_.settings.kind != StoreSettings::Kind::memory) const Waiting waiting;
}

std::unique_ptr<EvidenceSource> App::nodes_for(const Call &call, EvidenceLimits::Use use) const {
    // The resolver counts clients, too: a name of its own keeps the share of sessions there.
    auto name = prefix_of(call.address);
    if (use == EvidenceLimits::Use::again) name.insert(0, "again ");
    auto nodes = options_.evidence ? options_.evidence(std::move(name)) : nullptr;
    if (nodes == nullptr) return nullptr;
    return std::make_unique<PatientSource>(std::move(nodes), at_nodes_);
}

} // namespace walletauth::daemon
