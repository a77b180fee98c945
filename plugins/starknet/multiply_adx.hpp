// SPDX-License-Identifier: Apache-2.0
// Montgomery multiplication with MULX, ADCX and ADOX (BMI2 and ADX), which no compiler of today
// makes from C++: GCC 12 takes three times the instructions.
#pragma once

#include "felt.hpp"

#if defined(__x86_64__)
#define WALLETAUTH_HAVE_ADX_MULTIPLY 1

namespace walletauth::starknet {

struct AdxMultiply {
    static bool is_supported() noexcept {
        return __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("adx") != 0;
    }

    /// As PortableMultiply::product. Row i adds a[i] * b, then clears the lowest limb: p = 1 modulo
    /// 2^64, so its negative is the multiple of p to add, and NEG leaves just the carry needed.
    static Words product(const Words &a, const Words &b) noexcept {
        std::uint64_t t0, t1, t2, t3, t4, low, high;
#define WA_ROW(i, s0, s1, s2, s3, s4)                                                              \
    "movq " i "(%[a]), %%rdx\n\t"                                                                  \
    "xorl %k[" s4 "], %k[" s4 "]\n\t"                                                              \
    "mulxq (%[b]), %[low], %[high]\n\tadcxq %[low], %[" s0 "]\n\tadoxq %[high], %[" s1 "]\n\t"     \
    "mulxq 8(%[b]), %[low], %[high]\n\tadcxq %[low], %[" s1 "]\n\tadoxq %[high], %[" s2 "]\n\t"    \
    "mulxq 16(%[b]), %[low], %[high]\n\tadcxq %[low], %[" s2 "]\n\tadoxq %[high], %[" s3 "]\n\t"   \
    "mulxq 24(%[b]), %[low], %[high]\n\tadcxq %[low], %[" s3 "]\n\tadoxq %[high], %[" s4 "]\n\t"   \
    "movl $0, %k[low]\n\tadcxq %[low], %[" s4 "]\n\t"
#define WA_REDUCE(s0, s1, s2, s3, s4)                                                              \
    "movq %[" s0 "], %%rdx\n\tnegq %%rdx\n\tmulxq %[p3], %[low], %[high]\n\t"                      \
    "adcq $0, %[" s1 "]\n\tadcq $0, %[" s2 "]\n\tadcq %[low], %[" s3 "]\n\tadcq %[high], %[" s4    \
    "]\n\t"
        __asm__("movq (%[a]), %%rdx\n\t"
                "mulxq (%[b]), %[t0], %[t1]\n\t"
                "mulxq 8(%[b]), %[low], %[t2]\n\taddq %[low], %[t1]\n\t"
                "mulxq 16(%[b]), %[low], %[t3]\n\tadcq %[low], %[t2]\n\t"
                "mulxq 24(%[b]), %[low], %[t4]\n\tadcq %[low], %[t3]\n\t"
                "adcq $0, %[t4]\n\t" //
                WA_REDUCE("t0", "t1", "t2", "t3", "t4") WA_ROW("8", "t1", "t2", "t3", "t4", "t0")
                    WA_REDUCE("t1", "t2", "t3", "t4", "t0")
                        WA_ROW("16", "t2", "t3", "t4", "t0", "t1")
                            WA_REDUCE("t2", "t3", "t4", "t0", "t1")
                                WA_ROW("24", "t3", "t4", "t0", "t1", "t2")
                                    WA_REDUCE("t3", "t4", "t0", "t1", "t2")
                : [t0] "=&r"(t0), [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3), [t4] "=&r"(t4),
                  [low] "=&r"(low), [high] "=&r"(high)
                : [a] "r"(a.data()), [b] "r"(b.data()), [p3] "r"(felt_detail::p3), "m"(a), "m"(b)
                : "rdx", "cc");
#undef WA_ROW
#undef WA_REDUCE
        return {t4, t0, t1, t2};
    }

    static Words square(const Words &a) noexcept { return product(a, a); }
};

} // namespace walletauth::starknet

#endif
