// SPDX-License-Identifier: Apache-2.0
#include "output_call.hpp"

#include "sign_in_texts.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/text.hpp>

#include <map>
#include <memory>
#include <tuple>

namespace walletauth::conformance {
namespace {

/// A question ready to be asked: a call that is told no place allocates nothing itself, so that
/// every allocation counted in it is the plugin's.
class Prepared {
  public:
    explicit Prepared(const Question &question) : question_(question), asked_(question_) {}
    Prepared(const Prepared &) = delete;
    Prepared &operator=(const Prepared &) = delete;

    [[nodiscard]] const Question &question() const noexcept { return question_; }
    template <class Body>
    std::uint32_t with(const Place &place, const Body &body) const {
        if (!place) return body(asked_.request());
        const Asked asked(question_, place);
        return body(*static_cast<const wa_request *>(place(&asked.request(), sizeof(wa_request))));
    }

  private:
    const Question question_;
    const Asked asked_;
};
using Shared = std::shared_ptr<const Prepared>;

/// Collects calls, at most so many of each function.
class Calls {
  public:
    Calls(const wa_plugin &plugin, std::size_t most) : plugin_(plugin), most_(most) {}

    using Parse = decltype(wa_plugin::parse_signature);
    void parse(const std::string &vector, std::string_view function, Parse parse,
               const std::string &chain, const std::string &scheme, const std::string &text) {
        add(vector, function, text, [=](wa_buffer *out, wa_buffer *detail, const Place &place) {
            return parse(placed(chain, place), placed(scheme, place), placed(text, place), out,
                         detail);
        });
    }
    void normalize(const std::string &vector, const std::string &chain,
                   const std::string &account) {
        add(vector, "normalize_account", account,
            [=, function = plugin_.normalize_account](wa_buffer *out, wa_buffer *detail,
                                                      const Place &place) {
                return function(placed(chain, place), placed(account, place), out, detail);
            });
    }
    void key(const std::string &vector, const Shared &prepared, const Bytes &key) {
        const auto add_of = [&](std::string_view name, auto function) {
            add(vector, name, encode_hex(key),
                [=](wa_buffer *out, wa_buffer *detail, const Place &place) {
                    return prepared->with(place, [&](const wa_request &request) {
                        return function(request, placed(key, place), out, detail);
                    });
                });
        };
        add_of("format_public_key",
               [format = plugin_.format_public_key](const wa_request &request, wa_bytes bytes,
                                                    wa_buffer *out, wa_buffer *detail) {
                   return format(request.chain, request.scheme, bytes, out, detail);
               });
        add_of("derive_account",
               [derive = plugin_.derive_account](const wa_request &request, wa_bytes bytes,
                                                 wa_buffer *out, wa_buffer *detail) {
                   return derive(request.chain, request.scheme, bytes, request.parameters,
                                 request.parameter_count, out, detail);
               });
    }
    void queries(const std::string &vector, const Shared &prepared) {
        add(vector, "evidence_queries", "",
            [=, function = plugin_.evidence_queries](wa_buffer *out, wa_buffer *detail,
                                                     const Place &place) {
                return prepared->with(place, [&](const wa_request &request) {
                    return function(&request, out, detail);
                });
            });
    }
    /// The sign-in texts of a form, for a request and for fields.
    void read_form(const std::string &vector, const Shared &prepared, const std::string &form,
                   decltype(wa_sign_in_table::read) read) {
        add(vector, "read", form, [=](wa_buffer *out, wa_buffer *detail, const Place &place) {
            return prepared->with(place, [&](const wa_request &request) {
                return read(&request, placed(form, place), out, detail);
            });
        });
    }
    void compose_form(const std::string &vector, const Question &question, const std::string &form,
                      const std::string &fields, decltype(wa_sign_in_table::compose) compose) {
        add(vector, "compose", fields,
            [=, chain = question.chain, scheme = question.scheme,
             bytes = bytes_from(fields)](wa_buffer *out, wa_buffer *detail, const Place &place) {
                return compose(placed(chain, place), placed(scheme, place), placed(form, place),
                               placed(bytes, place), out, detail);
            });
    }
    [[nodiscard]] std::vector<OutputCall> take() { return std::move(calls_); }

  private:
    template <class Run>
    void add(const std::string &vector, std::string_view function, std::string_view argument,
             Run run) {
        if (++counts_[function] > most_) return;
        calls_.push_back({vector,
                          std::string{function} + "(\"" + printable_ascii(argument, 100) + "\")",
                          std::move(run)});
    }
    const wa_plugin &plugin_;
    std::size_t most_;
    std::map<std::string_view, std::size_t> counts_;
    std::vector<OutputCall> calls_;
};

std::string notation(const json::Value &request, std::string_view name) {
    const auto value = request.find(name);
    if (!value) return {};
    return std::string{value->kind() == json::Kind::string ? value->text() : value->source()};
}

void add_texts(Calls &calls, const Context &context, const Vector &vector) {
    const auto &request = vector.request;
    const auto chain = notation(request, "chain");
    const auto scheme = notation(request, "scheme");
    const auto account = notation(request, "account");
    const bool ours = context.scheme != nullptr && scheme == view(context.scheme->id);
    if (context.scheme != nullptr ? ours : vector.is_account_request()) {
        if (!account.empty()) calls.normalize(vector.id, chain, account);
    }
    if (!ours) return;
    calls.parse(vector.id, "parse_signature", context.plugin().parse_signature, chain, scheme,
                notation(request, "signature"));
    const auto key = notation(request, "public_key");
    if (!key.empty()) {
        calls.parse(vector.id, "parse_public_key", context.plugin().parse_public_key, chain, scheme,
                    key);
    }
}

/// What is no notation of anything.
void add_junk(Calls &calls, const Context &context, const Case &made) {
    const auto &[chain, scheme] = std::tie(made.question.chain, made.question.scheme);
    const std::string nul = std::string{"1"} + '\0' + '1';
    for (const std::string &text : {std::string{"?"}, std::string{}, nul, std::string(300, '~')}) {
        calls.parse(made.id, "parse_signature", context.plugin().parse_signature, chain, scheme,
                    text);
        calls.parse(made.id, "parse_public_key", context.plugin().parse_public_key, chain, scheme,
                    text);
        calls.normalize(made.id, chain, text);
    }
}

/// Texts that can be written, texts of wallets, and what is none.
void add_sign_in(Calls &calls, Context &context) {
    const auto texts = SignInTexts::of(context.plugin());
    if (!texts || context.scheme == nullptr) return;
    const auto &[read, compose] = std::tie(texts->table().read, texts->table().compose);
    for (const auto *info : texts->forms_of(view(context.scheme->id))) {
        const std::string form{view(info->id)};
        for (const auto &each : context.cases()) {
            if (!each.said_valid) continue;
            const auto &question = each.question;
            calls.read_form(each.id, std::make_shared<const Prepared>(question), form, read);
            const auto fields = fields_text(every_field(*info, question.chain, question.account));
            calls.compose_form(each.id, question, form, fields, compose);
            calls.compose_form(each.id, question, form, "{}", compose);
            const auto composed = texts->compose(question.chain, question.scheme, form, fields);
            if (composed.status != WA_OK) continue;
            auto written = composed_question(question, composed.text, *context.scheme);
            if (!written) continue;
            calls.read_form(each.id, std::make_shared<const Prepared>(*written), form, read);
        }
    }
}

} // namespace

std::vector<OutputCall> output_calls(Context &context, std::size_t most) {
    Calls calls(context.plugin(), most);
    add_sign_in(calls, context);
    if (!context.made().empty()) add_junk(calls, context, context.made().front());
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors())
            add_texts(calls, context, vector);
    }
    for (const auto *list : {&context.cases(), &context.made()}) {
        for (const auto &each : *list) {
            const auto question = std::make_shared<const Prepared>(each.question);
            calls.queries(each.id, question);
            context.step(each.id, "verify");
            const auto answer = ask(context.plugin(), each.question);
            const auto proven = answer.public_key();
            if (!each.question.public_key.empty())
                calls.key(each.id, question, each.question.public_key);
            if (!proven.empty()) calls.key(each.id, question, {proven.begin(), proven.end()});
        }
    }
    for (const auto &each : context.made()) {
        const auto &question = each.question;
        const auto hex = encode_hex(question.signature);
        calls.parse(each.id, "parse_signature", context.plugin().parse_signature, question.chain,
                    question.scheme, hex);
        calls.parse(each.id, "parse_public_key", context.plugin().parse_public_key, question.chain,
                    question.scheme, encode_hex(question.public_key));
        calls.normalize(each.id, question.chain, question.account.empty() ? hex : question.account);
    }
    return calls.take();
}

Output call(const OutputCall &output_call) {
    Bytes room(ample);
    return call(output_call, room);
}

Output call(const OutputCall &output_call, Bytes &room) {
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> reason{};
    wa_buffer out{room.data(), room.size(), 0};
    wa_buffer detail{reason.data(), reason.size(), 0};
    Output output;
    output.status = output_call.run(&out, &detail);
    if (output.status == WA_OK) {
        output.bytes.assign(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(
                                                             std::min(out.size, room.size())));
    } else {
        output.detail.assign(reinterpret_cast<const char *>(reason.data()),
                             std::min(detail.size, reason.size()));
    }
    return output;
}

std::vector<Answer> answers_of(const wa_plugin &plugin, const std::vector<Case> &cases) {
    std::vector<Answer> answers;
    answers.reserve(cases.size());
    for (const auto &each : cases) {
        begin_step(each.id, "verify");
        answers.push_back(ask(plugin, each.question));
    }
    return answers;
}

std::vector<Output> outputs_of(const std::vector<OutputCall> &calls) {
    std::vector<Output> outputs;
    outputs.reserve(calls.size());
    for (const auto &each : calls) {
        begin_step(each.vector, each.name);
        outputs.push_back(call(each));
    }
    return outputs;
}

std::string text_of(const Output &output) {
    if (output.status == WA_OK) {
        const std::string_view text{reinterpret_cast<const char *>(output.bytes.data()),
                                    output.bytes.size()};
        return "ok, \"" + printable_ascii(text, 150) + '"';
    }
    return status_text(output.status) +
           (output.detail.empty() ? "" : ": " + printable_ascii(output.detail, WA_DETAIL_CAPACITY));
}

} // namespace walletauth::conformance
