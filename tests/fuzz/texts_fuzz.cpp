// SPDX-License-Identifier: Apache-2.0
// Signatures, keys and accounts as text, through every plugin's table: the rules of plugin.h for
// outputs, and that canonical spellings stay what they are. The first byte names plugin and scheme:
// table_of_routes.
#include "chains.hpp"
#include "plugins.hpp"

#include <walletauth/text/text.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace walletauth;
using fuzz::require;

using Bytes = std::vector<std::uint8_t>;
constexpr std::uint8_t untouched = 0xa5;

struct Route {
    const wa_plugin *plugin;
    const wa_scheme *scheme;
    wa_text chain;
    bool is_account_case_sensitive;
};

struct Output {
    std::uint32_t status;
    Bytes bytes;
    std::size_t needed;
};

/// One call of a table's function with an output of this capacity; nothing may be written unless
/// the status is WA_OK (docs/abi.md, "Calls").
template <class Call>
Output call_with(std::size_t capacity, const Call &call) {
    Bytes storage(capacity + 8, untouched);
    std::array<char, WA_DETAIL_CAPACITY> text{};
    wa_buffer out{storage.data(), capacity, 77};
    wa_buffer detail{reinterpret_cast<std::uint8_t *>(text.data()), text.size(), 0};
    const std::uint32_t status = call(&out, &detail);
    require(fuzz::is_status(status), "a documented status");
    const std::size_t written = status == WA_OK ? out.size : 0;
    require(written <= capacity, "no more than the capacity");
    require(std::all_of(storage.begin() + static_cast<std::ptrdiff_t>(written), storage.end(),
                        [](std::uint8_t byte) { return byte == untouched; }),
            "all or nothing is written");
    require(detail.size <= detail.capacity && fuzz::is_printable({text.data(), detail.size}),
            "detail");
    require(status == WA_OK || status == WA_ERROR_BUFFER || out.size == 0,
            "no size without output");
    storage.resize(written);
    return {status, std::move(storage), out.size};
}

/// The output, or nothing; asked again with one byte less than it needs, and with none.
template <class Call>
std::optional<Bytes> output(const Call &call) {
    auto whole = call_with(512, call);
    if (whole.status == WA_ERROR_BUFFER) whole = call_with(whole.needed, call);
    require(WA_STATUS_CLASS(whole.status) != WA_CLASS_ERROR, "no error by a text");
    if (whole.status != WA_OK) {
        require(call_with(0, call).status == whole.status, "the capacity is no reason");
        return std::nullopt;
    }
    const auto size = whole.bytes.size();
    require(call_with(size, call).bytes == whole.bytes, "just enough is enough");
    for (const auto capacity : {size - 1, std::size_t{0}}) {
        if (size == 0) break;
        const auto small = call_with(capacity, call);
        require(small.status == WA_ERROR_BUFFER && small.needed == size, "the need is told");
    }
    return std::move(whole.bytes);
}

std::optional<Bytes> normalize(const Route &route, std::string_view text) {
    return output([&](wa_buffer *out, wa_buffer *detail) {
        return route.plugin->normalize_account(route.chain, text_of(text), out, detail);
    });
}

/// Canonical: it fits a verdict, is UTF-8 and its own normal form.
void check_canonical(const Route &route, const Bytes &account) {
    require(!account.empty() && account.size() <= WA_ACCOUNT_CAPACITY, "size of an account");
    require(is_utf8(fuzz::as_text(account)), "an account is UTF-8");
    require(normalize(route, fuzz::as_text(account)) == account, "normalising is idempotent");
}

void check_account(const Route &route, std::string_view text) {
    const auto account = normalize(route, text);
    if (!account) return;
    check_canonical(route, *account);
    if (route.is_account_case_sensitive) return;
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto same = normalize(route, lower);
    require(!same || same == account, "equal accounts have equal bytes");
}

void check_key_bytes(const Route &route, const Bytes &key) {
    const auto text = output([&](wa_buffer *out, wa_buffer *detail) {
        return route.plugin->format_public_key(route.chain, route.scheme->id, bytes_of(key), out,
                                               detail);
    });
    if (text) {
        const auto again = output([&](wa_buffer *out, wa_buffer *detail) {
            return route.plugin->parse_public_key(route.chain, route.scheme->id,
                                                  text_of(fuzz::as_text(*text)), out, detail);
        });
        // The compact id of an account stands for a key, and is none.
        const bool is_account =
            (route.scheme->flags & WA_SCHEME_COMPACT_ID_ACCOUNT) != 0 && key.size() == 20;
        require(is_account || again == key, "a formatted key reads back");
    }
    const auto account = output([&](wa_buffer *out, wa_buffer *detail) {
        return route.plugin->derive_account(route.chain, route.scheme->id, bytes_of(key), nullptr,
                                            0, out, detail);
    });
    if (account) check_canonical(route, *account);
}

void check_key(const Route &route, std::string_view text) {
    const auto key = output([&](wa_buffer *out, wa_buffer *detail) {
        return route.plugin->parse_public_key(route.chain, route.scheme->id, text_of(text), out,
                                              detail);
    });
    if (!key) return;
    const std::span infos{route.scheme->keys, route.scheme->key_count};
    require(std::ranges::any_of(infos, [&](const auto *info) { return info->size == key->size(); }),
            "a key has a declared size");
    require(text.size() <= route.scheme->max_public_key_text_size, "limit of a key's text");
    check_key_bytes(route, *key);
}

void check_signature(const Route &route, std::string_view text) {
    const auto signature = output([&](wa_buffer *out, wa_buffer *detail) {
        return route.plugin->parse_signature(route.chain, route.scheme->id, text_of(text), out,
                                             detail);
    });
    if (!signature) return;
    require(signature->size() <= route.scheme->max_signature_size, "limit of a signature");
    require(text.size() <= route.scheme->max_signature_text_size, "limit of a signature's text");
}

std::vector<Route> all_routes() {
    std::vector<Route> routes;
    for (const auto &chain : fuzz::chains()) {
        for (const auto *scheme : std::span{chain.plugin->schemes, chain.plugin->scheme_count}) {
            routes.push_back({chain.plugin, scheme, text_of(chain.id),
                              chain.facts->is_account_case_sensitive()});
        }
    }
    return routes;
}

/// The sum of the bytes of "namespace/scheme", so that seeds need no list of the schemes
/// (vector_seeds.py: route_byte).
std::uint8_t byte_of(const Route &route) {
    const auto chain = view(route.chain);
    std::string name{chain.substr(0, chain.find(':'))};
    name.append("/").append(view(route.scheme->id));
    std::uint8_t sum = 0;
    for (const char c : name)
        sum += static_cast<std::uint8_t>(c);
    return sum;
}

/// A route for every byte. One whose byte is another's already is at the next that is free.
std::array<Route, 256> table_of_routes() {
    const auto routes = all_routes();
    std::array<Route, 256> table{};
    require(routes.size() <= table.size(), "a byte for each route");
    for (const auto &route : routes) {
        std::uint8_t at = byte_of(route);
        while (table[at].plugin != nullptr)
            ++at;
        table[at] = route;
    }
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table[i].plugin == nullptr) table[i] = routes[i % routes.size()];
    return table;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    static const auto table = table_of_routes();
    fuzz::Input input{{data, size}};
    const auto &route = table[input.byte()];
    const auto text = input.text();
    check_account(route, text);
    check_key(route, text);
    check_signature(route, text);
    check_key_bytes(route, Bytes{text.begin(), text.end()});
    return 0;
}
