// SPDX-License-Identifier: Apache-2.0
// Vector files (docs/vector-format.md), read and run. Internal.
#pragma once

#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// One vector; its values are views into the file that it came from.
struct Vector {
    std::string id;
    json::Value request;
    json::Value expect;
    std::string_view service; ///< the service's part as JSON; empty: none

    /// A request without a signature is an account request.
    [[nodiscard]] bool is_account_request() const { return !request.find("signature"); }
};

class VectorFile {
  public:
    /// A file that docs/vector-format.schema.json refuses is refused here, too: a misspelt member
    /// would be a vector that tests something else. The error says where and what.
    [[nodiscard]] static std::expected<VectorFile, std::string> read(
        const std::filesystem::path &file);

    [[nodiscard]] const std::filesystem::path &path() const noexcept { return path_; }
    [[nodiscard]] const std::vector<Vector> &vectors() const noexcept { return vectors_; }

  private:
    std::filesystem::path path_;
    std::unique_ptr<const std::string> text_;
    std::unique_ptr<const json::Document> document_;
    std::vector<Vector> vectors_;
};

/// Every *.json below a directory in name order, or one file. What cannot be read, or holds no such
/// file, is an error that names it.
[[nodiscard]] std::expected<std::vector<std::filesystem::path>, std::string> vector_files_of(
    const std::filesystem::path &path);

[[nodiscard]] WireAnswer ask_vector(const Verifier &verifier, const Vector &vector);

/// The first member of `expect` that the answer does not have; nothing if it agrees. A refusal
/// without a reason in `expect` agrees with every reason.
[[nodiscard]] std::optional<std::string> difference(const json::Value &expect,
                                                    std::string_view answer);

} // namespace walletauth
