// SPDX-License-Identifier: Apache-2.0
// Documents of typed data that cost much, for any scheme whose documents have types, primaryType,
// domain and message.
#pragma once

#include "hostile_requests.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace walletauth::bench {

/// How a scheme writes its domain, and the names of its types. The views must outlive the shapes.
struct Dialect {
    std::string_view name;        ///< in front of the shapes' names
    std::string_view domain_type; ///< "NAME":[...]
    std::string_view domain;
    std::string_view integer;
    std::string_view text;
    std::string_view array; ///< behind a type
};

/// A document of the type M, with further types: `types` begins with a comma.
[[nodiscard]] std::string typed_document(const Dialect &dialect, const std::string &types,
                                         const std::string &message);
/// {"name":NAME,"type":TYPE}
[[nodiscard]] std::string typed_member(std::string_view name, std::string_view type);
/// `text` so many times, with commas between.
[[nodiscard]] std::string repeated_item(std::string_view text, std::size_t count);

/// `limit` is that of a message.
[[nodiscard]] std::vector<Shape> typed_document_shapes(const Dialect &dialect, std::size_t limit);

} // namespace walletauth::bench
