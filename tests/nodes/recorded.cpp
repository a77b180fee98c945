// SPDX-License-Identifier: Apache-2.0
#include "recorded.hpp"

#include "conformance/vectors/vector_file.hpp"

#include <walletauth/text/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace recorded {
namespace {

using namespace walletauth;
using tests::NodeCall;

using Replacements = std::vector<std::pair<std::string, std::string>>;

[[noreturn]] void fail(const std::filesystem::path &file, const std::string &what) {
    throw std::runtime_error(file.string() + ": " + what);
}

std::string read_text(const std::filesystem::path &file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) fail(file, "cannot be read");
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string text_of(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::string{value->text()} : std::string{};
}

std::string replaced(std::string text, const Replacements &replacements) {
    for (const auto &[from, to] : replacements) {
        for (auto at = text.find(from); at != std::string::npos;
             at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
    }
    return text;
}

/// As the resolver writes queries; the source where that has none.
std::string canonical_text(const json::Value &value) {
    auto text = json::canonical(value);
    return text ? std::move(*text) : std::string{value.source()};
}

void add(Exchanges &exchanges, const json::Value &item, const Replacements &replacements) {
    const auto query = replaced(canonical_text(*item.find("query")), replacements);
    const bool is_error = item.find("error").has_value();
    const auto answer = is_error ? *item.find("error") : *item.find("result");
    exchanges[query] = std::string{is_error ? "\"error\":" : "\"result\":"} +
                       replaced(std::string{answer.source()}, replacements);
}

std::string service_of(const json::Value &service) {
    std::string text = "{";
    for (const auto *name : {"accept", "params", "compat"}) {
        const auto member = service.find(name);
        if (member)
            text += (text.size() > 1 ? ",\"" : "\"") + std::string{name} +
                    "\":" + std::string{member->source()};
    }
    return text + '}';
}

/// What is expected of a request or of evidence that is given in the wrong form says nothing of
/// nodes.
bool is_about_nodes(std::string_view status) {
    constexpr std::array<std::string_view, 4> taken{"valid", "rejected", "error", "unsupported"};
    return std::ranges::find(taken, status) != taken.end();
}

Vector made(const walletauth::Vector &vector, const json::Value &service, const Exchanges &head) {
    return {.id = vector.id,
            .chain = text_of(vector.request, "chain"),
            .request = std::string{vector.request.source()},
            .service = service_of(service),
            .status = text_of(vector.expect, "status"),
            .reason = text_of(vector.expect, "reason"),
            .link = text_of(vector.expect, "link"),
            .address = text_of(vector.expect, "address"),
            .node = head};
}

void expect_no_answer(Vector &vector) {
    vector.status = "error";
    vector.reason = "evidence";
    vector.link = vector.address = "";
}

struct Recorded {
    explicit Recorded(const std::filesystem::path &plugin) : file(plugin / "nodes/recorded.json") {
        text = read_text(file);
        auto parsed = json::Document::parse(text);
        if (!parsed) fail(file, parsed.error().reason);
        document.emplace(std::move(*parsed));
        for (const auto *name : {"replace", "head", "no_answer", "vectors", "chain", "block"}) {
            if (!root().find(name)) fail(file, std::string{name} + " is missing");
        }
    }
    [[nodiscard]] json::Value root() const { return document->root(); }
    [[nodiscard]] json::Value at(std::string_view name) const { return *root().find(name); }

    std::filesystem::path file;
    std::string text;
    std::optional<json::Document> document;
};

} // namespace

std::string settings_of(const std::filesystem::path &plugin) {
    return text_of(Recorded(plugin).root(), "settings");
}

std::vector<Vector> read_recorded(const std::filesystem::path &plugin) {
    const Recorded its(plugin);
    Replacements replacements;
    for (std::size_t i = 0; i < its.at("replace").size(); ++i) {
        const auto pair = its.at("replace").at(i);
        replacements.emplace_back(pair.at(0).text(), pair.at(1).text());
    }
    Exchanges head;
    for (std::size_t i = 0; i < its.at("head").size(); ++i)
        add(head, its.at("head").at(i), {});
    std::vector<Vector> all;
    for (std::size_t i = 0; i < its.at("vectors").size(); ++i) {
        const auto read = VectorFile::read(plugin / "vectors" / its.at("vectors").at(i).text());
        if (!read) fail(its.file, read.error());
        for (const auto &vector : read->vectors()) {
            const auto service = json::Document::parse(vector.service);
            const auto evidence = service ? service->root().find("evidence") : std::nullopt;
            if (!evidence || text_of(service->root(), "block") != its.at("block").text() ||
                text_of(vector.request, "chain") != its.at("chain").text() ||
                !is_about_nodes(text_of(vector.expect, "status")))
                continue;
            auto one = made(vector, service->root(), head);
            if (its.at("no_answer").find(vector.id)) expect_no_answer(one);
            for (std::size_t j = 0; j < evidence->size(); ++j)
                add(one.node, evidence->at(j), replacements);
            all.push_back(std::move(one));
        }
    }
    if (all.empty()) fail(its.file, "it takes no vector");
    return all;
}

tests::MockNode::Answers answers_of(const Exchanges &exchanges) {
    return [exchanges](const NodeCall &call) -> std::string {
        const auto query = json::Document::parse(call.query);
        const auto found = query ? exchanges.find(canonical_text(query->root())) : exchanges.end();
        if (found != exchanges.end()) return found->second;
        return R"("error":{"code":-32603,"message":"this was not recorded"})";
    };
}

std::vector<std::filesystem::path> recorded_plugins(const std::filesystem::path &all) {
    std::vector<std::filesystem::path> found;
    for (const auto &entry : std::filesystem::directory_iterator(all)) {
        if (std::filesystem::exists(entry.path() / "nodes/recorded.json"))
            found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

} // namespace recorded
