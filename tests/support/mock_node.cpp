// SPDX-License-Identifier: Apache-2.0
#include "mock_node.hpp"

#include <walletauth/text/json.hpp>

namespace walletauth::tests {
namespace {

NodeCall read_call(const HttpQuestion &question) {
    NodeCall call;
    call.http = question;
    const auto document = json::Document::parse(question.body);
    const auto version = document ? document->root().find("jsonrpc") : std::nullopt;
    if (!version) { // REST
        call.method = question.method + ' ' + question.target.substr(0, question.target.find('?'));
        call.query = question.method + ' ' + question.target;
        return call;
    }
    const auto root = document->root();
    const auto member = [&](std::string_view name) {
        const auto value = root.find(name);
        return value ? *value : root.at(root.size());
    };
    call.method = member("method").text();
    call.id = member("id").source();
    call.query = R"({"method":)" + json::quote(call.method) + R"(,"params":)" +
                 std::string{member("params").source()} + '}';
    return call;
}

} // namespace

std::string rpc_body(std::string_view id, std::string_view answer) {
    return R"({"jsonrpc":"2.0","id":)" + std::string{id} + ',' + std::string{answer} + '}';
}

MockNode::MockNode(Answers answers, std::uint16_t port)
    : answers_(std::move(answers)),
      server_([this](const HttpQuestion &question) { return answer(question); }, port) {}

void MockNode::answer_with(Answers answers) {
    const std::lock_guard lock(mutex_);
    answers_ = std::move(answers);
}

void MockNode::fail_with(Fault fault) {
    const std::lock_guard lock(mutex_);
    fault_ = std::move(fault);
}

void MockNode::fail_with(std::string method, HttpAnswer fault) {
    fail_with([method = std::move(method), fault = std::move(fault)](
                  const NodeCall &call, const std::string &) -> std::optional<HttpAnswer> {
        if (!method.empty() && call.method != method) return std::nullopt;
        return fault;
    });
}

std::size_t MockNode::asked(std::string_view method) const {
    const std::lock_guard lock(mutex_);
    if (!method.empty()) {
        const auto found = counts_.find(method);
        return found == counts_.end() ? 0 : found->second;
    }
    std::size_t sum = 0;
    for (const auto &[name, count] : counts_)
        sum += count;
    return sum;
}

std::vector<NodeCall> MockNode::calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
}

void MockNode::forget_calls() {
    const std::lock_guard lock(mutex_);
    calls_.clear();
    counts_.clear();
}

void MockNode::keep_no_calls() {
    const std::lock_guard lock(mutex_);
    keeps_calls_ = false;
}

HttpAnswer MockNode::answer(const HttpQuestion &question) {
    const auto call = read_call(question);
    const std::lock_guard lock(mutex_);
    ++counts_[call.method];
    if (keeps_calls_) calls_.push_back(call);
    const auto said = answers_(call);
    const auto body = call.id.empty() ? said : rpc_body(call.id, said);
    if (fault_) {
        if (auto fault = fault_(call, body)) return std::move(*fault);
    }
    return {.headers = "Content-Type: application/json\r\n", .body = body};
}

} // namespace walletauth::tests
