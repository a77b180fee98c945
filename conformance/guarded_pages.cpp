// SPDX-License-Identifier: Apache-2.0
#include "guarded_pages.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <new>

namespace walletauth::conformance {
namespace {

std::size_t page_size() noexcept { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

std::size_t in_pages(std::size_t size) noexcept {
    return (size + page_size() - 1) / page_size() * page_size();
}

/// Pages that cannot be read.
std::uint8_t *map(std::size_t size) {
    void *mapped = ::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    return static_cast<std::uint8_t *>(mapped);
}

} // namespace

GuardedPages::~GuardedPages() {
    for (const auto &[data, size] : mappings_)
        ::munmap(data, size);
}

const void *GuardedPages::add(const void *bytes, std::size_t size) {
    const std::size_t inner = in_pages(size);
    const std::size_t whole = inner + 2 * page_size();
    auto *mapped = map(whole);
    mappings_.emplace_back(mapped, whole);
    auto *start = mapped + page_size();
    // Nothing may be read of an empty input: it lies at the guard page itself.
    if (size == 0) return start;
    ::mprotect(start, inner, PROT_READ | PROT_WRITE);
    auto *at = against_ == Against::end ? start + inner - size : start;
    std::memcpy(at, bytes, size);
    ::mprotect(start, inner, PROT_READ);
    return at;
}

GuardedRoom::GuardedRoom(std::size_t largest)
    : page_(page_size()), room_(in_pages(largest + 1)), start_(map(room_ + 2 * page_) + page_) {
    ::mprotect(start_, room_, PROT_READ | PROT_WRITE);
}

GuardedRoom::~GuardedRoom() { ::munmap(start_ - page_, room_ + 2 * page_); }

const std::uint8_t *GuardedRoom::put(std::span<const std::uint8_t> bytes,
                                     GuardedPages::Against against) {
    auto *at = against == GuardedPages::Against::end ? start_ + room_ - bytes.size() : start_;
    if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
    return at;
}

} // namespace walletauth::conformance
