// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "endpoints.hpp"
#include "sign_in_service.hpp"

#include <walletauth/signin/clock.hpp>
#include <walletauth/signin/wire.hpp>
#include <walletauth/text/json.hpp>

#include <iostream>
#include <utility>

namespace walletauth::cli {
namespace {

using Text = std::expected<std::string, std::string>;

int say(const std::string &error) {
    if (!error.empty()) std::cerr << "walletauth: " << error << '\n';
    return exit_usage;
}

int answer(const signin::Answer &given) {
    std::cout << given.json << '\n' << std::flush;
    if (!std::cout) return say("the answer could not be written");
    return given.status == WA_OK ? exit_valid : exit_some;
}

std::string member_of(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() == json::Kind::string ? std::string{value->text()} : "";
}

/// Members of an object with others before those that it has.
std::string with_members(std::string members, std::string_view object) {
    const auto open = object.find('{') + 1;
    const auto first = object.find_first_not_of(" \t\r\n", open);
    const bool is_empty = first == std::string_view::npos || object[first] == '}';
    members.insert(0, 1, '{');
    if (!is_empty && members.size() > 1) members += ',';
    return members.append(object.substr(open));
}

std::string quoted_member(std::string_view name, const TextOption &text) {
    return text ? json::quote(name) + ':' + json::quote(*text) : std::string{};
}

/// Options of a challenge or a sign-in that a request to verify has not.
bool is_more_given(const SignInArguments &arguments) {
    return arguments.form || arguments.uri || arguments.statement || arguments.request_id ||
           !arguments.resources.empty() || arguments.retry_ticket;
}

Text challenge_request(const SignInArguments &arguments) {
    const auto &request = arguments.request;
    if (request.json) return whole_request(request, is_more_given(arguments));
    if (!request.chain || !request.scheme) {
        return std::unexpected("a challenge needs --chain and --scheme");
    }
    std::string members;
    const auto add = [&](std::string_view name, const TextOption &text) {
        if (text) members.append(members.empty() ? "" : ",").append(quoted_member(name, text));
    };
    add("chain", request.chain);
    add("scheme", request.scheme);
    add("form", arguments.form);
    add("account", request.account);
    add("uri", arguments.uri);
    add("statement", arguments.statement);
    add("request_id", arguments.request_id);
    for (const auto &resource : arguments.resources) {
        members.append(&resource == arguments.resources.data() ? ",\"resources\":[" : ",");
        members += json::quote(resource);
    }
    if (!arguments.resources.empty()) members += ']';
    return '{' + members + '}';
}

/// Options that a challenge says are taken from it, where they are not given.
std::string take_challenge(const std::string &text, SignInArguments &arguments) {
    const auto document = json::Document::parse(text);
    if (!document || document->root().kind() != json::Kind::object) {
        return "--challenge is not what challenge printed";
    }
    const auto root = document->root();
    auto &request = arguments.request;
    const auto take = [&](std::string_view name, TextOption &to) {
        if (const auto value = member_of(root, name); !to && !value.empty()) to = value;
    };
    take("chain", request.chain);
    take("scheme", request.scheme);
    take("form", arguments.form);
    take("account", request.account);
    const auto message = root.find("message");
    const bool is_given =
        request.message || request.message_hex || request.message_file || request.message_json;
    if (message && message->size() == 1 && !is_given) {
        const auto value = message->at(0);
        if (message->name(0) == "text") request.message = std::string{value.text()};
        if (message->name(0) == "hex") request.message_hex = std::string{value.text()};
        if (message->name(0) == "json") request.message_json = std::string{value.source()};
    }
    const auto params = root.find("params");
    if (params && params->kind() == json::Kind::object && params->size() != 0) {
        const auto source = params->source();
        const auto inner = source.substr(1, source.size() - 2);
        request.params = request.params ? with_members(std::string{inner}, *request.params)
                                        : std::string{source};
    }
    return {};
}

Text sign_in_request(SignInArguments &arguments) {
    if (arguments.challenge) {
        const auto text = json_or_file("--challenge", *arguments.challenge);
        if (!text) return text;
        if (auto wrong = take_challenge(*text, arguments); !wrong.empty()) {
            return std::unexpected(std::move(wrong));
        }
    }
    if (arguments.request.json && is_more_given(arguments)) {
        return whole_request(arguments.request, true);
    }
    auto request = verify_request(arguments.request);
    if (!request || arguments.request.json) return request;
    if (!arguments.form) return std::unexpected("give --form, or --challenge, which has it");
    auto members = quoted_member("form", arguments.form);
    if (arguments.retry_ticket) {
        members.append(",").append(quoted_member("retry_ticket", arguments.retry_ticket));
    }
    return with_members(std::move(members), *request);
}

/// What a request says of itself, for the service's configuration.
std::expected<SignInSubject, std::string> subject_of(const std::string &request) {
    const auto document = json::Document::parse(request);
    if (!document) return std::unexpected("the request is no JSON: " + document.error().text());
    const auto root = document->root();
    return SignInSubject{member_of(root, "chain"), member_of(root, "scheme")};
}

} // namespace

int challenge_command(const SignInArguments &arguments) {
    const auto request = challenge_request(arguments);
    if (!request) return say(request.error());
    const auto subject = subject_of(*request);
    if (!subject) return say(subject.error());
    const auto sign_in = open_sign_in(arguments, *subject);
    if (!sign_in) return say(sign_in.error());
    return answer(signin::challenge_json(*sign_in, *request, context_text(arguments),
                                         signin::system_clock()()));
}

int sign_in_command(const SignInArguments &given) {
    auto arguments = given;
    const auto request = sign_in_request(arguments);
    if (!request) return say(request.error());
    const auto subject = subject_of(*request);
    if (!subject) return say(subject.error());
    ProgressLine line;
    std::unique_ptr<Nodes> nodes;
    if (arguments.endpoints) {
        auto opened = open_endpoints(*arguments.endpoints, line, true);
        if (!opened) return say(opened.error());
        if ((*opened)->knows(subject->chain)) nodes = std::move(*opened);
    }
    const auto sign_in = open_sign_in(arguments, *subject);
    if (!sign_in) return say(sign_in.error());
    const auto answered = signin::sign_in_json(
        *sign_in, *request, context_text(arguments), signin::system_clock()(), nodes.get(),
        Deadline::clock::now() + std::chrono::seconds{arguments.timeout});
    if (arguments.endpoints && !nodes && answered.status == WA_UNSUPPORTED_EVIDENCE)
        line.say("--endpoints: " + *arguments.endpoints + " has no nodes of " + subject->chain);
    return answer(answered);
}

} // namespace walletauth::cli
