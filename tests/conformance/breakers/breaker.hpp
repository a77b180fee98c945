// SPDX-License-Identifier: Apache-2.0
// A good plugin with one behaviour replaced. Each file beside this breaks one rule of docs/abi.md
// in a way that no check of the loader sees; breakers_test.cpp says which.
#pragma once

#include "toy_plugin.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/plugin.h>

#include <algorithm>
#include <cstring>
#include <string>

#ifndef BREAKER_ENTRY // a file that breaks another plugin than the toy names its entry
#define BREAKER_ENTRY toy::entry
#define BREAKER_NOTE WA_PLUGIN_NOTE("toy")
#endif
extern "C" const wa_plugin *walletauth_plugin_v0_evm(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_kwil(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_starknet(void) noexcept;

namespace breaker {

using namespace walletauth;

inline const wa_plugin &good() noexcept { return *BREAKER_ENTRY(); }

inline void verify_well(const wa_request &request, wa_verdict &verdict) noexcept {
    const wa_request *requests = &request;
    wa_verdict *verdicts = &verdict;
    good().verify(&requests, &verdicts, 1);
}

/// A copy of a request to be changed, with what a newer host put behind it.
class Changed {
  public:
    explicit Changed(const wa_request &request) noexcept {
        std::memcpy(raw_, &request, std::min<std::size_t>(request.struct_size, sizeof raw_));
    }
    [[nodiscard]] wa_request &request() noexcept { return *reinterpret_cast<wa_request *>(raw_); }
    void verify_well(wa_verdict &verdict) noexcept { breaker::verify_well(request(), verdict); }

  private:
    alignas(wa_request) unsigned char raw_[512]{};
};

/// Up to 512 bytes in place: a breaker that allocates would break the rule of memory as well.
class Copy {
  public:
    explicit Copy(wa_bytes from) noexcept : size_(std::min(from.size, sizeof bytes_)) {
        if (size_ != 0) std::memcpy(bytes_, from.data, size_);
    }
    [[nodiscard]] std::uint8_t &operator[](std::size_t i) noexcept { return bytes_[i]; }
    [[nodiscard]] wa_bytes bytes() const noexcept { return {bytes_, size_}; }

  private:
    std::uint8_t bytes_[512]{};
    std::size_t size_;
};

/// v of the other parity, of 0 and 1 or of 27 and 28.
inline std::uint8_t other_v(std::uint8_t v) noexcept { return v == 27 ? 28 : v == 28 ? 27 : v ^ 1; }

inline void make_valid(wa_verdict &verdict, wa_text account, std::uint32_t link) noexcept {
    wa_verdict made{};
    made.struct_size = verdict.struct_size;
    made.status = WA_OK;
    made.magic = WA_VALID_MAGIC;
    made.link = link;
    made.account_size = static_cast<std::uint32_t>(account.size);
    std::memcpy(made.account, account.data, account.size);
    verdict = made;
}

inline void refuse_with(wa_verdict &verdict, std::uint32_t status) noexcept {
    wa_verdict made{};
    made.struct_size = verdict.struct_size;
    made.status = status;
    verdict = made;
}

/// As long as real work would: the toy's is over before another thread can come.
inline void take_a_while() noexcept {
    for (int i = 0; i < 20000; ++i)
        __asm__ volatile("");
}

/// One request's verdict, broken.
using Verify = void (*)(const wa_request &request, wa_verdict &verdict);

template <Verify verify>
void verify_each(const wa_request *const *requests, wa_verdict *const *verdicts,
                 std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i)
        verify(*requests[i], *verdicts[i]);
}

} // namespace breaker

/// Exports the good plugin's table after `spoil(wa_plugin &)` has changed it.
#define BREAKER(spoil)                                                                             \
    static const wa_plugin broken_table = [] {                                                     \
        wa_plugin table = breaker::good();                                                         \
        spoil(table);                                                                              \
        return table;                                                                              \
    }();                                                                                           \
    BREAKER_NOTE;                                                                                  \
    extern "C" WA_EXPORT const wa_plugin *walletauth_plugin_v0(void) noexcept;                     \
    extern "C" const wa_plugin *walletauth_plugin_v0(void) noexcept { return &broken_table; }      \
    static_assert(true)

/// The same for `verify` alone.
#define BREAKER_OF_VERIFY(verify_one)                                                              \
    BREAKER([](wa_plugin &table) { table.verify = &breaker::verify_each<&verify_one>; })
