// SPDX-License-Identifier: Apache-2.0
/// The author kit: derive from SignatureVerifier and AddressDeriver (interface.hpp), describe the
/// schemes, export with one macro.
///
/// The kit stands between the table and your classes. It checks every request against its
/// descriptor first, catches every exception, compares the proven account with the claim, writes
/// verdicts and buffers whole or not at all, and is the only place that writes WA_VALID_MAGIC.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/checks.hpp>
#include <walletauth/interface.hpp>
#include <walletauth/plugin.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>

namespace walletauth {

/// A scheme and what verifies it; both live for ever.
struct SchemeEntry {
    const wa_scheme *descriptor;
    const SignatureVerifier *verifier;
};

/// A table of operations beside those of wa_plugin (docs/abi.md, "Extensions of the table"); it
/// lives for ever.
struct ExtensionEntry {
    std::string_view id; ///< such as "walletauth.sign-in/1"
    const void *table;   ///< what the extension's specification says; not NULL
};

/// Everything that a plugin is. A constant of static storage.
struct PluginDefinition {
    std::string_view id;
    std::string_view version;
    std::string_view license;
    std::string_view description;
    std::span<const SchemeEntry> schemes;
    std::span<const wa_text> account_namespaces;
    const AddressDeriver *deriver;
    Result<void> (*self_test)();
    std::span<const ExtensionEntry> extensions = {};
};

namespace kit {

/// Runs `body`, which returns a Result; an exception becomes a refusal of class error.
template <class Body>
[[nodiscard]] auto guarded(Body &&body) noexcept -> std::invoke_result_t<Body> {
    try {
        return body();
    } catch (const std::bad_alloc &) {
        return refuse(WA_ERROR_MEMORY, "out of memory");
    } catch (...) {
        return refuse(WA_ERROR_INTERNAL, "an exception was thrown");
    }
}

inline void write_detail(const Refusal &refusal, wa_buffer *detail) noexcept {
    if (detail == nullptr) return;
    const auto text = refusal.detail.view();
    detail->size = std::min(text.size(), detail->capacity);
    if (detail->size != 0) std::memcpy(detail->data, text.data(), detail->size);
}

/// All or nothing: the result's bytes, or the size needed, or the refusal's reason.
template <class Container>
[[nodiscard]] std::uint32_t write_output(const Result<Container> &result, wa_buffer *out,
                                         wa_buffer *detail) noexcept {
    if (out == nullptr) return WA_ERROR_ARGUMENT;
    out->size = 0;
    if (!result) {
        write_detail(result.error(), detail);
        return result.error().status;
    }
    out->size = result->size();
    if (result->size() > out->capacity) {
        write_detail(make_refusal(WA_ERROR_BUFFER, "the output needs ", result->size(),
                                  " bytes, the buffer has ", out->capacity),
                     detail);
        return WA_ERROR_BUFFER;
    }
    if (!result->empty()) std::memcpy(out->data, result->data(), result->size());
    return WA_OK;
}

template <std::size_t N, class Source>
std::uint32_t copy_inline(Source (&to)[N], std::span<const Source> from) noexcept {
    std::memcpy(to, from.data(), from.size());
    return static_cast<std::uint32_t>(from.size());
}

/// The only writer of verdicts, and of the magic.
inline void write_verdict(const Result<Proof> &result, wa_verdict &verdict) noexcept {
    wa_verdict written{};
    written.struct_size = verdict.struct_size;
    if (result) {
        written.status = WA_OK;
        written.magic = WA_VALID_MAGIC;
        written.link = result->link;
        written.flags = result->flags;
        written.account_size = copy_inline(written.account, result->account.span());
        written.public_key_size = copy_inline(written.public_key, result->public_key.span());
        written.block_size = copy_inline(written.block, result->block.span());
    } else {
        written.status = result.error().status;
        written.detail_size = copy_inline(written.detail, result.error().detail.span());
    }
    std::memcpy(&verdict, &written, sizeof written);
}

/// What every verifier's result must satisfy, whoever wrote the verifier.
[[nodiscard]] inline Result<Proof> judge(const wa_request &request, Result<Proof> result) noexcept {
    if (!result) {
        if (WA_STATUS_CLASS(result.error().status) == WA_CLASS_OK) {
            return refuse(WA_ERROR_INTERNAL, "a refusal with status ok");
        }
        return result;
    }
    if (result->account.empty()) return refuse(WA_ERROR_INTERNAL, "a proof without an account");
    const std::uint32_t link = result->link;
    if (!is_link(link) || (link & request.accept) == 0) {
        return refuse(WA_ERROR_INTERNAL, "a proof by link ", link, ", accepted are ",
                      request.accept);
    }
    const auto claim = view(request.account);
    const auto signer = result->account.view();
    if (!claim.empty() && signer != claim) {
        // A detail that is cut inside an account would name another one.
        constexpr std::size_t room =
            WA_DETAIL_CAPACITY - std::string_view{"signed by , not by "}.size();
        if (signer.size() + claim.size() <= room) {
            return refuse(WA_REJECTED_SIGNER, "signed by ", signer, ", not by ", claim);
        }
        if (signer.size() > 80)
            return refuse(WA_REJECTED_SIGNER, "not signed by the claimed account");
        return refuse(WA_REJECTED_SIGNER, "signed by ", signer, ", not by the claimed account");
    }
    return result;
}

/// The functions of the table for one definition; all noexcept, all stateless.
template <const PluginDefinition &definition>
struct Table {
    [[nodiscard]] static const SchemeEntry *find(std::string_view scheme) noexcept {
        for (const auto &entry : definition.schemes) {
            if (view(entry.descriptor->id) == scheme) return &entry;
        }
        return nullptr;
    }

    /// The entry of a scheme on a chain, or why there is none.
    [[nodiscard]] static Result<const SchemeEntry *> route(std::string_view chain,
                                                           std::string_view scheme) noexcept {
        const auto *entry = find(scheme);
        if (entry == nullptr) {
            return refuse(WA_UNSUPPORTED_SCHEME, "plugin ", definition.id, " has no scheme \"",
                          scheme, "\"");
        }
        if (!covers_chain(*entry->descriptor, chain)) {
            return refuse(WA_UNSUPPORTED_CHAIN, "scheme ", scheme, " does not serve chain ", chain);
        }
        return entry;
    }

    [[nodiscard]] static Result<void> check_namespace(std::string_view chain) noexcept {
        for (const auto &name : definition.account_namespaces) {
            if (covers_chain(view(name), chain)) return {};
        }
        return refuse(WA_UNSUPPORTED_CHAIN, "plugin ", definition.id, " has no accounts of chain ",
                      chain);
    }

    /// The checked request and its scheme.
    struct Checked {
        wa_request request;
        const SchemeEntry *entry;
    };
    [[nodiscard]] static Result<Checked> check(const wa_request *request) noexcept {
        if (request == nullptr) return refuse(WA_ERROR_ARGUMENT, "request is NULL");
        const auto known = read_request(*request);
        if (!known) return std::unexpected(known.error());
        const auto entry = route(view(known->chain), view(known->scheme));
        if (!entry) return std::unexpected(entry.error());
        if (auto good = check_request(*(*entry)->descriptor, *known); !good) {
            return std::unexpected(good.error());
        }
        return Checked{*known, *entry};
    }

    [[nodiscard]] static Result<Proof> verify_one(const wa_request *request) noexcept {
        const auto checked = check(request);
        if (!checked) return std::unexpected(checked.error());
        return judge(checked->request,
                     guarded([&] { return checked->entry->verifier->verify(checked->request); }));
    }

    /// Requests that are verified together at most: their copies are on the stack, which plugins
    /// have 256 KiB of.
    static constexpr std::size_t max_lanes = 16;

    static void verify(const wa_request *const *requests, wa_verdict *const *verdicts,
                       std::size_t count) noexcept {
        if (count == 1) {
            if (is_writable(verdicts[0])) write_verdict(verify_one(requests[0]), *verdicts[0]);
            return;
        }
        for (std::size_t i = 0; i < count; i += max_lanes)
            verify_lanes(requests + i, verdicts + i, std::min(count - i, max_lanes));
    }

    [[nodiscard]] static bool is_writable(const wa_verdict *verdict) noexcept {
        return verdict != nullptr && verdict->struct_size >= WA_VERDICT_MIN_SIZE;
    }

    /// Checks each request, and verifies those of one scheme together.
    static void verify_lanes(const wa_request *const *requests, wa_verdict *const *verdicts,
                             std::size_t count) noexcept {
        std::array<wa_request, max_lanes> known; // not initialised: written before it is read
        std::array<const SchemeEntry *, max_lanes> entries{};
        for (std::size_t i = 0; i < count; ++i) {
            if (!is_writable(verdicts[i])) continue;
            const auto checked = check(requests[i]);
            if (!checked) {
                write_verdict(std::unexpected(checked.error()), *verdicts[i]);
                continue;
            }
            known[i] = checked->request;
            entries[i] = checked->entry;
        }
        for (std::size_t i = 0; i < count; ++i) {
            const auto *entry = entries[i];
            if (entry == nullptr) continue;
            std::array<const wa_request *, max_lanes> together{};
            std::array<wa_verdict *, max_lanes> answers{};
            std::size_t size = 0;
            for (std::size_t k = i; k < count; ++k) {
                if (entries[k] != entry) continue;
                entries[k] = nullptr;
                together[size] = &known[k];
                answers[size++] = verdicts[k];
            }
            verify_scheme(*entry, std::span{together}.first(size), answers.data());
        }
    }

    static void verify_scheme(const SchemeEntry &entry, std::span<const wa_request *const> requests,
                              wa_verdict *const *verdicts) noexcept {
        std::array<Result<Proof>, max_lanes> storage; // without an account: no proof (judge)
        const auto results = std::span{storage}.first(requests.size());
        const auto all = guarded([&]() -> Result<void> {
            entry.verifier->verify_many(requests, results);
            return {};
        });
        for (std::size_t i = 0; i < requests.size(); ++i) {
            // What one request throws is no answer to the others.
            if (!all) results[i] = guarded([&] { return entry.verifier->verify(*requests[i]); });
            write_verdict(judge(*requests[i], std::move(results[i])), *verdicts[i]);
        }
    }

    static std::uint32_t evidence_queries(const wa_request *request, wa_buffer *out,
                                          wa_buffer *detail) noexcept {
        return write_output(guarded([&]() -> Result<std::string> {
                                const auto checked = check(request);
                                if (!checked) return std::unexpected(checked.error());
                                const auto queries =
                                    checked->entry->verifier->evidence_queries(checked->request);
                                if (!queries) return std::unexpected(queries.error());
                                std::string lines;
                                for (const auto &query : *queries)
                                    lines += query + '\n';
                                return lines;
                            }),
                            out, detail);
    }

    static std::uint32_t derive_account(wa_text chain, wa_text scheme, wa_bytes public_key,
                                        const wa_parameter *parameters, std::size_t parameter_count,
                                        wa_buffer *out, wa_buffer *detail) noexcept {
        return write_output(guarded([&]() -> Result<std::string> {
                                const auto entry = route(view(chain), view(scheme));
                                if (!entry) return std::unexpected(entry.error());
                                if (auto good = check_namespace(view(chain)); !good) {
                                    return std::unexpected(good.error());
                                }
                                const std::span given{parameters, parameter_count};
                                if (auto good = check_derivation(*(*entry)->descriptor, view(chain),
                                                                 view(public_key), given);
                                    !good) {
                                    return std::unexpected(good.error());
                                }
                                return definition.deriver->derive_account(view(chain), view(scheme),
                                                                          view(public_key), given);
                            }),
                            out, detail);
    }

    static std::uint32_t normalize_account(wa_text chain, wa_text account, wa_buffer *out,
                                           wa_buffer *detail) noexcept {
        return write_output(guarded([&]() -> Result<std::string> {
                                if (auto good = check_namespace(view(chain)); !good) {
                                    return std::unexpected(good.error());
                                }
                                return definition.deriver->normalize_account(view(chain),
                                                                             view(account));
                            }),
                            out, detail);
    }

    /// A request may have no key; what is read or written as one is never empty.
    [[nodiscard]] static Result<void> check_given_key(
        const wa_scheme &scheme, std::span<const std::uint8_t> public_key) noexcept {
        if (public_key.empty()) return refuse(WA_MALFORMED_PUBLIC_KEY, "public key is empty");
        return walletauth::detail::check_key_size(scheme, public_key.size());
    }

    static std::uint32_t parse_signature(wa_text chain, wa_text scheme, wa_text text,
                                         wa_buffer *out, wa_buffer *detail) noexcept {
        return write_output(guarded([&]() -> Result<std::vector<std::uint8_t>> {
                                const auto entry = route(view(chain), view(scheme));
                                if (!entry) return std::unexpected(entry.error());
                                if (auto fits = walletauth::detail::check_size(
                                        WA_MALFORMED_SIGNATURE, "signature text", text.size,
                                        (*entry)->descriptor->max_signature_text_size);
                                    !fits) {
                                    return std::unexpected(fits.error());
                                }
                                auto bytes = (*entry)->verifier->parse_signature(
                                    view(chain), view(scheme), view(text));
                                if (!bytes) return bytes;
                                // A text below its limit may spell more bytes than a request has.
                                if (auto fits = walletauth::detail::check_size(
                                        WA_MALFORMED_SIGNATURE, "signature", bytes->size(),
                                        (*entry)->descriptor->max_signature_size);
                                    !fits) {
                                    return std::unexpected(fits.error());
                                }
                                return bytes;
                            }),
                            out, detail);
    }

    static std::uint32_t parse_public_key(wa_text chain, wa_text scheme, wa_text text,
                                          wa_buffer *out, wa_buffer *detail) noexcept {
        return write_output(
            guarded([&]() -> Result<std::vector<std::uint8_t>> {
                const auto entry = route(view(chain), view(scheme));
                if (!entry) return std::unexpected(entry.error());
                if (auto fits = walletauth::detail::check_size(
                        WA_MALFORMED_PUBLIC_KEY, "public key text", text.size,
                        (*entry)->descriptor->max_public_key_text_size);
                    !fits) {
                    return std::unexpected(fits.error());
                }
                auto key =
                    (*entry)->verifier->parse_public_key(view(chain), view(scheme), view(text));
                if (!key) return key;
                // A chain may have keys that this scheme does not take.
                if (auto known = check_given_key(*(*entry)->descriptor, *key); !known) {
                    return std::unexpected(known.error());
                }
                return key;
            }),
            out, detail);
    }

    static std::uint32_t format_public_key(wa_text chain, wa_text scheme, wa_bytes public_key,
                                           wa_buffer *out, wa_buffer *detail) noexcept {
        return write_output(
            guarded([&]() -> Result<std::string> {
                const auto entry = route(view(chain), view(scheme));
                if (!entry) return std::unexpected(entry.error());
                if (auto known = check_given_key(*(*entry)->descriptor, view(public_key)); !known) {
                    return std::unexpected(known.error());
                }
                return (*entry)->verifier->format_public_key(view(chain), view(scheme),
                                                             view(public_key));
            }),
            out, detail);
    }

    static std::uint32_t self_test(wa_buffer *detail) noexcept {
        if (detail != nullptr) detail->size = 0;
        const auto result = guarded([]() -> Result<void> { return definition.self_test(); });
        if (result) return WA_OK;
        write_detail(result.error(), detail);
        return WA_ERROR_INTERNAL;
    }

    static const void *extension(wa_text id) noexcept {
        for (const auto &entry : definition.extensions) {
            if (entry.id == view(id)) return entry.table;
        }
        return nullptr;
    }
};

/// The descriptors of a definition as the table wants them: an array of pointers.
template <const PluginDefinition &definition, std::size_t... I>
constexpr auto scheme_pointers(std::index_sequence<I...>) noexcept {
    return std::array<const wa_scheme *, sizeof...(I)>{definition.schemes[I].descriptor...};
}
template <const PluginDefinition &definition>
inline constexpr auto schemes =
    scheme_pointers<definition>(std::make_index_sequence<definition.schemes.size()>{});

template <const PluginDefinition &definition>
inline constexpr wa_plugin table{
    .struct_size = sizeof(wa_plugin),
    .abi_major = WA_ABI_MAJOR,
    .abi_minor = WA_ABI_MINOR,
    .reserved = 0,
    .id = text_of(definition.id),
    .version = text_of(definition.version),
    .license = text_of(definition.license),
    .description = text_of(definition.description),
    .schemes = schemes<definition>.data(),
    .scheme_count = schemes<definition>.size(),
    .account_namespaces = definition.account_namespaces.data(),
    .account_namespace_count = definition.account_namespaces.size(),
    .verify = &Table<definition>::verify,
    .evidence_queries = &Table<definition>::evidence_queries,
    .derive_account = &Table<definition>::derive_account,
    .normalize_account = &Table<definition>::normalize_account,
    .parse_signature = &Table<definition>::parse_signature,
    .parse_public_key = &Table<definition>::parse_public_key,
    .format_public_key = &Table<definition>::format_public_key,
    .self_test = &Table<definition>::self_test,
    .extension = &Table<definition>::extension,
};

} // namespace kit
} // namespace walletauth

/// Exports a plugin: once a module, at file scope, outside any namespace. `plugin_id` is the string
/// literal of the note and must be the definition's id; `definition` a constexpr PluginDefinition
/// of static storage.
#define WALLETAUTH_EXPORT_PLUGIN(plugin_id, definition)                                            \
    static_assert((definition).id == std::string_view{plugin_id},                                  \
                  "the note and the definition must name the same plugin");                        \
    WA_PLUGIN_NOTE(plugin_id);                                                                     \
    extern "C" WA_EXPORT const wa_plugin *WA_PLUGIN_ENTRY(void) noexcept;                          \
    extern "C" const wa_plugin *WA_PLUGIN_ENTRY(void) noexcept {                                   \
        return &walletauth::kit::table<definition>;                                                \
    }                                                                                              \
    static_assert(true)
