// SPDX-License-Identifier: Apache-2.0
// What docs/vector-format.schema.json refuses the C++ reader refuses, and says where.
#include "conformance/vectors/vector_file.hpp"
#include "conformance/vectors/vector_format.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace {

using walletauth::vector_files_of;
using walletauth::vector_format_error;

std::string file_with(const std::string &vectors) {
    return R"({"format":"walletauth-vectors/1","description":"d","generator":"g","vectors":[)" +
           vectors + "]}";
}

const std::string good =
    R"({"id":"a","request":{"chain":"eip155:1"},"expect":{"status":"malformed"},"source":"s","why":"w"})";

std::string replaced(std::string text, const std::string &what, const std::string &with) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

std::string error_of(const std::string &text) {
    const auto document = walletauth::json::Document::parse(text);
    if (!document) return "no JSON";
    return vector_format_error(document->root()).value_or("");
}

TEST(VectorFormat, TakesWhatTheSchemaTakes) {
    EXPECT_EQ(error_of(file_with(good)), "");
    EXPECT_EQ(error_of(file_with(good + ',' + replaced(good, R"("a")", R"("b")"))), "");
}

TEST(VectorFormat, RefusesWhatTheSchemaRefusesAndSaysWhere) {
    const auto changed = [](const std::string &what, const std::string &with) {
        return error_of(file_with(replaced(good, what, with)));
    };
    EXPECT_EQ(changed(R"("id":"a")", R"("id":7)"), "vectors[0].id is number, not string");
    EXPECT_EQ(changed(R"("id":"a")", R"("id":"")"), "vectors[0].id is empty");
    EXPECT_EQ(changed(R"("source":"s",)", ""), "vectors[0] has no source");
    EXPECT_EQ(changed(R"("why":"w")", R"("why":"w","trust_evidenc":true)"),
              "vectors[0].trust_evidenc is no member of the format");
    EXPECT_EQ(changed(R"("why":"w")", R"("why":"w","service":1)"),
              "vectors[0].service is number, not object");
    EXPECT_EQ(changed(R"("chain")", R"("chian")"), "vectors[0].request has no chain");
    EXPECT_EQ(changed("malformed", "bad"), "vectors[0].expect.status is no status");
    EXPECT_EQ(changed("malformed", "valid"),
              "vectors[0].expect is valid for no address and no account");
    EXPECT_EQ(changed(R"({"status":"malformed"})", "[]"), "vectors[0].expect is array, not object");
}

TEST(VectorFormat, RefusesFilesThatTestNothingOrTheSameTwice) {
    EXPECT_EQ(error_of("[]"), "the file is array, not object");
    EXPECT_EQ(error_of(file_with("")), "vectors is empty");
    EXPECT_EQ(error_of(replaced(file_with(good), "vectors/1", "vectors/2")),
              "format is not walletauth-vectors/1");
    EXPECT_EQ(error_of(file_with(good + ',' + good)),
              "vectors[1].id is the id of another vector, too");
}

std::string files_error(const std::filesystem::path &path) {
    const auto files = vector_files_of(path);
    return files ? "" : files.error();
}

TEST(VectorFiles, NothingToReadIsAnError) {
    const auto folder = std::filesystem::path{testing::TempDir()} / "walletauth-no-vectors";
    std::filesystem::create_directories(folder / "below");
    EXPECT_EQ(files_error(folder), folder.string() + ": no vector files (*.json) in it");
    EXPECT_EQ(files_error(folder / "none"),
              (folder / "none").string() + ": No such file or directory");
    // A link that leads nowhere is a file that would not be run.
    const auto link = folder / "below" / "lost.json";
    std::filesystem::remove(link);
    std::filesystem::create_symlink("/nowhere/to/be/found.json", link);
    EXPECT_NE(files_error(folder).find("lost.json"), std::string::npos);
    std::filesystem::remove_all(folder);
}

} // namespace
