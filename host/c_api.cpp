// SPDX-License-Identifier: Apache-2.0
#include "c_api.hpp"

#include "host/wire/wire_flat.hpp"

#include <walletauth/wire.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <new>
#include <string>

namespace walletauth {
namespace {

using namespace c_api;

/// A host over what `make` opens, or the message of why not.
template <class Make>
std::uint32_t open(const Make &make, wa_host **host, char **message) noexcept try {
    std::expected<PluginSet, LoadError> set = make();
    if (!set) {
        if (message != nullptr) *message = copy_message(set.error().message());
        return WA_ERROR_ARGUMENT;
    }
    *host = new wa_host{Verifier{std::make_shared<const PluginSet>(std::move(*set))}};
    return WA_OK;
} catch (const std::bad_alloc &) {
    return WA_ERROR_MEMORY;
} catch (...) {
    return WA_ERROR_INTERNAL;
}

using Opener = std::expected<PluginSet, LoadError> (*)(const std::filesystem::path &);

std::uint32_t open_path(Opener opener, const char *path, std::size_t size, wa_host **host,
                        char **message) noexcept {
    if (message != nullptr) *message = nullptr;
    if (host == nullptr) return WA_ERROR_ARGUMENT;
    *host = nullptr;
    if (path == nullptr || size == 0) {
        if (message != nullptr) {
            *message = copy_text(size == 0 ? "path: it is empty" : "path: it is NULL with a size");
        }
        return WA_ERROR_ARGUMENT;
    }
    return open([&] { return opener(std::filesystem::path{std::string_view{path, size}}); }, host,
                message);
}

template <class To, class From>
std::uint32_t fill(To &to, const From &from) noexcept {
    const std::size_t size = std::min(from.size(), sizeof to);
    if (size != 0) std::memcpy(to, from.data(), size);
    return static_cast<std::uint32_t>(size);
}

void write_flat(const Verdict &from, wa_flat_verdict &to) noexcept {
    to.status = from.status;
    to.detail_size = fill(to.detail, from.detail);
    if (!from.valid()) return;
    to.magic = WA_VALID_MAGIC;
    to.link = from.link;
    to.flags = from.flags;
    to.account_size = fill(to.account, from.account);
    to.address_size = fill(to.address, from.address);
    to.public_key_size = fill(to.public_key, from.public_key);
    to.block_size = fill(to.block, from.block);
}

/// A verdict's memory that is too short for one: what is written there already must not pass for
/// the answer to this call.
std::uint32_t refuse_short(wa_flat_verdict *verdict) noexcept {
    constexpr std::size_t head = offsetof(wa_flat_verdict, magic) + sizeof verdict->magic;
    if (verdict != nullptr && verdict->struct_size >= head) {
        verdict->status = WA_ERROR_ARGUMENT;
        verdict->magic = 0;
    }
    return WA_ERROR_ARGUMENT;
}

struct Argument {
    const void *data;
    std::size_t size;
};

/// In the order of the functions that verify without JSON.
constexpr std::array<std::string_view, 8> argument_names{
    "chain", "scheme", "account", "public_key", "message", "signature", "params", "service"};
using Arguments = std::array<Argument, argument_names.size()>;

/// What `write` writes, if the arguments can be read and nothing is thrown.
template <class Write>
void write_safely(wa_flat_verdict &to, const wa_host *host, const Arguments &arguments,
                  const Write &write) noexcept try {
    const auto bad = std::ranges::find_if_not(
        arguments, [](const Argument &each) { return is_readable(each.data, each.size); });
    if (host == nullptr || bad != arguments.end()) {
        to.status = WA_ERROR_ARGUMENT;
        const auto place = static_cast<std::size_t>(bad - arguments.begin());
        to.detail_size = fill(to.detail, host == nullptr ? std::string{"host is NULL"}
                                                         : std::string{argument_names[place]} +
                                                               " is NULL with a size of " +
                                                               std::to_string(bad->size));
        return;
    }
    write();
} catch (const std::bad_alloc &) {
    to = {};
    to.status = WA_ERROR_MEMORY;
} catch (...) {
    to = {};
    to.status = WA_ERROR_INTERNAL;
}

} // namespace
} // namespace walletauth

using namespace walletauth;
using namespace walletauth::c_api;

extern "C" {

uint32_t wa_open_manifest(const char *path, size_t path_size, wa_host **host,
                          char **message) noexcept {
    return open_path(&PluginSet::from_manifest, path, path_size, host, message);
}

uint32_t wa_open_directory(const char *path, size_t path_size, wa_host **host,
                           char **message) noexcept {
    return open_path(&PluginSet::from_directory, path, path_size, host, message);
}

uint32_t wa_open_static(const wa_plugin_entry *entries, size_t count, wa_host **host,
                        char **message) noexcept {
    if (message != nullptr) *message = nullptr;
    if (host == nullptr) return WA_ERROR_ARGUMENT;
    *host = nullptr;
    if (entries == nullptr) count = 0;
    return open([&] { return PluginSet::from_entries({entries, count}); }, host, message);
}

void wa_close(wa_host *host) noexcept { delete host; }

void wa_free(char *text) noexcept { std::free(text); }

uint32_t wa_verify_json(const wa_host *host, const char *request, size_t request_size,
                        const char *service, size_t service_size, char **answer,
                        size_t *answer_size) noexcept {
    clear_answer(answer, answer_size);
    if (host == nullptr || answer == nullptr || !is_readable(request, request_size) ||
        !is_readable(service, service_size)) {
        return WA_ERROR_ARGUMENT;
    }
    const auto result =
        verify_json(host->verifier, text(request, request_size), text(service, service_size));
    return give(result.status, result.json, answer, answer_size);
}

uint32_t wa_account_json(const wa_host *host, const char *request, size_t request_size,
                         char **answer, size_t *answer_size) noexcept {
    clear_answer(answer, answer_size);
    if (host == nullptr || answer == nullptr || !is_readable(request, request_size)) {
        return WA_ERROR_ARGUMENT;
    }
    const auto result = account_json(host->verifier, text(request, request_size));
    return give(result.status, result.json, answer, answer_size);
}

uint32_t wa_describe_json(const wa_host *host, char **answer, size_t *answer_size) noexcept try {
    clear_answer(answer, answer_size);
    if (host == nullptr || answer == nullptr) return WA_ERROR_ARGUMENT;
    return give(WA_OK, describe_json(host->verifier.plugins()), answer, answer_size);
} catch (...) {
    return WA_ERROR_MEMORY;
}

uint32_t wa_verify_flat(const wa_host *host, const char *chain, size_t chain_size,
                        const char *scheme, size_t scheme_size, const char *account,
                        size_t account_size, const uint8_t *public_key, size_t public_key_size,
                        const uint8_t *message, size_t message_size, const uint8_t *signature,
                        size_t signature_size, const char *params, size_t params_size,
                        const char *service, size_t service_size,
                        wa_flat_verdict *verdict) noexcept {
    if (verdict == nullptr || verdict->struct_size < sizeof(wa_flat_verdict)) {
        return refuse_short(verdict);
    }
    wa_flat_verdict written{};
    const Arguments arguments{{{chain, chain_size},
                               {scheme, scheme_size},
                               {account, account_size},
                               {public_key, public_key_size},
                               {message, message_size},
                               {signature, signature_size},
                               {params, params_size},
                               {service, service_size}}};
    write_safely(written, host, arguments, [&] {
        Request request;
        request.chain = text(chain, chain_size);
        request.scheme = text(scheme, scheme_size);
        request.account = text(account, account_size);
        request.public_key = bytes(public_key, public_key_size);
        request.message = bytes(message, message_size);
        request.signature = bytes(signature, signature_size);
        write_flat(wire::verify_flat(host->verifier.plugins(), request, text(params, params_size),
                                     text(service, service_size)),
                   written);
    });
    written.struct_size = verdict->struct_size;
    std::memcpy(verdict, &written, sizeof written);
    return written.status;
}

uint32_t wa_verify_text(const wa_host *host, const char *chain, size_t chain_size,
                        const char *scheme, size_t scheme_size, const char *account,
                        size_t account_size, const char *public_key, size_t public_key_size,
                        const uint8_t *message, size_t message_size, const char *signature,
                        size_t signature_size, const char *params, size_t params_size,
                        const char *service, size_t service_size,
                        wa_text_verdict *verdict) noexcept {
    if (verdict == nullptr || verdict->flat.struct_size < sizeof(wa_text_verdict)) {
        return refuse_short(verdict == nullptr ? nullptr : &verdict->flat);
    }
    wa_text_verdict written{};
    const Arguments arguments{{{chain, chain_size},
                               {scheme, scheme_size},
                               {account, account_size},
                               {public_key, public_key_size},
                               {message, message_size},
                               {signature, signature_size},
                               {params, params_size},
                               {service, service_size}}};
    write_safely(written.flat, host, arguments, [&] {
        Request request;
        request.chain = text(chain, chain_size);
        request.scheme = text(scheme, scheme_size);
        request.account = text(account, account_size);
        request.message = bytes(message, message_size);
        std::string key_text;
        const auto found =
            wire::verify_text(host->verifier.plugins(), request, text(public_key, public_key_size),
                              text(signature, signature_size), text(params, params_size),
                              text(service, service_size), key_text);
        if (key_text.size() > sizeof written.key_text) {
            written.flat.status = WA_ERROR_BUFFER;
            return;
        }
        write_flat(found, written.flat);
        written.key_text_size = fill(written.key_text, key_text);
    });
    written.flat.struct_size = verdict->flat.struct_size;
    std::memcpy(verdict, &written, sizeof written);
    return written.flat.status;
}

uint32_t wa_identify(const wa_host *host, const char *chain, size_t chain_size, const char *scheme,
                     size_t scheme_size, const uint8_t *compact_id, size_t compact_id_size,
                     char *address, size_t capacity, size_t *address_size) noexcept try {
    if (address_size != nullptr) *address_size = 0;
    if (host == nullptr || address_size == nullptr || !is_readable(address, capacity) ||
        !is_readable(chain, chain_size) || !is_readable(scheme, scheme_size) ||
        !is_readable(compact_id, compact_id_size)) {
        return WA_ERROR_ARGUMENT;
    }
    const auto account = host->verifier.plugins().derive_account(
        text(chain, chain_size), text(scheme, scheme_size), bytes(compact_id, compact_id_size));
    if (!account) return account.error().status;
    *address_size = account->size();
    if (account->size() > capacity) return WA_ERROR_BUFFER;
    std::ranges::copy(*account, address);
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

const char *wa_status_name(uint32_t status) noexcept { return status_name(status).data(); }

const char *wa_reason_name(uint32_t status) noexcept {
    const auto name = reason_name(status);
    return name.empty() ? "" : name.data();
}

} // extern "C"
