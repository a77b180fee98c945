// SPDX-License-Identifier: Apache-2.0
#include "guarded_store.hpp"

#include "server.hpp"

#include <utility>

namespace walletauth::daemon {
namespace {

using namespace std::chrono_literals;

/// A store that has answered nobody for so long answers nobody who waits.
constexpr auto patience = 100ms;
/// A failure that took so long is no refused connection: whoever comes next would wait as long.
constexpr auto slow = 200ms;
constexpr auto pause = 1s;
constexpr const char *busy = "too many requests wait for the store";
constexpr const char *closed = "the store has timed out just now";

} // namespace

enum class GuardedStore::Use : std::uint8_t { consume, look };

/// One question to the store: whether it may be asked, and what came of it.
class GuardedStore::Turn {
  public:
    Turn(GuardedStore &store, Use use) noexcept : store_(store), use_(use) {
        if (const auto until = store_.closed_until_.load(); until != Clock::time_point{}) {
            is_trying_ = Clock::now() >= until && !store_.is_tried_.exchange(true);
            if (!is_trying_) refusal_ = closed;
        }
        if (refusal_ == nullptr && !take_places()) refusal_ = busy;
        begin_ = Clock::now();
    }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;
    ~Turn() {
        if (refusal_ == nullptr) store_.places_.release();
        if (refusal_ == nullptr && use_ == Use::look) store_.looks_.release();
        if (is_trying_) store_.is_tried_.store(false);
    }

    /// NULL: the store may be asked.
    [[nodiscard]] const char *refusal() const noexcept { return refusal_; }
    void ended(bool is_answer) noexcept {
        const auto now = Clock::now();
        if (is_answer) store_.last_answer_.store(now);
        const bool hangs =
            !is_answer && now - begin_ >= slow && store_.last_answer_.load() < begin_;
        if (hangs) {
            store_.closed_until_.store(now + pause);
        } else if (is_answer || is_trying_) { // one that is refused at once costs nobody time
            store_.closed_until_.store({});
        }
    }

  private:
    [[nodiscard]] bool take_places() const noexcept {
        if (use_ == Use::consume) return take(store_.places_);
        if (!take(store_.looks_)) return false;
        if (take(store_.places_)) return true;
        store_.looks_.release();
        return false;
    }
    [[nodiscard]] bool take(std::counting_semaphore<> &places) const noexcept {
        if (places.try_acquire()) return true;
        bool has_place = false;
        const bool looks = use_ == Use::look; // who looks must not fill the room of the others
        auto &room = looks ? store_.for_a_look_ : store_.for_a_place_;
        if (room.fetch_add(1) < (looks ? most_for_a_look : most_for_a_place)) {
            const Waiting waiting;
            while (!has_place && Clock::now() - store_.last_answer_.load() < patience)
                has_place = places.try_acquire_for(patience);
        }
        room.fetch_sub(1);
        return has_place;
    }

    GuardedStore &store_;
    Use use_;
    const char *refusal_ = nullptr;
    bool is_trying_ = false;
    Clock::time_point begin_;
};

GuardedStore::GuardedStore(std::shared_ptr<signin::ReplayStore> store)
    : store_(std::move(store)), last_answer_(Clock::now()) {}

signin::Consumed GuardedStore::consume(std::string_view key, std::chrono::seconds ttl,
                                       std::string_view value) noexcept {
    Turn turn{*this, Use::consume};
    if (turn.refusal() != nullptr) return signin::Consumed::unavailable(turn.refusal());
    const Waiting waiting;
    auto out = store_->consume(key, ttl, value);
    turn.ended(out.outcome != signin::Consumed::Outcome::unavailable);
    return out;
}

signin::Found GuardedStore::find(std::string_view key) noexcept {
    Turn turn{*this, Use::look};
    if (turn.refusal() != nullptr) return signin::Found::unavailable(turn.refusal());
    const Waiting waiting;
    auto out = store_->find(key);
    turn.ended(out.outcome != signin::Found::Outcome::unavailable);
    return out;
}

std::expected<std::string, std::string> GuardedStore::generation() noexcept {
    Turn turn{*this, Use::look};
    if (turn.refusal() != nullptr) return std::unexpected(std::string{turn.refusal()});
    const Waiting waiting;
    auto out = store_->generation();
    turn.ended(out.has_value());
    return out;
}

bool GuardedStore::forgets_at_exit() const noexcept { return store_->forgets_at_exit(); }

} // namespace walletauth::daemon
