// SPDX-License-Identifier: Apache-2.0
#include "run_tool.hpp"

#include <walletauth/text/json.hpp>

#include <sys/wait.h>

#include <array>
#include <cstdio>

Run run_tool(const std::string &arguments) {
    Run run;
    FILE *pipe = ::popen((WALLETAUTH_CONFORMANCE " " + arguments + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return run;
    std::array<char, 65536> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) != 0;) {
        run.output.append(buffer.data(), got);
    }
    const int status = ::pclose(pipe);
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    const auto document = walletauth::json::Document::parse(run.output);
    const auto results = document ? document->root().find("results") : std::nullopt;
    if (!results) return run;
    for (std::size_t i = 0; i < results->size(); ++i) {
        run.outcomes.emplace(results->at(i).find("outcome")->text());
        const auto findings = *results->at(i).find("findings");
        for (std::size_t k = 0; k < findings.size(); ++k) {
            run.rules.emplace(findings.at(k).find("rule")->text());
        }
    }
    return run;
}
