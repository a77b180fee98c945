// SPDX-License-Identifier: Apache-2.0
// mock_node PLUGIN_FOLDER [MILLISECONDS]: the nodes of all vectors of a folder, one at each path
// /NAME/ID, where ID is the vector's and NAME anything. Says its port in one line, and ends when
// standard input does. /NAME/gone closes every connection, /NAME/never says nothing.
//
// mock_node --faults RESULT: answers RESULT to everything, at the path /well; at /N with the fault
// of that number. GET /names has their names, in JSON.
#include "faults.hpp"
#include "recorded.hpp"

#include <walletauth/text/json.hpp>

#include <cstdlib>
#include <iostream>
#include <string>

namespace {

using namespace walletauth::tests;

std::string last_part(const std::string &target) { return target.substr(target.rfind('/') + 1); }

/// Until standard input ends.
void wait(const MockNode &node) {
    std::cout << node.port() << std::endl;
    std::string line;
    while (std::getline(std::cin, line)) {
    }
    std::cerr << node.asked() << " requests\n";
}

int serve_faults(const std::string &result) {
    const auto faults = toy::every_fault("http://127.0.0.1:9/"); // the port "discard"
    std::string names = "[";
    for (const auto &fault : faults)
        names += (names.size() > 1 ? "," : "") + walletauth::json::quote(fault.name);
    MockNode node([&](const NodeCall &call) {
        return call.id.empty() ? names + ']' : "\"result\":" + result;
    });
    node.keep_no_calls();
    node.fail_with([&](const NodeCall &call, const std::string &body) -> std::optional<HttpAnswer> {
        const auto name = last_part(call.http.target);
        if (name.empty() || name.find_first_not_of("0123456789") != std::string::npos)
            return std::nullopt;
        return faults.at(std::stoul(name)).fault(call, body);
    });
    wait(node);
    return 0;
}

int serve(const std::filesystem::path &plugin, std::chrono::milliseconds delay) {
    std::map<std::string, MockNode::Answers> nodes;
    for (const auto &vector : recorded::read_recorded(plugin))
        nodes.emplace(vector.id, recorded::answers_of(vector.node));
    MockNode node([&](const NodeCall &call) -> std::string {
        const auto found = nodes.find(last_part(call.http.target));
        if (found != nodes.end()) return found->second(call);
        return R"("error":{"code":-32603,"message":"no such node"})";
    });
    node.keep_no_calls();
    node.fail_with(
        [delay](const NodeCall &call, const std::string &body) -> std::optional<HttpAnswer> {
            const auto name = last_part(call.http.target);
            if (name == "gone") return HttpAnswer{.sending = Sending::closed};
            if (name == "never") return HttpAnswer{.sending = Sending::never};
            return HttpAnswer{.body = body, .delay = delay};
        });
    wait(node);
    return 0;
}

} // namespace

int main(int count, char **arguments) try {
    if (count == 3 && std::string_view{arguments[1]} == "--faults")
        return serve_faults(arguments[2]);
    if (count < 2 || count > 3) {
        std::cerr << "usage: mock_node PLUGIN_FOLDER [MILLISECONDS] | mock_node --faults RESULT\n";
        return 2;
    }
    return serve(arguments[1], std::chrono::milliseconds{count == 3 ? std::atoi(arguments[2]) : 0});
} catch (const std::exception &error) {
    std::cerr << "mock_node: " << error.what() << '\n';
    return 2;
}
