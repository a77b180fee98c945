// SPDX-License-Identifier: Apache-2.0
// A host's own operator new, whose blocks only its own operator delete can take back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {
constexpr std::uint64_t mark = 0x6f776e206e657721;
constexpr std::size_t head = 32; // keeps the alignment
} // namespace

void *operator new(std::size_t size) {
    auto *block = static_cast<unsigned char *>(std::malloc(size + head));
    if (block == nullptr) throw std::bad_alloc{};
    *reinterpret_cast<std::uint64_t *>(block) = mark;
    return block + head;
}
void operator delete(void *given) noexcept {
    if (given == nullptr) return;
    auto *block = static_cast<unsigned char *>(given) - head;
    if (*reinterpret_cast<std::uint64_t *>(block) != mark) std::abort();
    std::free(block);
}
void operator delete(void *given, std::size_t) noexcept { operator delete(given); }
