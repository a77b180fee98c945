// SPDX-License-Identifier: Apache-2.0
#include "evidence_method.hpp"

#include <algorithm>

namespace walletauth {
namespace {

constexpr std::size_t max_method_size = 256;

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// What stands behind "GET " or "POST "; empty for a method of JSON-RPC.
std::string_view path_of(std::string_view method) noexcept {
    for (const std::string_view verb : {"GET ", "POST "}) {
        if (method.starts_with(verb)) return method.substr(verb.size());
    }
    return {};
}

/// The name in a part of a path such as {address}; empty if the part is no such one.
std::string_view name_in(std::string_view part) noexcept {
    if (part.size() < 3 || part.front() != '{' || part.back() != '}') return {};
    return part.substr(1, part.size() - 2);
}

bool is_path_part(std::string_view part) noexcept {
    if (const auto name = name_in(part); !name.empty()) {
        return std::ranges::all_of(
            name, [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_'; });
    }
    return !part.empty() && part != "." && part != ".." && std::ranges::all_of(part, [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view{"._~-"}.contains(c);
    });
}

/// Whether `is_good` holds of each part of a path, which starts with a slash.
template <class Check>
bool all_parts(std::string_view path, const Check &is_good) noexcept {
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        if (!is_good(path.substr(0, end))) return false;
        path.remove_prefix(end);
    }
    return true;
}

} // namespace

bool is_evidence_method(std::string_view method) noexcept {
    if (method.empty() || method.size() > max_method_size) return false;
    if (const auto path = path_of(method); !path.empty()) {
        return path.front() == '/' && all_parts(path, is_path_part);
    }
    return (is_letter(method.front()) || method.front() == '_') &&
           std::ranges::all_of(
               method, [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '.'; });
}

bool has_path_params(std::string_view method, const json::Value &params) noexcept {
    const auto path = path_of(method);
    if (path.empty()) return true;
    if (params.kind() != json::Kind::object) return false;
    return all_parts(path, [&](std::string_view part) {
        const auto name = name_in(part);
        if (name.empty()) return true;
        const auto value = params.find(name);
        // "." and ".." stay what they are when they are percent-encoded.
        return value && value->kind() == json::Kind::string && !value->text().empty() &&
               value->text() != "." && value->text() != "..";
    });
}

} // namespace walletauth
