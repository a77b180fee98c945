// SPDX-License-Identifier: Apache-2.0
#include "sized_call.hpp"

#include <walletauth/checks.hpp>

#include <algorithm>
#include <map>

namespace walletauth::conformance {
namespace {

using Request = std::shared_ptr<const Asked>;

/// Tags of keys, beginnings of notations, and what is none: each is repeated.
constexpr std::array<std::uint8_t, 8> fills{0x00, 0xff, 0x02, '0', '1', 'A', '[', '{'};

std::vector<Bytes> with_fills(std::vector<Bytes> contents) {
    for (const auto fill : fills)
        contents.push_back({fill});
    return contents;
}

/// The texts that vectors have of a field, one of each size.
std::vector<Bytes> notations(const Context &context, std::string_view field) {
    constexpr std::size_t most = 6;
    std::map<std::size_t, Bytes> by_size;
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors()) {
            const auto scheme = vector.request.find("scheme");
            const auto value = vector.request.find(field);
            if (!scheme || !value || scheme->kind() != json::Kind::string ||
                scheme->text() != view(context.scheme->id)) {
                continue;
            }
            const bool is_text = value->kind() == json::Kind::string;
            const std::string text{is_text ? value->text() : value->source()};
            if (by_size.size() < most) by_size.try_emplace(text.size(), bytes_from(text));
        }
    }
    std::vector<Bytes> texts;
    for (auto &[size, text] : by_size)
        texts.push_back(std::move(text));
    return texts;
}

std::set<std::size_t> sizes_of(const std::vector<Bytes> &texts, std::size_t limit) {
    auto sizes = sizes_around({limit}, limit);
    for (const auto &text : texts)
        sizes.merge(sizes_around({text.size()}, 0));
    return sizes;
}

/// Sizes of keys, and of compact ids in their place.
std::set<std::size_t> key_sizes(const wa_scheme &scheme) {
    const auto limit = std::max(scheme.max_public_key_size, scheme.max_account_size);
    auto sizes = sizes_around({scheme.max_public_key_size, limit}, limit);
    for (std::size_t i = 0; i < scheme.key_count; ++i)
        sizes.merge(sizes_around({scheme.keys[i]->size}, 0));
    return sizes;
}

/// No key of this scheme: what no function takes for one, or gives.
bool is_no_key(const wa_scheme &scheme, std::size_t size) {
    return size == 0 || !walletauth::detail::check_key_size(scheme, size);
}

SizedCall format_call(const Context &context, const Request &request) {
    return {.vector = {},
            .name = "format_public_key with a public key",
            .contents = {},
            .sizes = key_sizes(*context.scheme),
            .run =
                [request, format = context.plugin().format_public_key](wa_bytes given) {
                    const auto &of = request->request();
                    return output_of(ample, [&](wa_buffer *out, wa_buffer *detail) {
                        return format(of.chain, of.scheme, given, out, detail);
                    });
                },
            .judge =
                [scheme = context.scheme](wa_bytes given, const Output &output) {
                    if (!is_no_key(*scheme, given.size)) return judge_class(output);
                    return judge_status(given.size == 0 ? "sizes" : "limits",
                                        WA_MALFORMED_PUBLIC_KEY, output);
                }};
}

SizedCall derive_call(const Context &context, const Request &request) {
    return {.vector = {},
            .name = "derive_account with a public key",
            .contents = {},
            .sizes = key_sizes(*context.scheme),
            .run =
                [request, derive = context.plugin().derive_account](wa_bytes given) {
                    const auto &of = request->request();
                    return output_of(ample, [&](wa_buffer *out, wa_buffer *detail) {
                        return derive(of.chain, of.scheme, given, of.parameters, of.parameter_count,
                                      out, detail);
                    });
                },
            .judge =
                [scheme = context.scheme, request](wa_bytes given, const Output &output) {
                    const auto &of = request->request();
                    const auto good = check_derivation(*scheme, view(of.chain), view(given),
                                                       {of.parameters, of.parameter_count});
                    return good ? judge_class(output)
                                : judge_status("limits", good.error().status, output);
                }};
}

SizedCall key_text_call(const Context &context, const Request &request,
                        const std::vector<Bytes> &texts) {
    return {.vector = {},
            .name = "parse_public_key with a text",
            .contents = texts,
            .sizes = sizes_of(texts, context.scheme->max_public_key_text_size),
            .run =
                [request, parse = context.plugin().parse_public_key](wa_bytes given) {
                    const auto &of = request->request();
                    return output_of(ample, [&](wa_buffer *out, wa_buffer *detail) {
                        return parse(of.chain, of.scheme, text_from(given), out, detail);
                    });
                },
            .judge = [scheme = context.scheme](wa_bytes given,
                                               const Output &output) -> std::optional<Broken> {
                if (given.size > scheme->max_public_key_text_size)
                    return judge_status("limits", WA_MALFORMED_PUBLIC_KEY, output);
                if (output.status != WA_OK) return judge_class(output);
                if (!is_no_key(*scheme, output.bytes.size())) return std::nullopt;
                return Broken{"sizes", "a refusal, or a key of a size that a key type has"};
            }};
}

SizedCall signature_text_call(const Context &context, const Request &request,
                              const std::vector<Bytes> &texts) {
    return {.vector = {},
            .name = "parse_signature with a text",
            .contents = texts,
            .sizes = sizes_of(texts, context.scheme->max_signature_text_size),
            .run =
                [request, parse = context.plugin().parse_signature,
                 room = std::max<std::size_t>(ample, context.scheme->max_signature_size)](
                    wa_bytes given) {
                    const auto &of = request->request();
                    return output_of(room, [&](wa_buffer *out, wa_buffer *detail) {
                        return parse(of.chain, of.scheme, text_from(given), out, detail);
                    });
                },
            .judge = [scheme = context.scheme](wa_bytes given,
                                               const Output &output) -> std::optional<Broken> {
                if (given.size > scheme->max_signature_text_size)
                    return judge_status("limits", WA_MALFORMED_SIGNATURE, output);
                if (output.bytes.size() <= scheme->max_signature_size) return judge_class(output);
                return Broken{"sizes", "a refusal, or at most " +
                                           std::to_string(scheme->max_signature_size) + " bytes"};
            }};
}

SizedCall account_call(const Context &context, const Request &request,
                       const std::vector<Bytes> &texts) {
    return {.vector = {},
            .name = "normalize_account with a text",
            .contents = texts,
            .sizes = sizes_of(texts, context.scheme->max_account_text_size),
            .run =
                [request, normalize = context.plugin().normalize_account](wa_bytes given) {
                    return output_of(ample, [&](wa_buffer *out, wa_buffer *detail) {
                        return normalize(request->request().chain, text_from(given), out, detail);
                    });
                },
            .judge = [](wa_bytes given, const Output &output) -> std::optional<Broken> {
                if (given.size == 0) return judge_status("sizes", WA_MALFORMED_ACCOUNT, output);
                if (output.bytes.size() <= WA_ACCOUNT_CAPACITY) return judge_class(output);
                return Broken{"sizes", "a refusal, or at most " +
                                           std::to_string(WA_ACCOUNT_CAPACITY) + " bytes"};
            }};
}

/// A name of a chain or of a scheme that ends too early, or goes on.
SizedCall route_call(const Context &context, const Request &request, bool is_chain) {
    const auto &of = request->request();
    const auto name = view(is_chain ? of.chain : of.scheme);
    return {.vector = {},
            .name = is_chain ? "parse_signature with a chain" : "parse_signature with a scheme",
            .contents = {bytes_from(name)},
            .sizes = sizes_around({name.size()}, name.size()),
            .run =
                [request, is_chain, parse = context.plugin().parse_signature](wa_bytes given) {
                    const auto &known = request->request();
                    return output_of(ample, [&](wa_buffer *out, wa_buffer *detail) {
                        return parse(is_chain ? text_from(given) : known.chain,
                                     is_chain ? known.scheme : text_from(given),
                                     walletauth::text_of("1"), out, detail);
                    });
                },
            .judge = [](wa_bytes, const Output &output) { return judge_class(output); }};
}

} // namespace

std::set<std::size_t> sizes_around(std::initializer_list<std::size_t> meant, std::size_t most) {
    constexpr std::size_t usual = 130; // more than every key and account, in hex
    std::set<std::size_t> sizes;
    for (std::size_t size = 0; size <= std::min(usual, most + 1); ++size)
        sizes.insert(size);
    for (const auto size : meant) {
        if (size != 0) sizes.insert(size - 1);
        sizes.insert({size, size + 1});
    }
    return sizes;
}

std::optional<Broken> judge_class(const Output &output) {
    const auto found = WA_STATUS_CLASS(output.status);
    if (found < WA_CLASS_ERROR || output.status == WA_ERROR_EVIDENCE) return std::nullopt;
    return Broken{"sizes", "ok, or a refusal of this size that is no error"};
}

std::optional<Broken> judge_status(std::string_view rule, std::uint32_t wanted,
                                   const Output &output) {
    if (output.status == wanted) return std::nullopt;
    return Broken{rule, status_text(wanted)};
}

void add_sized_notations(std::vector<SizedCall> &calls, Context &context, const Case &of) {
    const auto owned = std::make_shared<const Kept>(of.question);
    const Request request{owned, &owned->asked};
    context.step(of.id, "verify");
    const auto answer = ask(context.plugin(), of.question);
    Bytes key = of.question.public_key;
    if (key.empty()) key.assign(answer.public_key().begin(), answer.public_key().end());
    const auto keys = key.empty() ? std::vector<Bytes>{} : std::vector<Bytes>{key};
    const auto begin = calls.size();
    for (auto made : {format_call(context, request), derive_call(context, request)}) {
        made.contents = keys;
        calls.push_back(std::move(made));
    }
    calls.push_back(key_text_call(context, request, notations(context, "public_key")));
    calls.push_back(signature_text_call(context, request, notations(context, "signature")));
    calls.push_back(account_call(context, request, notations(context, "account")));
    for (auto i = begin; i < calls.size(); ++i)
        calls[i].contents = with_fills(std::move(calls[i].contents));
    calls.push_back(route_call(context, request, true));
    calls.push_back(route_call(context, request, false));
    for (auto i = begin; i < calls.size(); ++i)
        calls[i].vector = of.id;
}

} // namespace walletauth::conformance
