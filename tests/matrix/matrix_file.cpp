// SPDX-License-Identifier: Apache-2.0
#include "matrix_file.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace matrix {
namespace {

using namespace walletauth;
namespace fs = std::filesystem;

std::string text_of(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    if (!value || value->kind() != json::Kind::string)
        throw std::runtime_error(std::string{name} + " is no text");
    return std::string{value->text()};
}

json::Value list_of(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    if (!value || value->kind() != json::Kind::array)
        throw std::runtime_error(std::string{name} + " is no list");
    return *value;
}

Bytes bytes_of_hex(std::string_view text) {
    auto bytes = decode_hex(text);
    if (!bytes) throw std::runtime_error("no hex: " + std::string{text});
    return std::move(*bytes);
}

Case read_case(const Verifier &verifier, const std::string &folder, const json::Value &value) {
    const auto id = folder + '/' + text_of(value, "id");
    const auto request = value.find("request");
    if (!request) throw std::runtime_error(id + " has no request");
    auto read = WireRequest::read(verifier, request->source());
    if (!read) throw std::runtime_error(id + ": " + std::string{read.error().detail.view()});
    const auto chain = text_of(*request, "chain");
    Case made{.id = id,
              .scheme = chain.substr(0, chain.find(':')) + '/' + text_of(*request, "scheme"),
              .key = text_of(value, "key"),
              .raw = bytes_of_hex(text_of(value, "raw")),
              .signed_bytes = {},
              .request = std::move(*read)};
    if (made.raw.size() != 64) throw std::runtime_error(id + ": raw has not 64 bytes");
    const auto list = list_of(value, "signed");
    for (std::size_t i = 0; i < list.size(); ++i)
        made.signed_bytes.push_back(bytes_of_hex(list.at(i).text()));
    return made;
}

void read_file(const Verifier &verifier, const fs::path &folder, Matrix &into) {
    std::ifstream in(folder / "tests/matrix.json", std::ios::binary);
    if (!in) {
        throw std::runtime_error("it is missing: plugins/<chain>/interop/make-matrix.mjs of "
                                 "another chain shows how it is made");
    }
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto document = json::Document::parse(text);
    if (!document) throw std::runtime_error(document.error().reason);
    const auto cases = list_of(document->root(), "cases");
    for (std::size_t i = 0; i < cases.size(); ++i)
        into.cases.push_back(read_case(verifier, folder.filename().string(), cases.at(i)));
    const auto same = list_of(document->root(), "same");
    for (std::size_t i = 0; i < same.size(); ++i)
        into.same.push_back({text_of(same.at(i), "scheme"), text_of(same.at(i), "also"),
                             text_of(same.at(i), "offered")});
}

} // namespace

Matrix read_matrix(const Verifier &verifier) {
    Matrix matrix;
    std::vector<fs::path> folders;
    for (const auto &entry : fs::directory_iterator(fs::path{WALLETAUTH_SOURCE} / "plugins")) {
        if (fs::exists(entry.path() / "CMakeLists.txt")) folders.push_back(entry.path());
    }
    std::ranges::sort(folders);
    for (const auto &folder : folders) {
        try {
            read_file(verifier, folder, matrix);
        } catch (const std::runtime_error &error) {
            throw std::runtime_error((folder / "tests/matrix.json: ").string() + error.what());
        }
    }
    return matrix;
}

} // namespace matrix
