// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/wire.hpp>

#include "answers.hpp"
#include "json_reader.hpp"
#include "state.hpp"

#include <array>
#include <new>
#include <optional>
#include <utility>
#include <vector>

namespace walletauth::signin {
namespace {

using json::Document;
using json::Kind;

constexpr std::size_t max_challenge = std::size_t{64} << 10;

Refusal bad_request(std::string why) {
    return refusal("request", WA_MALFORMED_REQUEST, std::move(why));
}
Refusal bad_context(std::string why) {
    return refusal("context", WA_ERROR_ARGUMENT, "context: " + std::move(why));
}

/// A channel, and the document that its text lies in.
struct Context {
    std::optional<Document> document;
    Channel channel;
};

std::expected<Context, Refusal> read_context(std::string_view text) {
    Context context;
    if (text.empty()) return context;
    auto document = Document::parse(text, {.max_size = max_challenge, .max_depth = 2});
    if (!document) return std::unexpected(bad_context(document.error().text()));
    context.document.emplace(std::move(*document));
    JsonReader reader(context.document->root());
    const auto cookie = reader.text("cookie");
    const auto verifier = reader.text("verifier");
    reader.flag("from_page", context.channel.from_page);
    auto wrong = reader.finish();
    if (wrong.empty() && cookie && verifier) wrong = "it has both a cookie and a verifier";
    if (!wrong.empty()) return std::unexpected(bad_context(std::move(wrong)));
    if (cookie) {
        context.channel.kind = Channel::Kind::cookie;
        context.channel.value = *cookie;
    } else if (verifier) {
        context.channel.kind = Channel::Kind::verifier;
        context.channel.value = *verifier;
    }
    return context;
}

constexpr std::array<std::string_view, 2> own_members{"form", "retry_ticket"};

/// A request to sign in: what is this library's, and the rest as a request to verify. Its views lie
/// in the document that it was read from.
struct Read {
    std::string_view form;
    std::string_view ticket;
    WireRequest request;
};

std::expected<std::string_view, Refusal> read_own(const json::Value &root, std::string_view name) {
    const auto value = root.find(name);
    if (!value) return std::string_view{};
    if (value->kind() == Kind::string) return value->text();
    return std::unexpected(bad_request(std::string{name} + " is not a string"));
}

/// `others`: what stands in the object beside, and is not this library's either.
std::expected<Read, Refusal> read_request(const Verifier &verifier, const json::Value &root,
                                          std::span<const std::string_view> others) {
    if (root.kind() != Kind::object) return std::unexpected(bad_request("it is no JSON object"));
    const auto form = read_own(root, "form");
    if (!form) return std::unexpected(form.error());
    const auto ticket = read_own(root, "retry_ticket");
    if (!ticket) return std::unexpected(ticket.error());
    if (form->empty()) {
        return std::unexpected(bad_request("member form is missing: which form was signed?"));
    }
    std::vector<std::string_view> passed_over(own_members.begin(), own_members.end());
    passed_over.insert(passed_over.end(), others.begin(), others.end());
    auto request = WireRequest::read(verifier, root, passed_over);
    if (!request) return std::unexpected(of_host("request", request.error()));
    return Read{*form, *ticket, std::move(*request)};
}

std::expected<Document, Refusal> parse_request(std::string_view text) {
    auto document = Document::parse(text, {.max_size = max_request_size});
    if (!document) return std::unexpected(bad_request(document.error().text()));
    return std::move(*document);
}

Answer failure(std::uint32_t status) noexcept try {
    return write_refusal(refusal("request", status, {}, "internal"));
} catch (...) {
    return {{}, status, 503};
}

} // namespace

std::expected<Challenge, Refusal> challenge_by_json(const SignIn &sign_in, std::string_view text,
                                                    const Channel &channel, Time now) {
    const auto document = Document::parse(text, {.max_size = max_challenge, .max_depth = 3});
    if (!document) return std::unexpected(bad_request(document.error().text()));
    JsonReader reader(document->root());
    ChallengeRequest request;
    request.chain = reader.needed_text("chain");
    request.scheme = reader.needed_text("scheme");
    request.form = reader.text("form").value_or("");
    request.account = reader.text("account").value_or("");
    request.uri = reader.text("uri");
    request.statement = reader.text("statement");
    request.request_id = reader.text("request_id");
    reader.texts("resources", request.resources);
    request.channel = channel;
    if (auto wrong = reader.finish(); !wrong.empty()) {
        return std::unexpected(bad_request(std::move(wrong)));
    }
    return sign_in.challenge(request, now);
}

std::expected<Session, Refusal> sign_in_by_json(const SignIn &sign_in, const json::Value &request,
                                                std::span<const std::string_view> others,
                                                const Channel &channel, Time now,
                                                EvidenceSource *source, Deadline deadline,
                                                EvidenceBudget *budget) {
    const auto read = read_request(sign_in.verifier(), request, others);
    if (!read) return std::unexpected(read.error());
    const Attempt attempt{read->request.request(), read->form, channel, read->ticket, budget};
    return sign_in.accept(attempt, now, source, deadline);
}

std::expected<Session, Refusal> prove_again_by_json(const SignIn &sign_in, std::string_view text,
                                                    bool is_cookie, Time auth_time, Time now,
                                                    EvidenceSource *source, Deadline deadline,
                                                    EvidenceBudget *budget) {
    const auto document = parse_request(text);
    if (!document) return std::unexpected(document.error());
    const auto read = read_request(sign_in.verifier(), document->root(), {});
    if (!read) return std::unexpected(read.error());
    const Channel channel{is_cookie ? Channel::Kind::cookie : Channel::Kind::none};
    const Attempt attempt{read->request.request(), read->form, channel, {}, budget};
    return sign_in.prove_again(attempt, auth_time, now, source, deadline);
}

std::string session_json(const Session &session, const PluginSet &plugins) {
    return write_session(session, plugins).json;
}

Answer challenge_json(const SignIn &sign_in, std::string_view request,
                      std::string_view context_text, Time now) noexcept try {
    const auto context = read_context(context_text);
    if (!context) return write_refusal(context.error());
    const auto challenge = challenge_by_json(sign_in, request, context->channel, now);
    return challenge ? write_challenge(*challenge) : write_refusal(challenge.error());
} catch (const std::bad_alloc &) {
    return failure(WA_ERROR_MEMORY);
} catch (...) {
    return failure(WA_ERROR_INTERNAL);
}

Answer sign_in_json(const SignIn &sign_in, std::string_view request, std::string_view context_text,
                    Time now, EvidenceSource *source, Deadline deadline) noexcept try {
    const auto context = read_context(context_text);
    if (!context) return write_refusal(context.error());
    const auto document = parse_request(request);
    if (!document) return write_refusal(document.error());
    const auto session = sign_in_by_json(sign_in, document->root(), {}, context->channel, now,
                                         source, deadline, nullptr);
    if (!session) return write_refusal(session.error());
    return write_session(*session, sign_in.verifier().plugins());
} catch (const std::bad_alloc &) {
    return failure(WA_ERROR_MEMORY);
} catch (...) {
    return failure(WA_ERROR_INTERNAL);
}

} // namespace walletauth::signin
