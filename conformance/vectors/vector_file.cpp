// SPDX-License-Identifier: Apache-2.0
#include "vector_file.hpp"

#include "vector_format.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace walletauth {
namespace {

namespace fs = std::filesystem;
constexpr json::Limits limits{
    .max_size = std::size_t{64} << 20, .max_depth = 64, .max_nodes = std::size_t{1} << 22};
Vector read_vector(const json::Value &value) {
    const auto service = value.find("service");
    return Vector{std::string{value.find("id")->text()}, *value.find("request"),
                  *value.find("expect"), service ? service->source() : std::string_view{}};
}

} // namespace

std::expected<VectorFile, std::string> VectorFile::read(const fs::path &path) {
    VectorFile file;
    file.path_ = path;
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::unexpected("cannot be read");
    file.text_ = std::make_unique<const std::string>(std::istreambuf_iterator<char>{in},
                                                     std::istreambuf_iterator<char>{});
    auto document = json::Document::parse(*file.text_, limits);
    if (!document) {
        const auto &[where, reason] = document.error();
        return std::unexpected(where.empty() ? reason : where + ": " + reason);
    }
    file.document_ = std::make_unique<const json::Document>(std::move(*document));
    const auto root = file.document_->root();
    if (const auto wrong = vector_format_error(root)) return std::unexpected(*wrong);
    const auto vectors = *root.find("vectors");
    for (std::size_t i = 0; i < vectors.size(); ++i)
        file.vectors_.push_back(read_vector(vectors.at(i)));
    return file;
}

std::expected<std::vector<fs::path>, std::string> vector_files_of(const fs::path &path) {
    std::error_code error;
    const auto failed = [&](const fs::path &at) {
        return std::unexpected(at.string() + ": " + error.message());
    };
    const auto status = fs::status(path, error);
    if (error) return failed(path);
    if (!fs::is_directory(status)) return std::vector{path};
    std::vector<fs::path> files;
    fs::recursive_directory_iterator it(path, fs::directory_options::follow_directory_symlink,
                                        error);
    for (fs::path last = path; it != fs::recursive_directory_iterator{}; it.increment(error)) {
        last = it->path();
        if (last.extension() != ".json") continue;
        const bool regular = it->is_regular_file(error);
        if (error) return failed(last);
        if (regular) files.push_back(last);
    }
    // The iterator ends where it cannot go on.
    if (error) return failed(path);
    if (files.empty()) return std::unexpected(path.string() + ": no vector files (*.json) in it");
    std::ranges::sort(files);
    return files;
}

WireAnswer ask_vector(const Verifier &verifier, const Vector &vector) {
    if (vector.is_account_request()) return account_json(verifier, vector.request.source());
    return verify_json(verifier, vector.request.source(), vector.service);
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
