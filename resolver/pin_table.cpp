// SPDX-License-Identifier: Apache-2.0
#include "pin_table.hpp"

#include <algorithm>

namespace walletauth::resolver {

void PinTable::add(Pin pin, Time until) {
    const std::lock_guard lock(mutex_);
    std::erase_if(pins_, [&](const Pin &other) { return other.text == pin.text; });
    pins_.push_front(std::move(pin));
    if (pins_.size() > capacity) pins_.pop_back();
    until_ = until;
}

std::optional<std::string> PinTable::current(Time now) const {
    const std::lock_guard lock(mutex_);
    if (pins_.empty() || now >= until_) return std::nullopt;
    return pins_.front().text;
}

std::optional<ChainBlock> PinTable::last() const {
    const std::lock_guard lock(mutex_);
    if (pins_.empty()) return std::nullopt;
    return pins_.front().block;
}

std::optional<ChainBlock> PinTable::find(std::string_view text) const {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::ranges::find_if(pins_, [&](const Pin &pin) { return pin.text == text; });
    if (found == pins_.end()) return std::nullopt;
    return found->block;
}

std::uint64_t PinTable::height() const {
    const std::lock_guard lock(mutex_);
    return pins_.empty() ? 0 : pins_.front().block.height;
}

void PinTable::drop(std::string_view text) {
    const std::lock_guard lock(mutex_);
    if (!pins_.empty() && pins_.front().text == text) until_ = {};
}

} // namespace walletauth::resolver
