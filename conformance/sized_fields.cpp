// SPDX-License-Identifier: Apache-2.0
#include "sign_in_texts.hpp"
#include "sized_call.hpp"

#include <walletauth/checks.hpp>

#include <algorithm>

namespace walletauth::conformance {
namespace {

/// A request of which one field comes from elsewhere.
class Spoiled {
  public:
    explicit Spoiled(const wa_request &request)
        : request_(request),
          parameters_(request.parameters, request.parameters + request.parameter_count),
          evidence_(request.evidence, request.evidence + request.evidence_count) {
        request_.parameters = parameters_.data();
        request_.evidence = evidence_.data();
    }
    Spoiled(const Spoiled &) = delete;
    Spoiled &operator=(const Spoiled &) = delete;

    [[nodiscard]] wa_request &request() noexcept { return request_; }
    [[nodiscard]] std::vector<wa_parameter> &parameters() noexcept { return parameters_; }
    [[nodiscard]] std::vector<wa_evidence> &evidence() noexcept { return evidence_; }

  private:
    wa_request request_;
    std::vector<wa_parameter> parameters_;
    std::vector<wa_evidence> evidence_;
};

struct SizedField {
    std::string name;
    Bytes content;
    std::size_t limit; ///< of the descriptor; 0: it is not tried
    std::function<void(Spoiled &, wa_bytes)> put;
};

std::vector<SizedField> fields_of(const wa_scheme &scheme, const Question &question) {
    std::vector<SizedField> fields{
        {"a signature", question.signature, scheme.max_signature_size,
         [](Spoiled &to, wa_bytes given) { to.request().signature = given; }},
        {"a public key", question.public_key, scheme.max_public_key_size,
         [](Spoiled &to, wa_bytes given) { to.request().public_key = given; }},
        {"an account", bytes_from(question.account), scheme.max_account_size,
         [](Spoiled &to, wa_bytes given) { to.request().account = text_from(given); }},
        {"a message", question.message, 0,
         [](Spoiled &to, wa_bytes given) { to.request().message = given; }},
        {"a block", bytes_from(question.block), WA_BLOCK_CAPACITY,
         [](Spoiled &to, wa_bytes given) { to.request().block = text_from(given); }},
        {"a chain", bytes_from(question.chain), 0,
         [](Spoiled &to, wa_bytes given) { to.request().chain = text_from(given); }},
        {"a scheme", bytes_from(question.scheme), 0,
         [](Spoiled &to, wa_bytes given) { to.request().scheme = text_from(given); }}};
    for (std::size_t i = 0; i < question.parameters.size(); ++i) {
        const auto &[name, value, kind] = question.parameters[i];
        fields.push_back({"a parameter " + name, value, 0,
                          [i](Spoiled &to, wa_bytes given) { to.parameters()[i].value = given; }});
    }
    for (std::size_t i = 0; i < question.evidence.size(); ++i) {
        fields.push_back({"an answer of the chain", question.evidence[i].answer, 0,
                          [i](Spoiled &to, wa_bytes given) { to.evidence()[i].answer = given; }});
        fields.push_back({"a query", question.evidence[i].query, 0,
                          [i](Spoiled &to, wa_bytes given) { to.evidence()[i].query = given; }});
    }
    return fields;
}

Output output_of_verify(const wa_plugin &plugin, const wa_request &request) {
    const auto answer = ask(plugin, request);
    const auto account = answer.account();
    return {answer.status(),
            {account.begin(), account.end()},
            std::string{answer.valid() ? std::string_view{} : answer.detail()}};
}

/// What the descriptor refuses is refused as it says.
std::optional<Broken> judge_request(const wa_scheme &scheme, const wa_request &request,
                                    const Output &output) {
    const bool same_scheme = view(request.scheme) == view(scheme.id);
    const auto good = same_scheme ? check_request(scheme, request) : Result<void>{};
    const bool unsupported = WA_STATUS_CLASS(output.status) == WA_CLASS_UNSUPPORTED;
    if (good || unsupported) return judge_class(output);
    return judge_status("limits", good.error().status, output);
}

using KeptRequest = std::shared_ptr<const Kept>;

constexpr std::size_t host_takes = std::size_t{1} << 20; // of queries

SizedCall field_call(const Context &context, const KeptRequest &owned, const SizedField &field,
                     bool is_verify) {
    const auto put = [owned, put = field.put](wa_bytes given) {
        auto spoiled = std::make_unique<Spoiled>(owned->asked.request());
        put(*spoiled, given);
        return spoiled;
    };
    return {.vector = {},
            .name = (is_verify ? "verify with " : "evidence_queries with ") + field.name,
            .contents = {field.content, {0x00}, {'1'}},
            .sizes = sizes_around({field.content.size(), field.limit},
                                  std::max(field.content.size(), field.limit)),
            .run =
                [put, is_verify, &plugin = context.plugin()](wa_bytes given) {
                    const auto spoiled = put(given);
                    if (is_verify) return output_of_verify(plugin, spoiled->request());
                    return output_of(host_takes, [&](wa_buffer *out, wa_buffer *detail) {
                        return plugin.evidence_queries(&spoiled->request(), out, detail);
                    });
                },
            .judge =
                [put, scheme = context.scheme](wa_bytes given, const Output &output) {
                    return judge_request(*scheme, put(given)->request(), output);
                }};
}

using SharedTexts = std::shared_ptr<const SignInTexts>;

SizedCall read_call(const SharedTexts &texts, const KeptRequest &owned, const std::string &form,
                    bool is_message) {
    const auto content = is_message ? owned->question.message : bytes_from(form);
    return {.vector = {},
            .name = is_message ? "read with a message" : "read with a form",
            .contents = {content, {'\n'}},
            .sizes = sizes_around({content.size()}, content.size()),
            .run =
                [texts, owned, form, is_message](wa_bytes given) {
                    auto request = owned->asked.request();
                    if (is_message) request.message = given;
                    const auto asked_form = is_message ? placed(form, {}) : text_from(given);
                    return output_of(WA_CLAIMS_CAPACITY, [&](wa_buffer *out, wa_buffer *detail) {
                        return texts->table().read(&request, asked_form, out, detail);
                    });
                },
            .judge = [](wa_bytes, const Output &output) { return judge_class(output); }};
}

SizedCall compose_call(const SharedTexts &texts, const KeptRequest &owned, const std::string &form,
                       const std::string &fields, bool is_fields) {
    const auto content = bytes_from(is_fields ? fields : form);
    return {.vector = {},
            .name = is_fields ? "compose with fields" : "compose with a form",
            .contents = {content, {'{'}},
            .sizes = sizes_around({content.size()}, content.size()),
            .run =
                [texts, owned, form, fields, is_fields](wa_bytes given) {
                    const auto bytes = bytes_from(fields);
                    const auto &of = owned->asked.request();
                    return output_of(ample, [&](wa_buffer *out, wa_buffer *detail) {
                        return texts->table().compose(
                            of.chain, of.scheme, is_fields ? placed(form, {}) : text_from(given),
                            is_fields ? given : placed(bytes, {}), out, detail);
                    });
                },
            .judge = [](wa_bytes, const Output &output) { return judge_class(output); }};
}

} // namespace

void add_sized_fields(std::vector<SizedCall> &calls, Context &context, const Case &of) {
    const auto owned = std::make_shared<const Kept>(of.question);
    const bool asks = (context.scheme->flags & WA_SCHEME_MAY_NEED_EVIDENCE) != 0;
    for (const auto &field : fields_of(*context.scheme, of.question)) {
        for (const bool is_verify : {true, false}) {
            if (!is_verify && !asks) continue;
            calls.push_back(field_call(context, owned, field, is_verify));
            calls.back().vector = of.id;
        }
    }
}

void add_sized_sign_in(std::vector<SizedCall> &calls, Context &context, const Case &of) {
    const auto found = SignInTexts::of(context.plugin());
    if (!found) return;
    const auto texts = std::make_shared<const SignInTexts>(*found);
    const auto &question = of.question;
    for (const auto *info : texts->forms_of(view(context.scheme->id))) {
        const std::string form{view(info->id)};
        const auto fields = fields_text(every_field(*info, question.chain, question.account));
        context.step(of.id, "compose");
        const auto composed = texts->compose(question.chain, question.scheme, form, fields);
        const auto written = composed.status == WA_OK
                                 ? composed_question(question, composed.text, *context.scheme)
                                 : std::nullopt;
        const auto owned = std::make_shared<const Kept>(written.value_or(question));
        for (const bool first : {true, false}) {
            calls.push_back(read_call(texts, owned, form, first));
            calls.push_back(compose_call(texts, owned, form, fields, first));
        }
    }
    for (auto &call : calls)
        if (call.vector.empty()) call.vector = of.id;
}

} // namespace walletauth::conformance
