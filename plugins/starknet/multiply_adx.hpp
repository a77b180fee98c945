// SPDX-License-Identifier: Apache-2.0
// Montgomery multiplication with MULX, ADCX and ADOX (BMI2 and ADX), which no compiler of today
// makes from C++: GCC 12 takes three times the instructions. 73 instructions, a square 63.
#pragma once

#include "felt.hpp"

// It takes 13 registers, which a build without optimisation has not.
#if defined(__x86_64__) && defined(__OPTIMIZE__)
#define WALLETAUTH_HAVE_ADX_MULTIPLY 1

namespace walletauth::starknet {

struct AdxMultiply {
    static bool is_supported() noexcept {
        return __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("adx") != 0;
    }

// The carry chains of one row of the product, a[i] * b added at limb i: CF takes the low halves,
// OF the high ones.
#define WA_ROW(s0, s1, s2, s3, s4)                                                                 \
    "mulxq %[b0], %[low], %[high]\n\tadcxq %[low], %[" s0 "]\n\tadoxq %[high], %[" s1 "]\n\t"      \
    "mulxq %[b1], %[low], %[high]\n\tadcxq %[low], %[" s1 "]\n\tadoxq %[high], %[" s2 "]\n\t"      \
    "mulxq %[b2], %[low], %[high]\n\tadcxq %[low], %[" s2 "]\n\tadoxq %[high], %[" s3 "]\n\t"      \
    "mulxq %[b3], %[low], %[high]\n\tadcxq %[low], %[" s3 "]\n\tadoxq %[high], %[" s4 "]\n\t"      \
    "movl $0, %k[low]\n\tadcxq %[low], %[" s4 "]\n\t"
// (t - M p) / 2^256 for the M that makes it exact. With p = 1 + 2^192 p3 the limbs of M are those
// of t where they are cleared: the lower three at once, t >> 192 less (t2 t1 t0) p3, and then one.
// RDX holds p3.
#define WA_REDUCE                                                                                  \
    "mulxq %[t0], %[t0], %[low]\n\t"                                                               \
    "mulxq %[t1], %[t1], %[high]\n\taddq %[low], %[t1]\n\t"                                        \
    "mulxq %[t2], %[t2], %[low]\n\tadcq %[high], %[t2]\n\tadcq $0, %[low]\n\t"                     \
    "subq %[t0], %[t3]\n\tsbbq %[t1], %[t4]\n\tsbbq %[t2], %[t5]\n\tsbbq %[low], %[t6]\n\t"        \
    "sbbq $0, %[t7]\n\t"                                                                           \
    "mulxq %[t3], %[low], %[high]\n\tsubq %[low], %[t6]\n\tsbbq %[high], %[t7]"
#define WA_OUTPUTS                                                                                 \
    [t0] "=&r"(t0), [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3), [t4] "=&r"(t4),                \
        [t5] "=&r"(t5), [t6] "=&r"(t6), [t7] "=&r"(t7), [low] "=&r"(low), [high] "=&r"(high)

    /// As PortableMultiply::product. 2^256 p is added on the way, in limbs 4 and 7, as M p may be
    /// more than the product.
    static Words product(const Words &a, const Words &b) noexcept {
        std::uint64_t t0, t1, t2, t3, t4, t5, t6, t7, low, high;
        __asm__("movq %[a0], %%rdx\n\t"
                "mulxq %[b0], %[t0], %[t1]\n\t"
                "mulxq %[b1], %[low], %[t2]\n\taddq %[low], %[t1]\n\t"
                "mulxq %[b2], %[low], %[t3]\n\tadcq %[low], %[t2]\n\t"
                "mulxq %[b3], %[low], %[t4]\n\tadcq %[low], %[t3]\n\t"
                "adcq $1, %[t4]\n\t"
                "movq %[a1], %%rdx\n\txorl %k[t5], %k[t5]\n\t"  //
                WA_ROW("t1", "t2", "t3", "t4", "t5")            //
                "movq %[a2], %%rdx\n\txorl %k[t6], %k[t6]\n\t"  //
                WA_ROW("t2", "t3", "t4", "t5", "t6")            //
                "movq %[a3], %%rdx\n\tmovabsq %[p3], %[t7]\n\t" //
                "xorl %k[low], %k[low]\n\t"                     //
                WA_ROW("t3", "t4", "t5", "t6", "t7")            //
                "movabsq %[p3], %%rdx\n\t"                      //
                WA_REDUCE
                : WA_OUTPUTS
                : [a0] "m"(a[0]), [a1] "m"(a[1]), [a2] "m"(a[2]), [a3] "m"(a[3]), [b0] "m"(b[0]),
                  [b1] "m"(b[1]), [b2] "m"(b[2]), [b3] "m"(b[3]), [p3] "i"(felt_detail::p3)
                : "rdx", "cc");
        return {t4, t5, t6, t7};
    }

    /// The products of different limbs once, then doubled while the squares of limbs are added.
    static Words square(const Words &a) noexcept {
        std::uint64_t t0, t1, t2, t3, t4, t5, t6, t7, low, high;
        __asm__("movq %[a0], %%rdx\n\t"
                "mulxq %[a1], %[t1], %[t2]\n\t"
                "mulxq %[a2], %[low], %[t3]\n\taddq %[low], %[t2]\n\t"
                "mulxq %[a3], %[low], %[t4]\n\tadcq %[low], %[t3]\n\tadcq $0, %[t4]\n\t"
                "movq %[a1], %%rdx\n\txorl %k[t5], %k[t5]\n\t"
                "mulxq %[a2], %[low], %[high]\n\t"
                "adcxq %[low], %[t3]\n\tadoxq %[high], %[t4]\n\t"
                "mulxq %[a3], %[low], %[high]\n\t"
                "adcxq %[low], %[t4]\n\tadoxq %[high], %[t5]\n\t"
                "movl $0, %k[low]\n\tadcxq %[low], %[t5]\n\t"
                "movq %[a2], %%rdx\n\t"
                "mulxq %[a3], %[low], %[t6]\n\taddq %[low], %[t5]\n\tadcq $0, %[t6]\n\t"
                "movq %[a0], %%rdx\n\txorl %k[t7], %k[t7]\n\t"
                "mulxq %%rdx, %[t0], %[high]\n\tadcxq %[t1], %[t1]\n\tadoxq %[high], %[t1]\n\t"
                "movq %[a1], %%rdx\n\tmulxq %%rdx, %[low], %[high]\n\t"
                "adcxq %[t2], %[t2]\n\tadoxq %[low], %[t2]\n\t"
                "adcxq %[t3], %[t3]\n\tadoxq %[high], %[t3]\n\t"
                "movq %[a2], %%rdx\n\tmulxq %%rdx, %[low], %[high]\n\t"
                "adcxq %[t4], %[t4]\n\tadoxq %[low], %[t4]\n\t"
                "adcxq %[t5], %[t5]\n\tadoxq %[high], %[t5]\n\t"
                "movq %[a3], %%rdx\n\tmulxq %%rdx, %[low], %[high]\n\t"
                "adcxq %[t6], %[t6]\n\tadoxq %[low], %[t6]\n\t"
                "adcxq %[t7], %[t7]\n\tadoxq %[high], %[t7]\n\t"
                "movabsq %[p3], %%rdx\n\t"
                "addq $1, %[t4]\n\tadcq $0, %[t5]\n\tadcq $0, %[t6]\n\tadcq %%rdx, %[t7]\n\t" //
                WA_REDUCE
                : WA_OUTPUTS
                : [a0] "m"(a[0]), [a1] "m"(a[1]), [a2] "m"(a[2]), [a3] "m"(a[3]),
                  [p3] "i"(felt_detail::p3)
                : "rdx", "cc");
        return {t4, t5, t6, t7};
    }
#undef WA_ROW
#undef WA_REDUCE
#undef WA_OUTPUTS
};

} // namespace walletauth::starknet

#endif
