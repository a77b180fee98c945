// SPDX-License-Identifier: Apache-2.0
// The texts by which users sign in (sign_in.h): the table, what is written and read, and that a
// wallet has signed all that a text claims.
#include "json_meaning.hpp"
#include "sign_in_texts.hpp"
#include "text_changes.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <functional>
#include <set>

namespace walletauth::conformance {
namespace {

constexpr std::uint64_t known_claims = (WA_CLAIM_CALLBACK_URL << 1) - 1;

std::string reply_text(const FormReply &reply) {
    if (reply.status == WA_OK) return "ok, " + printable_ascii(reply.text, 200);
    return status_text(reply.status) + ": " + printable_ascii(reply.detail, WA_DETAIL_CAPACITY);
}

/// One form of the scheme, and what it is tried with.
struct Trial {
    Context &context;
    const SignInTexts &texts;
    const wa_sign_in_form &form;
    const Case &like; ///< a valid vector: its chain and account

    [[nodiscard]] std::string_view id() const { return view(form.id); }
    [[nodiscard]] FormReply compose(const Members &fields) const {
        count_call();
        return texts.compose(like.question.chain, like.question.scheme, id(), fields_text(fields));
    }
    [[nodiscard]] FormReply read(const Question &question) const {
        count_call();
        return texts.read(question, id());
    }
    void fail(std::string_view rule, std::string_view call, std::string_view expected,
              const FormReply &found) const {
        context.fail(rule, like.id, std::string{id()} + ": " + std::string{call}, expected,
                     reply_text(found));
    }
};

bool is_form_id(std::string_view id) {
    return !id.empty() && id.size() <= 32 && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// Why an entry of the table is none; empty if it is one.
std::string entry_fault(const wa_plugin &plugin, const wa_sign_in_form *form) {
    if (form == nullptr) return "NULL";
    if (form->struct_size != sizeof(wa_sign_in_form))
        return "struct_size " + std::to_string(form->struct_size);
    if (form->reserved != 0) return "reserved " + std::to_string(form->reserved);
    if (!is_form_id(view(form->id))) return "id \"" + printable_ascii(view(form->id), 40) + '"';
    if ((form->claims & ~known_claims) != 0) return "claims that nobody has defined";
    const bool known = std::ranges::any_of(
        std::span{plugin.schemes, plugin.scheme_count},
        [&](const wa_scheme *scheme) { return view(scheme->id) == view(form->scheme); });
    return known ? std::string{}
                 : "scheme \"" + printable_ascii(view(form->scheme), 40) +
                       "\", which the plugin has not";
}

void check_table(Context &context, const wa_sign_in_table &table) {
    const auto fail = [&](std::string_view expected, const std::string &found) {
        context.fail("sign-in-table", "", "the table of " WA_SIGN_IN_EXTENSION, expected, found);
    };
    if (table.struct_size != sizeof(wa_sign_in_table) || table.reserved != 0)
        return fail("its size, and reserved 0",
                    std::to_string(table.struct_size) + ", " + std::to_string(table.reserved));
    if (table.read == nullptr || table.compose == nullptr) return fail("read and compose", "NULL");
    if (table.form_count == 0 || table.form_count > max_forms || table.forms == nullptr)
        return fail("1 to 64 forms", std::to_string(table.form_count));
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (std::size_t i = 0; i < table.form_count; ++i) {
        const auto *form = table.forms[i];
        if (const auto fault = entry_fault(context.plugin(), form); !fault.empty())
            return fail("form " + std::to_string(i) + " as sign_in.h says", fault);
        if (!seen.emplace(view(form->scheme), view(form->id)).second)
            return fail("a form of a scheme once", printable_ascii(view(form->id), 40) + " twice");
    }
}

/// Ids of no form, among them the scheme's own forms in other letters.
void check_unknown_forms(Context &context, const SignInTexts &texts, const Case &each) {
    std::vector<std::string> ids{"", "no-such-form", std::string{"\0", 1}, std::string(4096, 'x')};
    for (const auto *form : texts.forms_of(each.question.scheme)) {
        std::string id{view(form->id)};
        ids.push_back(id + ' ');
        ids.push_back(id + '\0');
        std::ranges::transform(id, id.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        });
        ids.push_back(id);
        ids.push_back(id.substr(0, id.size() - 1));
    }
    for (const auto &id : ids) {
        const auto call = "form \"" + printable_ascii(id, 40) + '"';
        context.step(each.id, call);
        const auto read = texts.read(each.question, id);
        const auto composed = texts.compose(each.question.chain, each.question.scheme, id, "{}");
        for (const auto *reply : {&read, &composed})
            if (reply->status != WA_UNSUPPORTED_OPERATION)
                context.fail("sign-in-table", each.id, call, "unsupported operation",
                             reply_text(*reply));
    }
}

/// Whether `claims` are the fields, and beside them at most what a missing version or chain means.
bool are_the_fields(const Members &claims, Members fields, const Question &question) {
    fields.try_emplace("version", "\"1\"");
    fields.try_emplace("chain", '"' + question.chain + '"');
    return std::ranges::all_of(claims, [&](const auto &claim) {
        const auto found = fields.find(claim.first);
        return found != fields.end() && found->second == claim.second;
    });
}

std::string text_of_field(const Members &fields, const std::string &name) {
    const auto found = fields.find(name);
    if (found == fields.end()) return {};
    const auto document = json::Document::parse(found->second);
    return document ? std::string{document->root().text()} : std::string{};
}

/// What compose writes, read must give back: nothing else, nothing less.
std::optional<Question> check_round_trip(const Trial &trial, const Members &fields,
                                         bool must_compose) {
    const auto text = fields_text(fields);
    trial.context.step(trial.like.id,
                       std::string{trial.id()} + ": compose " + printable_ascii(text, 200));
    const auto composed = trial.compose(fields);
    if (composed.status != WA_OK) {
        if (must_compose)
            trial.fail("sign-in-exact", "compose " + printable_ascii(text, 200), "a text",
                       composed);
        return std::nullopt;
    }
    if (!is_canonical_challenge(composed.text)) {
        trial.fail("sign-in-exact", "compose " + printable_ascii(text, 200),
                   "canonical JSON: {\"message\":{...},\"params\":{...},\"wallet\":{\"method\":...,"
                   "\"params\":...}}",
                   composed);
        return std::nullopt;
    }
    auto question = composed_question(trial.like.question, composed.text, *trial.context.scheme);
    if (question) question->account = text_of_field(fields, "account"); // where no text has it
    if (!question) {
        trial.fail("sign-in-exact", "compose " + printable_ascii(text, 200),
                   "message and params of the scheme", composed);
        return std::nullopt;
    }
    const auto read = trial.read(*question);
    const auto claims = read.status == WA_OK ? members_of(read.text) : std::nullopt;
    const bool is_whole = claims && std::ranges::all_of(fields, [&](const auto &field) {
                              return claims->contains(field.first);
                          });
    if (is_whole && are_the_fields(*claims, fields, *question)) return question;
    trial.fail("sign-in-exact", "read what compose wrote of " + printable_ascii(text, 200),
               "the same claims", read);
    return std::nullopt;
}

/// Each field left out, each with a value that other readers take for something else.
void check_fields(const Trial &trial, const Members &all) {
    for (const auto &[name, value] : all) {
        Members fewer = all;
        fewer.erase(name);
        (void)check_round_trip(trial, fewer, false);
        (void)check_round_trip(trial, {{name, value}}, false);
    }
    for (const auto &[name, value] : hostile_fields()) {
        Members hostile = all;
        hostile[name] = value;
        (void)check_round_trip(trial, hostile, false);
    }
}

/// Where a form reads any wallet's name, that name is no claim: the place of it in the first line.
std::pair<std::size_t, std::size_t> any_name(const Trial &trial, const Question &question,
                                             const FormReply &claims) {
    static constexpr std::string_view before = " wants you to sign in with your ";
    static constexpr std::string_view behind = " account:\n";
    const std::string text{question.message.begin(), question.message.end()};
    const auto begin = text.find(before);
    const auto end = text.find(behind);
    if (begin == std::string::npos || end == std::string::npos) return {0, 0};
    Question other = question;
    other.message = bytes_from(text.substr(0, begin + before.size()) + "Nobody" + text.substr(end));
    if (trial.read(other) != claims) return {0, 0};
    return {begin + before.size(), end};
}

/// Any change of the text is a refusal or another claim.
void check_changes(const Trial &trial, const Question &question) {
    const auto claims = trial.read(question);
    const auto [name_begin, name_end] = any_name(trial, question, claims);
    const bool is_json = (trial.context.scheme->flags & WA_SCHEME_JSON_MESSAGE) != 0;
    auto changes = byte_changes(question.message, trial.context.budget(800));
    if (!is_json) {
        auto lines = line_changes(question.message);
        std::ranges::move(lines, std::back_inserter(changes));
    }
    for (auto &change : changes) {
        // The one place where bytes differ, if it is within a name that nobody reads, says nothing.
        const auto [here, there] = std::ranges::mismatch(question.message, change.message);
        const auto at = static_cast<std::size_t>(here - question.message.begin());
        if (at >= name_begin && at <= name_end + 1 && name_end != 0) continue;
        if (is_json && says_the_same(change.message, question.message)) continue;
        Question changed = question;
        changed.message = std::move(change.message);
        trial.context.step(trial.like.id, std::string{trial.id()} + ": read, " + change.what);
        if (trial.read(changed) == claims)
            trial.fail("sign-in-exact", "read a text with " + change.what,
                       "a refusal or other claims", claims);
    }
}

/// The same for parameters, which are a part of some texts.
void check_parameters(const Trial &trial, const Question &question) {
    const auto claims = trial.read(question);
    for (std::size_t i = 0; i < question.parameters.size(); ++i) {
        const auto &name = question.parameters[i].name;
        for (std::size_t k = 0; k <= question.parameters[i].value.size(); ++k) {
            Question changed = question;
            auto &value = changed.parameters[i].value;
            if (k < value.size())
                value[k] ^= 1;
            else
                value.push_back('x');
            trial.context.step(trial.like.id,
                               std::string{trial.id()} + ": read, parameter " + name + " changed");
            if (trial.read(changed) == claims)
                trial.fail("sign-in-exact", "read with another " + name,
                           "a refusal or other claims", claims);
        }
        Question without = question;
        without.parameters.erase(without.parameters.begin() + static_cast<std::ptrdiff_t>(i));
        if (trial.read(without) == claims)
            trial.fail("sign-in-exact", "read without " + name, "a refusal or other claims",
                       claims);
    }
}

/// A claim of `changed` that the signer has not made; empty if there is none.
std::string new_claim(const FormReply &changed, const Members &signed_claims) {
    const auto claims = changed.status == WA_OK ? members_of(changed.text) : std::nullopt;
    if (!claims) return {};
    for (const auto &[name, value] : *claims) {
        const auto found = signed_claims.find(name);
        if (found == signed_claims.end() || found->second != value) return name + ' ' + value;
    }
    return {};
}

/// All that a signed request says in other ways: its message, its parameters, its account, its
/// chain.
std::vector<std::pair<std::string, Question>> other_requests(const Question &question,
                                                             std::size_t most) {
    std::vector<std::pair<std::string, Question>> all;
    const auto add = [&](std::string what, const std::function<void(Question &)> &change) {
        Question changed = question;
        change(changed);
        all.emplace_back(std::move(what), std::move(changed));
    };
    for (auto &change : byte_changes(question.message, most))
        add(change.what, [&](Question &changed) { changed.message = std::move(change.message); });
    for (std::size_t i = 0; i < question.parameters.size(); ++i) {
        const auto &parameter = question.parameters[i];
        for (std::size_t k = 0; k < parameter.value.size(); ++k)
            for (const std::uint8_t mask : {0x01, 0x02, 0x03})
                add("parameter " + parameter.name,
                    [&](Question &changed) { changed.parameters[i].value[k] ^= mask; });
        add("parameter " + parameter.name + " left out", [&](Question &changed) {
            changed.parameters.erase(changed.parameters.begin() + static_cast<std::ptrdiff_t>(i));
        });
    }
    for (std::size_t k = 0; k < question.account.size(); ++k)
        add("the account", [&](Question &changed) { changed.account[k] ^= 1; });
    for (std::size_t k = question.chain.find(':') + 1; k < question.chain.size(); ++k)
        add("the chain", [&](Question &changed) { changed.chain[k] ^= 1; });
    return all;
}

/// Who changes a claim changes what was signed.
void check_signed(Context &context, const SignInTexts &texts, const wa_sign_in_form &form,
                  const Case &each) {
    const auto id = view(form.id);
    context.step(each.id, std::string{id} + ": read");
    const auto claims = texts.read(each.question, id);
    const auto members = members_of(claims.text);
    if (!members) return;
    for (const auto &[what, changed] : other_requests(each.question, context.budget(24))) {
        context.step(each.id, std::string{id} + ": read and verify with another value of " + what);
        const auto claim = new_claim(texts.read(changed, id), *members);
        if (claim.empty() || !ask(context.plugin(), changed).valid()) continue;
        if (context.said_valid(changed)) continue;
        context.fail("sign-in-signed", each.id, std::string{id} + ": " + what + " changed",
                     "not valid, since it claims what nobody signed",
                     "valid, and it claims " + printable_ascii(claim, 100));
    }
}

} // namespace

void check_sign_in_table(Context &context) {
    const auto *table = SignInTexts::given_by(context.plugin());
    if (table == nullptr) return context.note("the plugin has no sign-in texts");
    check_table(context, *table);
}

void check_sign_in_texts(Context &context) {
    const auto texts = SignInTexts::of(context.plugin());
    if (!texts) return context.note("the plugin has no sign-in texts");
    if (const auto any = context.sample(1); !any.empty())
        check_unknown_forms(context, *texts, any.front());
    const auto forms = texts->forms_of(view(context.scheme->id));
    if (forms.empty()) return context.note("no form is of this scheme");
    const auto valid = context.valid_sample(context.budget(2));
    for (const auto *form : forms) {
        for (const auto &like : valid) {
            const auto answer = ask(context.plugin(), like.question);
            const Trial trial{context, *texts, *form, like};
            const auto all = every_field(*form, like.question.chain, answer.account());
            const auto question = check_round_trip(trial, all, true);
            check_fields(trial, all);
            if (!question) continue;
            check_changes(trial, *question);
            check_parameters(trial, *question);
        }
    }
}

void check_sign_in_signed(Context &context) {
    const auto texts = SignInTexts::of(context.plugin());
    if (!texts) return context.note("the plugin has no sign-in texts");
    const auto forms = texts->forms_of(view(context.scheme->id));
    if (forms.empty()) return context.note("no form is of this scheme");
    const auto valid = context.valid_sample(context.budget(100'000));
    for (const auto *form : forms) {
        std::size_t tried = 0;
        for (const auto &each : valid) {
            context.step(each.id, std::string{view(form->id)} + ": read");
            if (texts->read(each.question, view(form->id)).status != WA_OK) continue;
            if (++tried > context.budget(12)) break;
            check_signed(context, *texts, *form, each);
        }
        if (tried == 0)
            context.miss("a valid vector whose message is a text of the form " +
                         std::string{view(form->id)});
    }
}

} // namespace walletauth::conformance
