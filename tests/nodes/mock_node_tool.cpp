// SPDX-License-Identifier: Apache-2.0
// mock_node PLUGIN_FOLDER [MILLISECONDS]: the nodes of all vectors of a folder, one at each path
// /NAME/ID, where ID is the vector's and NAME anything. Says its port in one line, and ends when
// standard input does. /NAME/gone closes every connection, /NAME/never says nothing.
#include "recorded.hpp"

#include <cstdlib>
#include <iostream>
#include <string>

namespace {

using namespace walletauth::tests;

std::string last_part(const std::string &target) { return target.substr(target.rfind('/') + 1); }

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
    node.fail_with([delay](const NodeCall &call,
                           const std::string &body) -> std::optional<HttpAnswer> {
        const auto name = last_part(call.http.target);
        if (name == "gone") return HttpAnswer{.sending = Sending::closed};
        if (name == "never") return HttpAnswer{.sending = Sending::never};
        return HttpAnswer{.body = body, .delay = delay};
    });
    std::cout << node.port() << std::endl;
    std::string line;
    while (std::getline(std::cin, line)) {
    }
    std::cerr << node.asked() << " requests\n";
    return 0;
}

} // namespace

int main(int count, char **arguments) try {
    if (count < 2 || count > 3) {
        std::cerr << "usage: mock_node PLUGIN_FOLDER [MILLISECONDS]\n";
        return 2;
    }
    return serve(arguments[1], std::chrono::milliseconds{count == 3 ? std::atoi(arguments[2]) : 0});
} catch (const std::exception &error) {
    std::cerr << "mock_node: " << error.what() << '\n';
    return 2;
}
