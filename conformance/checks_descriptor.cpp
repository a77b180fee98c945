// SPDX-License-Identifier: Apache-2.0
// What the descriptor alone decides, the plugin answers as the host would (checks.hpp), in the
// order of precedence; and what it does not understand it refuses.
#include "check.hpp"

#include <walletauth/checks.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <cstring>

namespace walletauth::conformance {
namespace {

/// One thing that is wrong with a request by its descriptor.
struct Fault {
    std::string_view rule;
    std::string what;
    std::function<void(Question &)> apply;
};

constexpr std::uint64_t largest = std::uint64_t{1} << 20; // a limit beyond is not tried

void add_size_faults(std::vector<Fault> &faults, const wa_scheme &scheme) {
    const auto add = [&](std::string_view field, std::uint64_t limit, auto change) {
        if (limit > largest) return;
        faults.push_back(
            {"limits", std::string{field} + " of " + std::to_string(limit + 1) + " bytes", change});
    };
    add("a message", scheme.max_message_size,
        [size = scheme.max_message_size + 1](Question &q) { q.message.resize(size, ' '); });
    add("a signature", scheme.max_signature_size,
        [size = scheme.max_signature_size + 1](Question &q) { q.signature.resize(size, 0x11); });
    add("an account", scheme.max_account_size,
        [size = scheme.max_account_size + 1](Question &q) { q.account.resize(size, '1'); });
    add("a public key", scheme.max_public_key_size,
        [size = scheme.max_public_key_size + 1](Question &q) { q.public_key.resize(size, 0x11); });
    if ((scheme.flags & WA_SCHEME_MAY_NEED_EVIDENCE) != 0 && scheme.max_evidence_size != 0) {
        add("evidence", scheme.max_evidence_size, [size = scheme.max_evidence_size](Question &q) {
            q.evidence.push_back({bytes_from("{}"), Bytes(size, ' '), WA_EVIDENCE_RESULT});
        });
    }
}

void add_parameter_faults(std::vector<Fault> &faults, const wa_scheme &scheme) {
    faults.push_back({"parameters", "a parameter that is not declared", [](Question &q) {
                          q.parameters.push_back(
                              {"conformance_", bytes_from("1"), WA_PARAMETER_TEXT});
                      }});
    for (std::size_t i = 0; i < scheme.parameter_count; ++i) {
        const auto &info = *scheme.parameters[i];
        const std::string name{view(info.name)};
        const auto without = [name](Question &q) {
            std::erase_if(q.parameters, [&](const Parameter &p) { return p.name == name; });
        };
        const Parameter given{name, bytes_from("1"), info.kind};
        faults.push_back({"parameters", "the parameter " + name + " twice", [=](Question &q) {
                              without(q);
                              q.parameters.insert(q.parameters.end(), 2, given);
                          }});
        faults.push_back(
            {"parameters", "the parameter " + name + " of another kind", [=](Question &q) {
                 without(q);
                 q.parameters.push_back({name, given.value, info.kind % 3 + 1});
             }});
        if (info.required != 0) {
            faults.push_back({"parameters", "no parameter " + name, without});
        }
        if (info.max_size < largest) {
            faults.push_back(
                {"limits", "a parameter " + name + " beyond its size", [=](Question &q) {
                     without(q);
                     q.parameters.push_back({name, Bytes(info.max_size + 1, '1'), info.kind});
                 }});
        }
    }
}

std::vector<Fault> faults_of(const wa_scheme &scheme) {
    std::vector<Fault> faults;
    faults.push_back({"accept", "accept 0", [](Question &q) { q.accept = 0; }});
    faults.push_back({"accept", "accept with an unknown bit", [](Question &q) { q.accept |= 8; }});
    faults.push_back({"limits", "neither an account nor a key", [](Question &q) {
                          q.account.clear();
                          q.public_key.clear();
                      }});
    if ((scheme.flags & WA_SCHEME_MAY_NEED_EVIDENCE) == 0) {
        faults.push_back({"accept", "chain state alone accepted",
                          [](Question &q) { q.accept = WA_ACCEPT_CHAIN_STATE; }});
        faults.push_back({"accept", "counterfactual alone accepted",
                          [](Question &q) { q.accept = WA_ACCEPT_COUNTERFACTUAL; }});
        faults.push_back({"accept", "a block", [](Question &q) { q.block = "1"; }});
        faults.push_back({"accept", "evidence", [](Question &q) {
                              q.evidence.push_back(
                                  {bytes_from("{}"), bytes_from("{}"), WA_EVIDENCE_RESULT});
                          }});
    }
    add_size_faults(faults, scheme);
    add_parameter_faults(faults, scheme);
    return faults;
}

std::uint32_t expected_of(const wa_scheme &scheme, const Question &question) {
    const auto checked = check_request(scheme, Asked(question).request());
    return checked ? static_cast<std::uint32_t>(WA_OK) : checked.error().status;
}

Question with(const Question &question, const Fault &fault) {
    Question changed = question;
    fault.apply(changed);
    return changed;
}

/// Between two things unsupported the ABI names no order.
bool same(std::uint32_t expected, std::uint32_t found) {
    return expected == found || (WA_STATUS_CLASS(expected) == WA_CLASS_UNSUPPORTED &&
                                 WA_STATUS_CLASS(found) == WA_CLASS_UNSUPPORTED);
}

std::vector<Case> bases(Context &context) {
    auto cases = context.sample(context.budget(4));
    // A chain of the namespace that the plugin does not know is unsupported before all of these.
    std::erase_if(cases, [&](const Case &each) {
        context.step(each.id, "verify");
        return each.question.flags != 0 || expected_of(*context.scheme, each.question) != WA_OK ||
               ask(context.plugin(), each.question).is(WA_CLASS_UNSUPPORTED);
    });
    if (cases.empty())
        context.skip("no request of this scheme that its descriptor allows: give vectors");
    return cases;
}

/// A message of as many bytes as the descriptor allows is not refused for its size: JSON with
/// blanks behind it, else text.
void check_longest_message(Context &context) {
    const bool is_json = (context.scheme->flags & WA_SCHEME_JSON_MESSAGE) != 0;
    const auto limit = context.scheme->max_message_size;
    for (const auto &each : context.cases()) {
        if (!each.said_valid || limit > largest || each.question.message.size() > limit) continue;
        Question question = each.question;
        question.message.resize(limit, is_json ? ' ' : 'a');
        const auto call = "verify with a message of " + std::to_string(limit) + " bytes";
        context.step(each.id, call);
        const auto answer = ask(context.plugin(), question);
        if (answer.status() == WA_MALFORMED_MESSAGE) {
            context.fail("limits", each.id, call,
                         "anything but malformed (message): the descriptor allows it",
                         answer.text());
        }
        return;
    }
}

/// Hosts show such messages as JSON.
void check_json(Context &context) {
    if ((context.scheme->flags & WA_SCHEME_JSON_MESSAGE) == 0) return;
    for (const auto &each : context.cases()) {
        if (!each.said_valid) continue;
        const auto &message = each.question.message;
        const std::string_view text{reinterpret_cast<const char *>(message.data()), message.size()};
        if (json::Document::parse(text, {.max_size = std::size_t{64} << 20})) continue;
        context.fail("limits", each.id, "read its message",
                     "JSON: the descriptor has WA_SCHEME_JSON_MESSAGE",
                     "none: " + printable_ascii(text, 60));
    }
}

} // namespace

void check_limits(Context &context) {
    check_longest_message(context);
    check_json(context);
    const auto faults = faults_of(*context.scheme);
    for (const auto &each : bases(context)) {
        for (const auto &fault : faults) {
            const auto question = with(each.question, fault);
            const auto expected = expected_of(*context.scheme, question);
            if (expected == WA_OK) continue;
            const auto call = "verify with " + fault.what;
            context.step(each.id, call);
            const auto answer = ask(context.plugin(), question);
            if (answer.status() == expected) continue;
            context.fail(fault.rule, each.id, call, status_text(expected), answer.text());
        }
    }
    if (context.result.note.empty()) context.note(std::to_string(faults.size()) + " faults");
}

void check_precedence(Context &context) {
    for (const auto &each : bases(context)) {
        // What is answered wrongly alone is the matter of "limits".
        std::vector<Fault> faults;
        for (auto &fault : faults_of(*context.scheme)) {
            const auto question = with(each.question, fault);
            const auto expected = expected_of(*context.scheme, question);
            context.step(each.id, "verify with " + fault.what);
            if (expected != WA_OK && ask(context.plugin(), question).status() == expected) {
                faults.push_back(std::move(fault));
            }
        }
        for (std::size_t i = 0; i < faults.size(); ++i) {
            for (std::size_t k = i + 1; k < faults.size(); ++k) {
                const auto question = with(with(each.question, faults[i]), faults[k]);
                const auto expected = expected_of(*context.scheme, question);
                const auto call = "verify with " + faults[i].what + " and " + faults[k].what;
                context.step(each.id, call);
                const auto answer = ask(context.plugin(), question);
                if (expected == WA_OK || same(expected, answer.status())) continue;
                context.fail("precedence", each.id, call, status_text(expected), answer.text());
            }
        }
    }
}

void check_must_understand(Context &context) {
    struct Larger {
        wa_request known;
        std::array<std::uint64_t, 4> beyond;
    };
    for (const auto &each : bases(context)) {
        const Asked asked(each.question);
        context.step(each.id, "verify");
        const auto plain = ask(context.plugin(), asked.request());
        const auto expect = [&](const Larger &larger, const std::string &call,
                                std::uint32_t status) {
            context.step(each.id, call);
            const auto answer = ask(context.plugin(), larger.known);
            const bool good = status == WA_OK ? answer == plain : answer.status() == status;
            if (good) return;
            context.fail("must-understand", each.id, call,
                         status == WA_OK ? "the same as without: " + plain.text()
                                         : status_text(status),
                         answer.text());
        };
        Larger larger{asked.request(), {}};
        larger.known.struct_size = sizeof larger;
        expect(larger, "verify with a struct_size beyond this header's and zeros there", WA_OK);
        for (const std::size_t byte : {0U, 7U, 31U}) {
            Larger unknown = larger;
            reinterpret_cast<unsigned char *>(unknown.beyond.data())[byte] = 1;
            expect(unknown,
                   "verify with byte " + std::to_string(sizeof(wa_request) + byte) +
                       " of the request set, beyond this header's",
                   WA_UNSUPPORTED_FLAG);
        }
        const bool has_compat = (context.scheme->flags & WA_SCHEME_HAS_COMPAT) != 0;
        for (unsigned bit = has_compat ? 1 : 0; bit < 32; ++bit) {
            Larger flagged{asked.request(), {}};
            flagged.known.flags |= 1U << bit;
            expect(flagged, "verify with the request flag of bit " + std::to_string(bit),
                   WA_UNSUPPORTED_FLAG);
        }
    }
}

} // namespace walletauth::conformance
