// SPDX-License-Identifier: Apache-2.0
// The self-test sees that a library answers wrongly: each function that the plugin takes of one is
// replaced by one that always says 0, and by one that always says 1.
#include "check.hpp"
#include "imported_functions.hpp"
#include "process.hpp"
#include "sanitized.hpp"

#include <algorithm>

namespace walletauth::conformance {
namespace {

long zero() { return 0; }
long one() { return 1; }

/// Functions of libsodium and libsecp256k1 without a result: nothing can be said in its place.
bool has_no_result(std::string_view name) {
    constexpr std::string_view names[]{"sodium_memzero", "sodium_increment", "sodium_add",
                                       "sodium_sub", "sodium_stackzero"};
    constexpr std::string_view ends[]{"_scalar_reduce", "_scalar_negate", "_scalar_complement",
                                      "_scalar_add",    "_scalar_sub",    "_scalar_mul",
                                      "_scalar_random", "_keygen",        "_destroy",
                                      "_callback"};
    return std::ranges::find(names, name) != std::end(names) ||
           std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

/// Whether the self-test passes with this in the place of the function, in a process of its own: a
/// plugin that dies of it has noticed, too.
bool passes(Context &context, const ImportedFunction &function, const void *by) {
    const auto ended = in_process(context.options.time_limit, [&]() -> std::string {
        if (!replace(function, by)) return "not replaced";
        return context.plugin().self_test(nullptr) == WA_OK ? "passed" : "failed";
    });
    return ended.answer == "passed";
}

} // namespace

void check_stubs(Context &context) {
    if (WALLETAUTH_SANITIZED != 0)
        return context.skip("a sanitizer watches the table of functions");
    std::vector<std::string> unseen;
    std::size_t count = 0;
    const auto *address = reinterpret_cast<const void *>(context.plugin().self_test);
    for (const auto &function : imported_functions(address)) {
        // The tool's own functions, such as malloc, are of no library.
        if (!function.library.contains(".so") || is_runtime(function.library)) continue;
        if (has_no_result(function.name)) continue;
        for (const bool is_one : {false, true}) {
            ++count;
            context.step("", "self_test with " + function.name + " of " + function.library +
                                 " saying " + (is_one ? "1" : "0") + " always");
            if (passes(context, function,
                       is_one ? reinterpret_cast<const void *>(&one)
                              : reinterpret_cast<const void *>(&zero))) {
                unseen.push_back(function.name + " saying " + (is_one ? "1" : "0"));
            }
        }
    }
    if (count == 0) return context.skip("it takes no function of a library but the runtime's");
    context.note(std::to_string(count) + " stubs");
    if (unseen.empty()) return;
    std::string names;
    for (const auto &each : unseen)
        names += (names.empty() ? "" : ", ") + each;
    context.fail("self-test", "", "self_test with one function of a library replaced",
                 "a failure: each function that a plugin takes needs a known answer",
                 "passed with " + names);
}

} // namespace walletauth::conformance
