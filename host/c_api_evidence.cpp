// SPDX-License-Identifier: Apache-2.0
#include "c_api.hpp"

#include "host/wire/wire_answer.hpp"
#include "host/wire/wire_exchange.hpp"

#include <walletauth/c_bridge.hpp>
#include <walletauth/walletauth_evidence.h>
#include <walletauth/wire.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <new>

struct wa_answers {
    std::size_t expected;
    std::vector<walletauth::EvidenceAnswer> given;
};

struct wa_rounds {
    walletauth::wire::Exchange exchange;
};

namespace walletauth {
namespace {

using namespace c_api;
using std::chrono::milliseconds;

/// The caller's functions as an EvidenceSource.
class CallBacks final : public EvidenceSource {
  public:
    explicit CallBacks(const wa_evidence_source &source) noexcept : source_(source) {}

    std::expected<std::string, std::string> pin(std::string_view chain,
                                                Deadline deadline) override {
        std::array<std::uint8_t, WA_BLOCK_CAPACITY> bytes{};
        if (source_.pin == nullptr) return std::string{};
        wa_buffer block{bytes.data(), bytes.size(), 0};
        const auto status =
            source_.pin(source_.context, chain.data(), chain.size(), time_left(deadline), &block);
        if (status != WA_OK) return failed("pin", status);
        if (block.size > bytes.size()) return std::unexpected("pin wrote past its buffer");
        return std::string{bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(block.size)};
    }

    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view chain, std::span<const std::string> queries, Deadline deadline) override {
        std::vector<wa_text> texts;
        for (const auto &query : queries)
            texts.push_back(text_of(query));
        wa_answers answers{queries.size(), {}};
        const auto status = source_.fetch(source_.context, chain.data(), chain.size(), texts.data(),
                                          texts.size(), time_left(deadline), &answers);
        if (status != WA_OK) return failed("fetch", status);
        return std::move(answers.given);
    }

  private:
    [[nodiscard]] static std::uint64_t time_left(Deadline deadline) noexcept {
        if (deadline == Deadline::max()) return 0;
        const auto left = std::chrono::ceil<milliseconds>(deadline - Deadline::clock::now());
        return static_cast<std::uint64_t>(std::max<milliseconds::rep>(left.count(), 1));
    }
    [[nodiscard]] static std::unexpected<std::string> failed(std::string_view what,
                                                             std::uint32_t status) {
        return std::unexpected(std::string{what} + " returned " + std::to_string(status));
    }

    const wa_evidence_source &source_;
};

} // namespace

const Verifier &verifier_of(const wa_host &host) noexcept { return host.verifier; }

std::expected<std::unique_ptr<EvidenceSource>, std::string> evidence_source_of(
    const wa_evidence_source &source) {
    const auto wrong = [](const char *member, std::uint32_t found, std::size_t expected) {
        return std::unexpected(std::string{"source: "} + member + " is " + std::to_string(found) +
                               ", expected " + std::to_string(expected));
    };
    if (source.struct_size != sizeof(wa_evidence_source)) {
        return wrong("struct_size", source.struct_size, sizeof(wa_evidence_source));
    }
    if (source.reserved != 0) return wrong("reserved", source.reserved, 0);
    if (source.fetch == nullptr) return std::unexpected(std::string{"source: fetch is NULL"});
    return std::make_unique<CallBacks>(source);
}

Deadline deadline_in(std::uint64_t timeout_ms) noexcept {
    constexpr std::uint64_t far = 1000ULL * 60 * 60 * 24 * 365; // beyond it the clock may overflow
    if (timeout_ms == 0 || timeout_ms > far) return Deadline::max();
    return Deadline::clock::now() + milliseconds(timeout_ms);
}

} // namespace walletauth

using namespace walletauth;
using namespace walletauth::c_api;

extern "C" {

uint32_t wa_give_answer(wa_answers *answers, const char *json, size_t json_size,
                        uint32_t kind) noexcept try {
    const bool is_kind = kind == WA_EVIDENCE_RESULT || kind == WA_EVIDENCE_ERROR;
    if (answers == nullptr || json == nullptr || json_size == 0 || !is_kind ||
        answers->given.size() == answers->expected) {
        return WA_ERROR_ARGUMENT;
    }
    answers->given.push_back({std::string{json, json_size}, kind});
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

uint32_t wa_verify_with_evidence(const wa_host *host, const char *request, size_t request_size,
                                 const char *service, size_t service_size,
                                 const wa_evidence_source *source, uint64_t timeout_ms,
                                 char **answer, size_t *answer_size) noexcept try {
    clear_answer(answer, answer_size);
    if (host == nullptr || source == nullptr || answer == nullptr ||
        !is_readable(request, request_size) || !is_readable(service, service_size)) {
        return WA_ERROR_ARGUMENT;
    }
    const auto asked = evidence_source_of(*source);
    if (!asked) {
        const auto refused =
            wire::refusal_answer("null", make_refusal(WA_ERROR_ARGUMENT, asked.error()));
        return give(refused.status, refused.json, answer, answer_size);
    }
    const auto result = verify_json(host->verifier, text(request, request_size),
                                    text(service, service_size), **asked, deadline_in(timeout_ms));
    return give(result.status, result.json, answer, answer_size);
} catch (...) {
    return WA_ERROR_MEMORY;
}

uint32_t wa_rounds_begin(const wa_host *host, const char *request, size_t request_size,
                         const char *service, size_t service_size, wa_rounds **rounds,
                         char **answer, size_t *answer_size) noexcept try {
    if (rounds != nullptr) *rounds = nullptr;
    clear_answer(answer, answer_size);
    if (host == nullptr || rounds == nullptr || answer == nullptr ||
        !is_readable(request, request_size) || !is_readable(service, service_size)) {
        return WA_ERROR_ARGUMENT;
    }
    std::unique_ptr<wa_rounds> begun(
        new wa_rounds{{host->verifier, text(request, request_size), text(service, service_size)}});
    const auto result = begun->exchange.begin();
    const auto status = give(result.status, result.json, answer, answer_size);
    if (*answer != nullptr) *rounds = begun.release();
    return status;
} catch (...) {
    return WA_ERROR_MEMORY;
}

uint32_t wa_rounds_give(wa_rounds *rounds, const char *answers, size_t answers_size, char **answer,
                        size_t *answer_size) noexcept {
    clear_answer(answer, answer_size);
    if (rounds == nullptr || answer == nullptr || !is_readable(answers, answers_size)) {
        return WA_ERROR_ARGUMENT;
    }
    const auto result = rounds->exchange.give(text(answers, answers_size));
    return give(result.status, result.json, answer, answer_size);
}

void wa_rounds_end(wa_rounds *rounds) noexcept { delete rounds; }

} // extern "C"
