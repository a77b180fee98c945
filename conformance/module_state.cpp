// SPDX-License-Identifier: Apache-2.0
#include "module_state.hpp"

#include "sanitized.hpp"

#include <link.h>

#include <algorithm>
#include <span>

namespace walletauth::conformance {
namespace {

struct Segment {
    std::uintptr_t start = 0;
    std::uintptr_t end = 0;
    [[nodiscard]] bool holds(std::uintptr_t address) const noexcept {
        return start <= address && address < end;
    }
};

struct FoundState {
    std::uintptr_t address;
    std::uintptr_t base = 0;
    std::vector<Segment> writable;
    Segment relro;
};

Segment segment_of(const dl_phdr_info &module, const ElfW(Phdr) & header) {
    const auto start = module.dlpi_addr + header.p_vaddr;
    return {start, start + header.p_memsz};
}

int find_state(dl_phdr_info *module, std::size_t, void *data) {
    auto &found = *static_cast<FoundState *>(data);
    bool ours = false;
    FoundState of{.address = found.address, .base = module->dlpi_addr, .writable = {}, .relro = {}};
    for (int i = 0; i < module->dlpi_phnum; ++i) {
        const auto &header = module->dlpi_phdr[i];
        const auto segment = segment_of(*module, header);
        if (header.p_type == PT_LOAD && segment.holds(found.address)) ours = true;
        if (header.p_type == PT_LOAD && (header.p_flags & PF_W) != 0)
            of.writable.push_back(segment);
        if (header.p_type == PT_GNU_RELRO) of.relro = segment;
    }
    if (!ours) return 0;
    found = of;
    return 1;
}

} // namespace

ModuleState::ModuleState(const void *address) {
    if (WALLETAUTH_SANITIZED != 0) return; // what lies between its variables must not be read
    FoundState found{.address = reinterpret_cast<std::uintptr_t>(address),
                     .base = 0,
                     .writable = {},
                     .relro = {}};
    if (::dl_iterate_phdr(&find_state, &found) == 0) return;
    base_ = found.base;
    for (const auto &segment : found.writable) {
        const auto start = found.relro.holds(segment.start) ? found.relro.end : segment.start;
        if (start >= segment.end) continue;
        const auto *first = reinterpret_cast<const std::uint8_t *>(start);
        ranges_.push_back({first, {first, first + (segment.end - start)}});
    }
}

std::optional<std::size_t> ModuleState::first_change() const noexcept {
    for (const auto &[start, bytes] : ranges_) {
        const auto at = std::ranges::mismatch(bytes, std::span{start, bytes.size()}).in1;
        if (at != bytes.end()) {
            return reinterpret_cast<std::uintptr_t>(start) - base_ +
                   static_cast<std::size_t>(at - bytes.begin());
        }
    }
    return std::nullopt;
}

} // namespace walletauth::conformance
