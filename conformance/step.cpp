// SPDX-License-Identifier: Apache-2.0
#include "step.hpp"

#include <algorithm>
#include <cstring>

namespace walletauth::conformance {
namespace {

constinit Step unseen; // of a process that no parent watches
constinit Step *current = &unseen;

void begin(std::string_view vector, std::string_view call, bool trial) noexcept {
    auto &text = current->text;
    std::size_t size = 0;
    for (const std::string_view part : {vector, std::string_view{"\n"}, call}) {
        const auto count = std::min(part.size(), text.size() - 1 - size);
        if (count != 0) std::memcpy(text.data() + size, part.data(), count);
        size += count;
    }
    text[size] = '\0';
    current->trial = trial;
    count_call();
}

} // namespace

void use_step(Step &step) noexcept { current = &step; }

void begin_step(std::string_view vector, std::string_view call) noexcept {
    begin(vector, call, false);
}
void begin_trial(std::string_view vector, std::string_view call) noexcept {
    begin(vector, call, true);
}
void count_call() noexcept { current->count.fetch_add(1, std::memory_order_relaxed); }

} // namespace walletauth::conformance
