// SPDX-License-Identifier: Apache-2.0
// Answers at pinned blocks, remembered. Internal.
#pragma once

#include <walletauth/evidence_source.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace walletauth::resolver {

/// The least recently used goes first. Keys are whole: the chain, a NUL, the canonical query, which
/// has the account and the block in it. Any thread.
class AnswerCache {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::size_t max_entries = 10'000;
    static constexpr std::size_t max_bytes = std::size_t{16} << 20;
    static constexpr std::chrono::minutes lifetime{10};
    static constexpr std::uint64_t window = 64; ///< blocks below the newest pin

    [[nodiscard]] static std::string key(std::string_view chain, std::string_view query) {
        std::string text;
        text.reserve(chain.size() + query.size() + 1);
        text.append(chain).push_back('\0');
        text.append(query);
        return text;
    }

    /// `newest` is the height of the chain's pin.
    [[nodiscard]] std::optional<EvidenceAnswer> find(std::string_view key, std::uint64_t newest,
                                                     Time now);
    void put(std::string key, EvidenceAnswer answer, std::uint64_t height, Time now);

    [[nodiscard]] std::size_t size() const;

  private:
    struct Entry {
        std::string key;
        EvidenceAnswer answer;
        std::uint64_t height = 0;
        Time until;
        [[nodiscard]] std::size_t bytes() const noexcept {
            return key.size() + answer.answer.size() + 200; // and what the containers take
        }
    };
    using Entries = std::list<Entry>;
    void erase(Entries::iterator entry);

    mutable std::mutex mutex_;
    Entries entries_; // the newest first
    std::unordered_map<std::string_view, Entries::iterator> by_key_;
    std::size_t bytes_ = 0;
};

} // namespace walletauth::resolver
