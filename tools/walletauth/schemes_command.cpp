// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "conformance/vectors/table.hpp"

#include <walletauth/wire.hpp>

#include <iostream>

namespace walletauth::cli {
namespace {

std::string joined(const wa_text *texts, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) {
        all += i == 0 ? "" : " ";
        all += view(texts[i]);
    }
    return all;
}

std::string parameters(const wa_scheme &scheme) {
    std::string all;
    for (std::size_t i = 0; i < scheme.parameter_count; ++i) {
        const auto &info = *scheme.parameters[i];
        all += i == 0 ? "" : " ";
        all += view(info.name);
        if (info.required == 0) all += '?';
    }
    return all.empty() ? "-" : all;
}

std::string limits(const wa_scheme &scheme) {
    return std::to_string(scheme.max_message_size) + '/' +
           std::to_string(scheme.max_signature_size);
}

} // namespace

int schemes_command(const PluginSource &source, Output output) {
    const auto plugins = open_plugins(source);
    if (!plugins) return exit_usage;
    if (output == Output::json) {
        std::cout << describe_json(*plugins) << '\n';
        return exit_valid;
    }
    Table table({"SCHEME", "REV", "CHAINS", "PARAMETERS", "MESSAGE/SIGNATURE MAX", "COMPAT",
                 "EVIDENCE", "SPECIFICATION"});
    for (const auto &plugin : plugins->plugins()) {
        for (std::size_t i = 0; i < plugin.table->scheme_count; ++i) {
            const auto &scheme = *plugin.table->schemes[i];
            table.add({std::string{view(scheme.id)}, std::to_string(scheme.revision),
                       joined(scheme.chains, scheme.chain_count), parameters(scheme),
                       limits(scheme), scheme.compat_of.size == 0 ? "-" : "yes",
                       scheme.evidence_method_count == 0
                           ? "-"
                           : joined(scheme.evidence_methods, scheme.evidence_method_count),
                       std::string{view(scheme.specification)}});
        }
    }
    table.print(std::cout);
    return exit_valid;
}

} // namespace walletauth::cli
