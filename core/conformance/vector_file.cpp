// SPDX-License-Identifier: Apache-2.0
#include "vector_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace walletauth {
namespace {

namespace fs = std::filesystem;
constexpr json::Limits limits{
    .max_size = std::size_t{64} << 20, .max_depth = 64, .max_nodes = std::size_t{1} << 22};
constexpr std::string_view format_name = "walletauth-vectors/1";

std::optional<Vector> read_vector(const json::Value &value) {
    const auto id = value.find("id");
    const auto request = value.find("request");
    const auto expect = value.find("expect");
    if (!id || !expect || !request || !expect->find("status")) return std::nullopt;
    const auto trust = value.find("trust_evidence");
    return Vector{std::string{id->text()}, *request, *expect,
                  trust && trust->is_true() ? EvidenceTrust::trust : EvidenceTrust::refuse};
}

} // namespace

std::expected<VectorFile, std::string> VectorFile::read(const fs::path &path) {
    VectorFile file;
    file.path_ = path;
    std::ifstream in(path, std::ios::binary);
    file.text_ = std::make_unique<const std::string>(std::istreambuf_iterator<char>{in},
                                                     std::istreambuf_iterator<char>{});
    auto document = json::Document::parse(*file.text_, limits);
    if (!document) {
        return std::unexpected(document.error().path + ": " + document.error().reason);
    }
    file.document_ = std::make_unique<const json::Document>(std::move(*document));
    const auto root = file.document_->root();
    const auto format = root.find("format");
    const auto vectors = root.find("vectors");
    if (!format || format->text() != format_name || !vectors || vectors->size() == 0) {
        return std::unexpected("no vectors of format " + std::string{format_name});
    }
    for (std::size_t i = 0; i < vectors->size(); ++i) {
        auto vector = read_vector(vectors->at(i));
        if (!vector) {
            return std::unexpected(vectors->at(i).path() + " has no id, request or expect.status");
        }
        file.vectors_.push_back(std::move(*vector));
    }
    return file;
}

std::vector<fs::path> vector_files_of(const fs::path &path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return {path};
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end;
         it.increment(error)) {
        if (it->path().extension() == ".json" && it->is_regular_file(error)) {
            files.push_back(it->path());
        }
    }
    std::ranges::sort(files);
    return files;
}

WireAnswer ask_vector(const Verifier &verifier, const Vector &vector) {
    if (vector.is_account_request()) return account_json(verifier, vector.request.source());
    return verify_json(verifier, vector.request.source(), {.evidence = vector.evidence});
}

std::optional<std::string> difference(const json::Value &expect, std::string_view answer) {
    const auto parsed = json::Document::parse(answer);
    if (!parsed) return "the answer is no JSON";
    for (std::size_t i = 0; i < expect.size(); ++i) {
        const auto found = parsed->root().find(expect.name(i));
        if (!found || found->source() != expect.at(i).source()) {
            return std::string{expect.name(i)} + ": found " +
                   std::string{found ? found->source() : "nothing"} + ", expected " +
                   std::string{expect.at(i).source()};
        }
    }
    return std::nullopt;
}

} // namespace walletauth
