// SPDX-License-Identifier: Apache-2.0
#include "wire_exchange.hpp"

#include "host/verify/verify_on_route.hpp"

#include <new>
#include <utility>

namespace walletauth::wire {
namespace {

constexpr std::uint32_t status = WA_ERROR_ARGUMENT;

/// {"result": ...} or {"error": ...}
Result<EvidenceAnswer> read_answer(const json::Value &item, std::size_t index) {
    const auto result = item.find("result");
    const auto error = item.find("error");
    if (item.kind() != json::Kind::object || item.size() != 1 || !(result || error)) {
        return refuse(status, "answers[", index,
                      "] is not an object of exactly one of result and error");
    }
    return EvidenceAnswer{std::string{item.at(0).source()},
                          result ? std::uint32_t{WA_EVIDENCE_RESULT} : WA_EVIDENCE_ERROR};
}

Result<std::vector<EvidenceAnswer>> read_answers(std::string_view text, std::size_t expected) {
    const auto document = json::Document::parse(text, limits);
    if (!document) return refuse(status, "answers: ", document.error().text());
    const auto root = document->root();
    if (root.kind() != json::Kind::array || root.size() != expected) {
        return refuse(status, "answers is not an array of ", expected,
                      " items, one for each query");
    }
    std::vector<EvidenceAnswer> answers;
    for (std::size_t i = 0; i < root.size(); ++i) {
        auto answer = read_answer(root.at(i), i);
        if (!answer) return std::unexpected(answer.error());
        answers.push_back(std::move(*answer));
    }
    return answers;
}

template <class Body>
WireAnswer guarded(const Body &body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc &) {
        return failure(WA_ERROR_MEMORY);
    } catch (...) {
        return failure(WA_ERROR_INTERNAL);
    }
}

} // namespace

WireAnswer Exchange::begin() noexcept {
    return guarded([&]() -> WireAnswer {
        const auto &plugins = verifier_.plugins();
        if (const auto read = owned_.read(plugins, ServiceMember::refuse); !read) {
            return refused(read.error());
        }
        const auto &parts = owned_.parts;
        if (parts.refusal()) return write_answer(owned_.id(), parts, parts.verify(plugins));
        return next(rounds_.emplace(parts.service.evidence));
    });
}

WireAnswer Exchange::next(EvidenceRounds &rounds) {
    const auto &parts = owned_.parts;
    Service service = parts.service;
    service.evidence = rounds.items();
    auto verdict =
        rounds.judge(verify_on_route(verifier_.plugins(), *parts.route(), parts.request, service));
    auto answer = write_answer(owned_.id(), parts, verdict);
    queries_ = std::move(verdict.queries);
    return answer;
}

WireAnswer Exchange::give(std::string_view answers) noexcept {
    return guarded([&]() -> WireAnswer {
        if (queries_.empty() || !rounds_) return refused(make_refusal(status, "nothing was asked"));
        auto read = read_answers(answers, queries_.size());
        if (!read) return refused(read.error());
        const auto added = rounds_->add(std::exchange(queries_, {}), std::move(*read));
        return added ? next(*rounds_) : refused(added.error());
    });
}

} // namespace walletauth::wire
