// SPDX-License-Identifier: Apache-2.0
#include <walletauth/walletauth_signin.h>

#include "answers.hpp"
#include "state.hpp"
#include <walletauth/c_bridge.hpp>
#include <walletauth/signin/memory_store.hpp>
#include <walletauth/signin/wire.hpp>

#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>

struct wa_sign_in {
    walletauth::signin::SignIn sign_in;
};

namespace walletauth::signin {
namespace {

std::string_view text(const char *data, std::size_t size) noexcept {
    return size == 0 ? std::string_view{} : std::string_view{data, size};
}
bool is_readable(const void *data, std::size_t size) noexcept {
    return data != nullptr || size == 0;
}

/// The caller's functions as a store.
class CallerStore final : public ReplayStore {
  public:
    explicit CallerStore(const wa_store &store) noexcept : store_(store) {}

    Consumed consume(std::string_view key, std::chrono::seconds ttl,
                     [[maybe_unused]] std::string_view value) noexcept override try {
        Generation room;
        const auto outcome = store_.consume(store_.context, key.data(), key.size(),
                                            static_cast<std::uint64_t>(ttl.count()), &room.buffer);
        if (outcome != WA_CONSUMED_FIRST && outcome != WA_CONSUMED_AGAIN) {
            return Consumed::unavailable("consume returned " + std::to_string(outcome));
        }
        if (!room.is_good()) return Consumed::unavailable("consume wrote no generation");
        return {outcome == WA_CONSUMED_FIRST ? Consumed::Outcome::first : Consumed::Outcome::again,
                {},
                room.text(),
                {}};
    } catch (...) {
        return Consumed::unavailable("out of memory");
    }

    std::expected<std::string, std::string> generation() noexcept override try {
        Generation room;
        const auto status = store_.generation(store_.context, &room.buffer);
        if (status == WA_OK && room.is_good()) return room.text();
        return std::unexpected("generation returned " + std::to_string(status) + " and " +
                               std::to_string(room.buffer.size) + " bytes");
    } catch (...) {
        return std::unexpected(std::string{"out of memory"});
    }

  private:
    struct Generation {
        std::array<std::uint8_t, WA_GENERATION_CAPACITY> bytes{};
        wa_buffer buffer{bytes.data(), bytes.size(), 0};
        [[nodiscard]] bool is_good() const noexcept {
            return buffer.size != 0 && buffer.size <= bytes.size();
        }
        [[nodiscard]] std::string text() const {
            return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(buffer.size)};
        }
    };

    wa_store store_;
};

bool is_store(const wa_store &store) noexcept {
    return store.struct_size == sizeof(wa_store) && store.reserved == 0 &&
           store.consume != nullptr && store.generation != nullptr;
}

std::expected<SignIn, std::string> open(const wa_host &host, std::string_view config_text,
                                        std::string_view keys_text, const wa_store *store) {
    auto config = read_config(config_text);
    if (!config) return std::unexpected("config: " + config.error());
    auto keys = keys_text.empty() ? KeyRing::generate(system_random()) : KeyRing::parse(keys_text);
    if (!keys) return std::unexpected("keys: " + keys.error());
    std::shared_ptr<ReplayStore> kept;
    if (store == nullptr) {
        kept = std::make_shared<MemoryStore>(system_random());
    } else if (is_store(*store)) {
        kept = std::make_shared<CallerStore>(*store);
    } else {
        return std::unexpected(std::string{"store: its size is another, or a function is missing"});
    }
    return SignIn::make(verifier_of(host), std::move(*config),
                        std::make_shared<const KeyRing>(*keys), std::move(kept));
}

/// What a call without an answer leaves behind: never what the caller's variables held.
void clear(int *http, char **answer, std::size_t *size) noexcept {
    clear_answer(answer, size);
    if (http != nullptr) *http = 500;
}

std::uint32_t give(const Answer &from, int *http, char **answer, std::size_t *size) noexcept {
    *answer = copy_text(from.json);
    if (*answer == nullptr) return WA_ERROR_MEMORY;
    if (size != nullptr) *size = from.json.size();
    if (http != nullptr) *http = from.http;
    return from.status;
}

} // namespace
} // namespace walletauth::signin

using namespace walletauth;
using namespace walletauth::signin;

extern "C" {

uint32_t wa_sign_in_open(const wa_host *host, const char *config, size_t config_size,
                         const char *keys, size_t keys_size, const wa_store *store,
                         wa_sign_in **sign_in, char **message) noexcept try {
    if (message != nullptr) *message = nullptr;
    if (sign_in != nullptr) *sign_in = nullptr;
    if (host == nullptr || sign_in == nullptr || !is_readable(config, config_size) ||
        !is_readable(keys, keys_size)) {
        return WA_ERROR_ARGUMENT;
    }
    auto opened = open(*host, text(config, config_size), text(keys, keys_size), store);
    if (!opened) {
        if (message != nullptr) *message = copy_message(opened.error());
        return WA_ERROR_ARGUMENT;
    }
    *sign_in = new wa_sign_in{std::move(*opened)};
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

void wa_sign_in_close(wa_sign_in *sign_in) noexcept { delete sign_in; }

uint32_t wa_challenge_json(const wa_sign_in *sign_in, const char *request, size_t request_size,
                           const char *context, size_t context_size, int64_t now, int *http,
                           char **answer, size_t *answer_size) noexcept {
    clear(http, answer, answer_size);
    if (sign_in == nullptr || answer == nullptr || !is_readable(request, request_size) ||
        !is_readable(context, context_size)) {
        return WA_ERROR_ARGUMENT;
    }
    return give(challenge_json(sign_in->sign_in, text(request, request_size),
                               text(context, context_size), Time{std::chrono::seconds{now}}),
                http, answer, answer_size);
}

uint32_t wa_sign_in_json(const wa_sign_in *sign_in, const char *request, size_t request_size,
                         const char *context, size_t context_size, int64_t now,
                         const wa_evidence_source *source, uint64_t timeout_ms, int *http,
                         char **answer, size_t *answer_size) noexcept try {
    clear(http, answer, answer_size);
    if (sign_in == nullptr || answer == nullptr || !is_readable(request, request_size) ||
        !is_readable(context, context_size)) {
        return WA_ERROR_ARGUMENT;
    }
    std::unique_ptr<EvidenceSource> asked;
    if (source != nullptr) {
        auto made = evidence_source_of(*source);
        if (!made) {
            const auto refused = write_refusal(refusal("source", WA_ERROR_ARGUMENT, made.error()));
            return give(refused, http, answer, answer_size);
        }
        asked = std::move(*made);
    }
    return give(sign_in_json(sign_in->sign_in, text(request, request_size),
                             text(context, context_size), Time{std::chrono::seconds{now}},
                             asked.get(), deadline_in(timeout_ms)),
                http, answer, answer_size);
} catch (...) {
    return WA_ERROR_MEMORY;
}

} // extern "C"
