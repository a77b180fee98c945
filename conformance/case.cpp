// SPDX-License-Identifier: Apache-2.0
#include "case.hpp"

#include "step.hpp"

#include <walletauth/resolved_request.hpp>
#include <walletauth/wire.hpp>

#include <array>
#include <optional>
#include <span>

namespace walletauth::conformance {
namespace {

Bytes copy(wa_bytes bytes) {
    const auto span = view(bytes);
    return {span.begin(), span.end()};
}

Question question_from(const wa_request &request) {
    Question question{.scheme = std::string{view(request.scheme)},
                      .chain = std::string{view(request.chain)},
                      .account = std::string{view(request.account)},
                      .block = std::string{view(request.block)},
                      .public_key = copy(request.public_key),
                      .message = copy(request.message),
                      .signature = copy(request.signature),
                      .parameters = {},
                      .evidence = {},
                      .accept = request.accept,
                      .flags = request.flags};
    for (const auto &item : std::span{request.parameters, request.parameter_count}) {
        question.parameters.push_back({std::string{view(item.name)}, copy(item.value), item.kind});
    }
    for (const auto &item : std::span{request.evidence, request.evidence_count}) {
        question.evidence.push_back({copy(item.query), copy(item.answer), item.kind});
    }
    return question;
}

std::optional<Question> question_of(const Subject &subject, const Vector &vector) {
    begin_step(vector.id, "parse_public_key and parse_signature, to read the request");
    const auto read =
        WireRequest::read(subject.verifier(), vector.request.source(), vector.service);
    if (!read) return std::nullopt;
    begin_step(vector.id, "normalize_account of the claim");
    const auto resolved = ResolvedRequest::of(subject.verifier(), read->request(), read->service());
    if (!resolved) return std::nullopt;
    // Two values of a parameter are no question. One that only the service may give is a good one:
    // who gave it is not the plugin's to know.
    const auto &conflict = resolved->conflict();
    if (conflict && conflict->status == WA_REJECTED_POLICY) return std::nullopt;
    return question_from(resolved->request());
}

Bytes random_bytes(Random &random, std::size_t size) {
    Bytes bytes(size);
    for (auto &byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    return bytes;
}

std::string chain_of(const wa_scheme &scheme, Random &random) {
    const auto chain = view(scheme.chains[random() % scheme.chain_count]);
    return std::string{chain} + (chain.contains(':') ? "" : ":1");
}

} // namespace

Bytes bytes_from(std::string_view text) { return {text.begin(), text.end()}; }

wa_text placed(std::string_view text, const Place &place) {
    const auto *data =
        place ? static_cast<const char *>(place(text.data(), text.size())) : text.data();
    return {data, text.size()};
}
wa_bytes placed(const Bytes &bytes, const Place &place) {
    const auto *data =
        place ? static_cast<const std::uint8_t *>(place(bytes.data(), bytes.size())) : bytes.data();
    return {data, bytes.size()};
}

Asked::Asked(const Question &question, const Place &place) {
    for (const auto &item : question.parameters) {
        parameters_.push_back({placed(item.name, place), placed(item.value, place), item.kind, 0});
    }
    for (const auto &item : question.evidence) {
        evidence_.push_back({placed(item.query, place), placed(item.answer, place), item.kind, 0});
    }
    const auto array = [&place]<class Item>(const std::vector<Item> &items) {
        return place ? static_cast<const Item *>(place(items.data(), items.size() * sizeof(Item)))
                     : items.data();
    };
    request_ = {.struct_size = sizeof(wa_request),
                .flags = question.flags,
                .scheme = placed(question.scheme, place),
                .chain = placed(question.chain, place),
                .account = placed(question.account, place),
                .public_key = placed(question.public_key, place),
                .message = placed(question.message, place),
                .signature = placed(question.signature, place),
                .parameters = array(parameters_),
                .parameter_count = parameters_.size(),
                .evidence = array(evidence_),
                .evidence_count = evidence_.size(),
                .block = placed(question.block, place),
                .accept = question.accept,
                .reserved = 0};
}

std::vector<Case> cases_of(const Subject &subject, const std::vector<VectorFile> &files,
                           std::string_view scheme) {
    std::vector<Case> cases;
    for (const auto &file : files) {
        for (const auto &vector : file.vectors()) {
            const auto name = vector.request.find("scheme");
            const auto status = vector.expect.find("status");
            if (vector.is_account_request() || !status || !name || name->text() != scheme) continue;
            auto question = question_of(subject, vector);
            if (!question) continue;
            const bool valid = status->text() == "valid";
            const auto reason = vector.expect.find("reason");
            cases.push_back({vector.id, std::move(*question), valid, std::string{status->text()},
                             std::string{reason ? reason->text() : std::string_view{}}});
        }
    }
    return cases;
}

std::vector<Case> made_cases(const Subject &subject, const wa_scheme &scheme, Random &random) {
    constexpr std::array<std::size_t, 6> signature_sizes{64, 65, 32, 96, 1, 128};
    std::vector<Case> cases;
    for (std::size_t i = 0; i < signature_sizes.size(); ++i) {
        const auto id = "made-" + std::to_string(i);
        Question question;
        question.scheme = view(scheme.id);
        question.chain = chain_of(scheme, random);
        question.public_key = random_bytes(random, scheme.keys[i % scheme.key_count]->size);
        question.message = (scheme.flags & WA_SCHEME_JSON_MESSAGE) != 0 ? bytes_from("{}")
                                                                        : random_bytes(random, 40);
        question.signature = random_bytes(
            random, std::min<std::size_t>(signature_sizes[i], scheme.max_signature_size));
        for (std::size_t k = 0; k < scheme.parameter_count; ++k) {
            const auto &info = *scheme.parameters[k];
            if (info.required == 0) continue;
            question.parameters.push_back(
                {std::string{view(info.name)}, bytes_from("1"), info.kind});
        }
        begin_step(id, "derive_account");
        auto account = subject.adapter().derive_account(question.chain, question.scheme,
                                                        question.public_key, {});
        if (account && i % 2 == 0) question.account = std::move(*account);
        cases.push_back({id, std::move(question), false, {}, {}});
    }
    return cases;
}

} // namespace walletauth::conformance
