// SPDX-License-Identifier: Apache-2.0
#include <walletauth/walletauth_resolver.h>

#include <walletauth/c_bridge.hpp>
#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/resolver.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

struct wa_resolver {
    std::unique_ptr<walletauth::Resolver> resolver;
};

struct wa_resolver_client {
    std::unique_ptr<walletauth::EvidenceSource> source;
};

namespace walletauth {
namespace {

constexpr std::size_t max_client_size = 256;

Deadline bounded_deadline(std::uint64_t timeout_ms) noexcept {
    constexpr std::uint64_t longest = 60'000; // the resolver's own bounds are shorter
    const auto left = timeout_ms == 0 ? longest : std::min(timeout_ms, longest);
    return Deadline::clock::now() + std::chrono::milliseconds(left);
}

std::uint32_t pin_with(EvidenceSource &source, std::string_view chain, std::uint64_t timeout_ms,
                       wa_buffer &to) noexcept try {
    const auto block = source.pin(chain, bounded_deadline(timeout_ms));
    if (!block || block->size() > to.capacity) return WA_ERROR_EVIDENCE;
    if (!block->empty()) std::memcpy(to.data, block->data(), block->size());
    to.size = block->size();
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

std::uint32_t fetch_with(EvidenceSource &source, std::string_view chain,
                         std::span<const wa_text> texts, std::uint64_t timeout_ms,
                         wa_answers *answers) noexcept try {
    std::vector<std::string> queries;
    queries.reserve(texts.size());
    for (const auto &query : texts)
        queries.emplace_back(query.data, query.size);
    const auto found = source.fetch(chain, queries, bounded_deadline(timeout_ms));
    if (!found) return WA_ERROR_EVIDENCE;
    for (const auto &[json, kind] : *found) {
        const auto given = wa_give_answer(answers, json.data(), json.size(), kind);
        if (given != WA_OK) return given;
    }
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

// The functions of a wa_evidence_source; `context` is an EvidenceSource.

std::uint32_t pin(void *context, const char *chain, std::size_t chain_size,
                  std::uint64_t timeout_ms, wa_buffer *block) noexcept {
    return pin_with(*static_cast<EvidenceSource *>(context), {chain, chain_size}, timeout_ms,
                    *block);
}

std::uint32_t fetch(void *context, const char *chain, std::size_t chain_size,
                    const wa_text *queries, std::size_t query_count, std::uint64_t timeout_ms,
                    wa_answers *answers) noexcept {
    return fetch_with(*static_cast<EvidenceSource *>(context), {chain, chain_size},
                      {queries, query_count}, timeout_ms, answers);
}

std::uint32_t log_level(ResolverLogLevel level) noexcept {
    switch (level) {
    case ResolverLogLevel::info:
        return WA_RESOLVER_LOG_INFO;
    case ResolverLogLevel::warning:
        return WA_RESOLVER_LOG_WARNING;
    case ResolverLogLevel::error:
        break;
    }
    return WA_RESOLVER_LOG_ERROR;
}

ResolverOptions options_of(const wa_resolver_options *given) {
    ResolverOptions options;
    options.chains = every_chain_nodes();
    if (given == nullptr || given->log == nullptr) return options;
    options.log = [log = given->log, context = given->context](const ResolverLog &entry) {
        const auto line = entry.line();
        log(context, log_level(entry.level), line.data(), line.size());
    };
    return options;
}

std::uint32_t refuse(const ResolverError &error, char **message) {
    if (message != nullptr) *message = copy_message(error.message());
    return WA_ERROR_ARGUMENT;
}

} // namespace
} // namespace walletauth

using namespace walletauth;

extern "C" {

uint32_t wa_open_resolver(const char *path, size_t path_size, const wa_resolver_options *options,
                          wa_resolver **resolver, char **message) noexcept try {
    if (message != nullptr) *message = nullptr;
    if (resolver == nullptr) return WA_ERROR_ARGUMENT;
    *resolver = nullptr;
    const auto refuse_argument = [&](std::string_view why) {
        if (message != nullptr) *message = copy_message(why);
        return WA_ERROR_ARGUMENT;
    };
    if (path == nullptr || path_size == 0)
        return refuse_argument("path: it is empty: name the file of endpoints");
    if (std::string_view{path, path_size}.contains('\0'))
        return refuse_argument("path: it has a NUL: give the name and its size without one");
    if (options != nullptr &&
        (options->struct_size != sizeof(wa_resolver_options) || options->reserved != 0)) {
        return refuse_argument("options: struct_size must be sizeof(wa_resolver_options), and "
                               "reserved 0: set both");
    }
    auto opened = Resolver::open(std::string_view{path, path_size}, options_of(options));
    if (!opened) return refuse(opened.error(), message);
    *resolver = new wa_resolver{std::move(*opened)};
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

uint32_t wa_resolver_source(wa_resolver *resolver, wa_resolver_client *client,
                            wa_evidence_source *source) noexcept {
    if (resolver == nullptr || source == nullptr) return WA_ERROR_ARGUMENT;
    EvidenceSource *const asked =
        client == nullptr ? resolver->resolver.get() : client->source.get();
    *source = {sizeof(wa_evidence_source), 0, asked, &pin, &fetch};
    return WA_OK;
}

uint32_t wa_open_resolver_client(wa_resolver *resolver, const char *name, size_t name_size,
                                 wa_resolver_client **client) noexcept try {
    if (client == nullptr) return WA_ERROR_ARGUMENT;
    *client = nullptr;
    if (resolver == nullptr || name == nullptr || name_size == 0 || name_size > max_client_size) {
        return WA_ERROR_ARGUMENT;
    }
    *client = new wa_resolver_client{resolver->resolver->for_client({name, name_size})};
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

void wa_close_resolver_client(wa_resolver_client *client) noexcept { delete client; }

uint32_t wa_reload_resolver(wa_resolver *resolver, char **message) noexcept try {
    if (message != nullptr) *message = nullptr;
    if (resolver == nullptr) return WA_ERROR_ARGUMENT;
    const auto loaded = resolver->resolver->reload();
    return loaded ? WA_OK : refuse(loaded.error(), message);
} catch (...) {
    return WA_ERROR_MEMORY;
}

uint32_t wa_resolver_metrics(const wa_resolver *resolver, char **text, size_t *text_size) noexcept
    try {
    clear_answer(text, text_size);
    if (resolver == nullptr || text == nullptr) return WA_ERROR_ARGUMENT;
    const auto metrics = resolver->resolver->metrics();
    *text = copy_text(metrics);
    if (*text == nullptr) return WA_ERROR_MEMORY;
    if (text_size != nullptr) *text_size = metrics.size();
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

void wa_close_resolver(wa_resolver *resolver) noexcept { delete resolver; }

} // extern "C"
