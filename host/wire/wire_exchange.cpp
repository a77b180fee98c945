// SPDX-License-Identifier: Apache-2.0
#include "wire_exchange.hpp"

#include "host/verify/verify_on_route.hpp"
#include "wire_answer.hpp"

#include <new>

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
    return EvidenceAnswer{std::string{(result ? result : error)->source()},
                          result ? std::uint32_t{WA_EVIDENCE_RESULT} : WA_EVIDENCE_ERROR};
}

Result<std::vector<EvidenceAnswer>> read_answers(std::string_view text, std::size_t expected) {
    const auto document = json::Document::parse(text, limits);
    if (!document) {
        const auto &[path, reason] = document.error();
        return refuse(status, "answers: ", path, path.empty() ? "" : ": ", reason);
    }
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
    const auto failed = [](std::uint32_t why) noexcept -> WireAnswer {
        try {
            return {write_refusal("null", why, ""), why};
        } catch (...) {
            return {{}, why};
        }
    };
    try {
        return body();
    } catch (const std::bad_alloc &) {
        return failed(WA_ERROR_MEMORY);
    } catch (...) {
        return failed(WA_ERROR_INTERNAL);
    }
}

} // namespace

WireAnswer Exchange::refused(const Refusal &refusal) const {
    const auto id = object_ ? object_->id() : "null";
    return {write_refusal(id, refusal.status, refusal.detail.view()), refusal.status};
}

WireAnswer Exchange::begin() noexcept {
    return guarded([&] { return start(); });
}

WireAnswer Exchange::start() {
    auto object = RequestObject::parse(text_);
    if (!object) return refused(object.error());
    object_.emplace(std::move(*object));
    auto part = object_->service(service_text_, ServiceMember::refuse);
    if (!part) return refused(part.error());
    part_.emplace(std::move(*part));
    if (const auto read = object_->read(parts_, verifier_.plugins(), *part_); !read) {
        return refused(read.error());
    }
    if (parts_.refusal()) {
        return write_answer(object_->id(), parts_, parts_.verify(verifier_.plugins()));
    }
    rounds_.emplace(parts_.service.evidence);
    return next();
}

WireAnswer Exchange::next() {
    Service service = parts_.service;
    service.evidence = rounds_->items();
    auto verdict = rounds_->judge(
        verify_on_route(verifier_.plugins(), *parts_.route(), parts_.request, service));
    auto answer = write_answer(object_->id(), parts_, verdict);
    queries_ = std::move(verdict.queries);
    return answer;
}

WireAnswer Exchange::give(std::string_view answers) noexcept {
    return guarded([&]() -> WireAnswer {
        if (queries_.empty()) return refused(make_refusal(status, "nothing was asked"));
        auto read = read_answers(answers, queries_.size());
        if (!read) return refused(read.error());
        const auto added = rounds_->add(queries_, std::move(*read));
        return added ? next() : refused(added.error());
    });
}

} // namespace walletauth::wire
