// SPDX-License-Identifier: Apache-2.0
// The plugin as a whole: its self-test, its extensions, and that it is quiet.
#include "output_call.hpp"
#include "process.hpp"

#include <walletauth/text/text.hpp>

#include <ctime>

namespace walletauth::conformance {
namespace {

double cpu_seconds() {
    timespec now{};
    (void)::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

} // namespace

void check_self_test(Context &context) {
    for (int round = 1; round <= 3; ++round) {
        const auto call = "self_test, call " + std::to_string(round);
        std::array<std::uint8_t, WA_DETAIL_CAPACITY> reason{};
        wa_buffer detail{reason.data(), reason.size(), 0};
        context.step("", call);
        const double start = cpu_seconds();
        const auto status = context.plugin().self_test(round == 2 ? nullptr : &detail);
        const double taken = cpu_seconds() - start;
        if (status != WA_OK) {
            const std::string_view text{reinterpret_cast<const char *>(reason.data()),
                                        std::min(detail.size, reason.size())};
            context.fail("self-test", "", call, "ok",
                         status_text(status) + ": " + printable_ascii(text, 120));
        }
        if (taken >= 1.0) {
            context.fail("self-test", "", call, "less than a second of processor time",
                         std::to_string(taken) + " s");
        }
    }
}

/// Ids that no specification gives: a plugin that has a table for them has one for anything, and a
/// host would call into it.
void check_extensions(Context &context) {
    const std::string long_id(4096, 'x');
    for (const std::string_view id : {std::string_view{}, std::string_view{"walletauth.nothing/1"},
                                      std::string_view{"walletauth.sign-in/4294967295"},
                                      std::string_view{"\0", 1}, std::string_view{long_id}}) {
        const auto call = "extension of \"" + printable_ascii(id, 40) + '"';
        context.step("", call);
        if (context.plugin().extension(walletauth::text_of(id)) != nullptr) {
            context.fail("extensions", "", call, "NULL", "a table");
        }
    }
}

void check_quiet(Context &context) {
    const auto cases =
        context.scheme == nullptr ? std::vector<Case>{} : context.sample(context.budget(300));
    std::string before = captured_output();
    const auto look = [&](const std::string &vector, const std::string &call) {
        auto now = captured_output();
        if (now == before) return;
        context.fail("quiet", vector, call, "nothing on standard output and error",
                     printable_ascii(now, 300));
        before = std::move(now);
    };
    if (!before.empty()) {
        context.fail("quiet", "", "loading and self_test", "nothing on standard output and error",
                     printable_ascii(before, 300));
    }
    for (const auto &each : cases) {
        context.step(each.id, "verify");
        (void)ask(context.plugin(), each.question);
        look(each.id, "verify");
    }
    for (const auto &each : output_calls(context, context.budget(60))) {
        context.step(each.vector, each.name);
        (void)call(each);
        look(each.vector, each.name);
    }
}

} // namespace walletauth::conformance
