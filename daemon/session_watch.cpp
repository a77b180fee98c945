// SPDX-License-Identifier: Apache-2.0
#include "session_watch.hpp"

#include <utility>

namespace walletauth::daemon {
namespace {

/// A clock that was set back makes nothing recent for longer.
bool is_recent(signin::Time time, signin::Time now) noexcept {
    return time <= now && now - time < SessionWatch::late;
}

} // namespace

SessionWatch::Known *SessionWatch::keep(const std::string &session, Known known) {
    if (young_.size() >= half_) old_ = std::exchange(young_, {});
    return &(young_[session] = known);
}

SessionWatch::Known *SessionWatch::find(const std::string &session) {
    if (const auto found = young_.find(session); found != young_.end()) return &found->second;
    const auto found = old_.find(session);
    return found == old_.end() ? nullptr : keep(session, found->second);
}

SessionWatch::Word SessionWatch::look(const std::string &session, signin::Time now) {
    const std::lock_guard lock(mutex_);
    auto *known = find(session);
    if (is_recent(failed_, now) || (known != nullptr && is_recent(known->asked, now)))
        return known != nullptr && known->has_ended ? Word::ended : Word::goes_on;
    // While one asks, the others of this session go on by what is known.
    if (known != nullptr) known->asked = now;
    return Word::ask;
}

SessionWatch::Word SessionWatch::learn(const std::string &session, bool has_ended,
                                       signin::Time now) {
    const std::lock_guard lock(mutex_);
    // Nothing begins again. An answer that was on its way while somebody signed out here is old.
    if (const auto *known = find(session); known != nullptr) has_ended |= known->has_ended;
    keep(session, {now, has_ended});
    return has_ended ? Word::ended : Word::goes_on;
}

SessionWatch::Word SessionWatch::failed(const std::string &session, signin::Time now) {
    const std::lock_guard lock(mutex_);
    failed_ = now;
    const auto *known = find(session);
    return known != nullptr && known->has_ended ? Word::ended : Word::goes_on;
}

} // namespace walletauth::daemon
