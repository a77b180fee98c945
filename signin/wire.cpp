// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/wire.hpp>

#include "answers.hpp"
#include "json_reader.hpp"
#include "state.hpp"

#include <new>
#include <optional>
#include <utility>

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

std::string why(const json::Error &error) {
    return error.path.empty() ? error.reason : error.path + ": " + error.reason;
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
    if (!document) return std::unexpected(bad_context(why(document.error())));
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

/// A request to sign in: what is this library's, and the rest as a request to verify.
struct Split {
    std::string form;
    std::string ticket;
    std::string rest;
};

std::expected<Split, Refusal> split(std::string_view text) {
    const auto document = Document::parse(text, {.max_size = max_request_size});
    if (!document) return std::unexpected(bad_request(why(document.error())));
    const auto root = document->root();
    if (root.kind() != Kind::object) return std::unexpected(bad_request("it is no JSON object"));
    Split parts{{}, {}, json::without_members(root, {"form", "retry_ticket"})};
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto name = root.name(i);
        if (name != "form" && name != "retry_ticket") continue;
        if (root.at(i).kind() != Kind::string) {
            return std::unexpected(bad_request(std::string{name} + " is not a string"));
        }
        (name == "form" ? parts.form : parts.ticket) = root.at(i).text();
    }
    if (parts.form.empty()) {
        return std::unexpected(bad_request("member form is missing: which form was signed?"));
    }
    return parts;
}

Answer failure(std::uint32_t status) noexcept try {
    return write_refusal(refusal("request", status, {}, "internal"));
} catch (...) {
    return {{}, status, 503};
}

} // namespace

std::expected<Challenge, Refusal> challenge_by_json(const SignIn &sign_in, std::string_view text,
                                                    std::string_view context_text, Time now) {
    const auto context = read_context(context_text);
    if (!context) return std::unexpected(context.error());
    const auto document = Document::parse(text, {.max_size = max_challenge, .max_depth = 3});
    if (!document) return std::unexpected(bad_request(why(document.error())));
    JsonReader reader(document->root());
    ChallengeRequest request;
    request.chain = reader.text("chain").value_or("");
    request.scheme = reader.text("scheme").value_or("");
    request.form = reader.text("form").value_or("");
    request.account = reader.text("account").value_or("");
    request.uri = reader.text("uri");
    request.statement = reader.text("statement");
    request.request_id = reader.text("request_id");
    reader.texts("resources", request.resources);
    request.channel = context->channel;
    if (auto wrong = reader.finish(); !wrong.empty()) {
        return std::unexpected(bad_request(std::move(wrong)));
    }
    return sign_in.challenge(request, now);
}

std::expected<Session, Refusal> sign_in_by_json(const SignIn &sign_in, std::string_view text,
                                                std::string_view context_text, Time now,
                                                EvidenceSource *source, Deadline deadline,
                                                EvidenceBudget *budget) {
    const auto context = read_context(context_text);
    if (!context) return std::unexpected(context.error());
    const auto parts = split(text);
    if (!parts) return std::unexpected(parts.error());
    const auto request = WireRequest::read(sign_in.verifier(), parts->rest);
    if (!request) {
        return std::unexpected(
            refusal("request", request.error().status, std::string{request.error().detail.view()}));
    }
    const Attempt attempt{request->request(), parts->form, context->channel, parts->ticket, budget};
    return sign_in.accept(attempt, now, source, deadline);
}

std::expected<Session, Refusal> prove_again_by_json(const SignIn &sign_in, std::string_view text,
                                                    bool is_cookie, Time auth_time, Time now,
                                                    EvidenceSource *source, Deadline deadline,
                                                    EvidenceBudget *budget) {
    const auto parts = split(text);
    if (!parts) return std::unexpected(parts.error());
    const auto request = WireRequest::read(sign_in.verifier(), parts->rest);
    if (!request) {
        return std::unexpected(
            refusal("request", request.error().status, std::string{request.error().detail.view()}));
    }
    const Channel channel{is_cookie ? Channel::Kind::cookie : Channel::Kind::none};
    const Attempt attempt{request->request(), parts->form, channel, {}, budget};
    return sign_in.prove_again(attempt, auth_time, now, source, deadline);
}

std::string session_json(const Session &session, const PluginSet &plugins) {
    return write_session(session, plugins).json;
}

Answer challenge_json(const SignIn &sign_in, std::string_view request, std::string_view context,
                      Time now) noexcept try {
    const auto challenge = challenge_by_json(sign_in, request, context, now);
    return challenge ? write_challenge(*challenge) : write_refusal(challenge.error());
} catch (const std::bad_alloc &) {
    return failure(WA_ERROR_MEMORY);
} catch (...) {
    return failure(WA_ERROR_INTERNAL);
}

Answer sign_in_json(const SignIn &sign_in, std::string_view request, std::string_view context,
                    Time now, EvidenceSource *source, Deadline deadline) noexcept try {
    const auto session = sign_in_by_json(sign_in, request, context, now, source, deadline);
    if (!session) return write_refusal(session.error());
    return write_session(*session, sign_in.verifier().plugins());
} catch (const std::bad_alloc &) {
    return failure(WA_ERROR_MEMORY);
} catch (...) {
    return failure(WA_ERROR_INTERNAL);
}

} // namespace walletauth::signin
