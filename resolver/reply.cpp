// SPDX-License-Identifier: Apache-2.0
#include "reply.hpp"

namespace walletauth::resolver {
namespace {

Reply without_body(const ChainNodes &nodes, const Query &query, HttpReply http) {
    Reply reply;
    reply.what = std::move(http.what);
    switch (http.outcome) {
    case HttpOutcome::timeout:
        reply.outcome = Outcome::timeout;
        reply.kind =
            nodes.runs_code_of(query.root()).empty() ? ReplyKind::timeout : ReplyKind::slow;
        break;
    case HttpOutcome::too_big:
        reply.outcome = Outcome::too_big;
        // A user's code may answer that much: no fault of the node's, if it answers something else.
        if (!nodes.runs_code_of(query.root()).empty()) reply.kind = ReplyKind::slow;
        break;
    case HttpOutcome::refused:
        reply.outcome = Outcome::refused;
        break;
    case HttpOutcome::answered:
    case HttpOutcome::unreachable:
        break;
    }
    return reply;
}

/// The body of another status says nothing that counts: some servers send an error object with it.
Reply of_status(const ChainNodes &nodes, const Query &query, const HttpReply &http) {
    Reply reply;
    reply.what = "HTTP status " + std::to_string(http.status);
    reply.may_be_users = http.status != 429 && !nodes.runs_code_of(query.root()).empty();
    reply.retry_after = http.retry_after;
    if (http.status == 429) reply.kind = ReplyKind::overloaded;
    if (http.status == 408 || http.status == 504) {
        reply.outcome = Outcome::timeout;
        reply.kind =
            nodes.runs_code_of(query.root()).empty() ? ReplyKind::timeout : ReplyKind::slow;
    }
    return reply;
}

std::string code_text(const json::Value &error) {
    const auto code = error.find("code");
    return code ? "error code " + std::string{code->text().substr(0, 20)} : "an error";
}

Reply of_error(const ChainNodes &nodes, const Query &query, Envelope envelope) {
    Reply reply;
    auto judged = query.is_rest() ? NodeError{NodeErrorClass::semantic, "not found"}
                                  : nodes.judge_error(query.root(), envelope.value());
    reply.what = code_text(envelope.value());
    switch (judged.kind) {
    case NodeErrorClass::semantic:
        reply.kind = ReplyKind::semantic;
        reply.outcome = Outcome::semantic;
        reply.name = std::move(judged.name);
        reply.envelope = std::make_shared<const Envelope>(std::move(envelope));
        break;
    case NodeErrorClass::fault:
        reply.may_be_users = !nodes.runs_code_of(query.root()).empty();
        break;
    case NodeErrorClass::missing_block:
        reply.kind = ReplyKind::missing_block;
        reply.what += ": it does not have the block";
        break;
    case NodeErrorClass::overloaded:
        reply.kind = ReplyKind::overloaded;
        reply.what += ": it limits who asks";
        break;
    case NodeErrorClass::slow:
        reply.kind = ReplyKind::slow;
        reply.outcome = Outcome::timeout;
        reply.what += ": what was called took too long";
        break;
    }
    return reply;
}

} // namespace

Reply no_answer(ReplyKind kind, std::string what) {
    Reply reply;
    reply.kind = kind;
    reply.what = std::move(what);
    return reply;
}

Reply read_reply(const ChainNodes &nodes, const Query &query, std::uint64_t id, HttpReply http) {
    if (http.outcome != HttpOutcome::answered) return without_body(nodes, query, std::move(http));
    const bool is_absent = query.is_rest() && http.status == 404;
    if (http.status != 200 && !is_absent) return of_status(nodes, query, http);
    auto envelope = query.is_rest() ? Envelope::read_rest(std::move(http.body), http.status)
                                    : Envelope::read_rpc(std::move(http.body), id);
    if (!envelope) {
        Reply reply;
        reply.what = std::move(envelope.error());
        return reply;
    }
    if (envelope->is_error()) return of_error(nodes, query, std::move(*envelope));
    Reply reply;
    reply.kind = ReplyKind::result;
    reply.outcome = Outcome::result;
    reply.envelope = std::make_shared<const Envelope>(std::move(*envelope));
    return reply;
}

} // namespace walletauth::resolver
