// SPDX-License-Identifier: Apache-2.0
#include "vector_format.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <span>
#include <string_view>

namespace walletauth {
namespace {

using json::Kind;

struct Member {
    std::string_view name;
    std::optional<Kind> kind; ///< nothing: any
    bool required = false;
};

constexpr std::array file_members{
    Member{"format", Kind::string, true}, Member{"description", Kind::string, true},
    Member{"generator", Kind::string, true}, Member{"vectors", Kind::array, true}};
constexpr std::array vector_members{
    Member{"id", Kind::string, true},     Member{"request", Kind::object, true},
    Member{"expect", Kind::object, true}, Member{"source", Kind::string, true},
    Member{"why", Kind::string, true},    Member{"service", Kind::object}};
constexpr std::array request_members{
    Member{"chain", Kind::string, true}, Member{"scheme", Kind::string},
    Member{"account", Kind::string},     Member{"public_key", std::nullopt},
    Member{"message", Kind::object},     Member{"params", Kind::object},
    Member{"signature", std::nullopt}};
constexpr std::array service_members{
    Member{"params", Kind::object}, Member{"accept", Kind::array}, Member{"compat", Kind::boolean},
    Member{"evidence", Kind::array}, Member{"block", Kind::string}};
constexpr std::array expect_members{
    Member{"status", Kind::string, true}, Member{"reason", Kind::string},
    Member{"account", Kind::string},      Member{"address", Kind::string},
    Member{"public_key", Kind::string},   Member{"link", Kind::string},
    Member{"chain_bound", Kind::boolean}, Member{"block", Kind::string},
    Member{"queries", Kind::array}};
constexpr std::array<std::string_view, 6> statuses{"valid",       "rejected",       "malformed",
                                                   "unsupported", "needs_evidence", "error"};

std::string here(const json::Value &value) {
    const auto path = value.path();
    return path.empty() ? "the file" : path;
}

std::optional<std::string> members_error(const json::Value &value,
                                         std::span<const Member> members) {
    if (value.kind() != Kind::object) {
        return here(value) + " is " + std::string{kind_name(value.kind())} + ", not object";
    }
    for (const auto &member : members) {
        const auto found = value.find(member.name);
        if (!found) {
            if (!member.required) continue;
            return here(value) + " has no " + std::string{member.name};
        }
        if (member.kind && found->kind() != *member.kind) {
            return here(*found) + " is " + std::string{kind_name(found->kind())} + ", not " +
                   std::string{kind_name(*member.kind)};
        }
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (std::ranges::find(members, value.name(i), &Member::name) == members.end()) {
            return here(value.at(i)) + " is no member of the format";
        }
    }
    return std::nullopt;
}

/// Texts for readers say something.
std::optional<std::string> empty_error(const json::Value &value,
                                       std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
        if (value.find(name)->text().empty()) return here(*value.find(name)) + " is empty";
    }
    return std::nullopt;
}

std::optional<std::string> vector_error(const json::Value &vector) {
    if (auto wrong = members_error(vector, vector_members)) return wrong;
    if (auto wrong = empty_error(vector, {"id", "source", "why"})) return wrong;
    if (auto wrong = members_error(*vector.find("request"), request_members)) return wrong;
    if (const auto service = vector.find("service")) {
        if (auto wrong = members_error(*service, service_members)) return wrong;
    }
    const auto expect = *vector.find("expect");
    if (auto wrong = members_error(expect, expect_members)) return wrong;
    const auto status = *expect.find("status");
    if (std::ranges::find(statuses, status.text()) == statuses.end()) {
        return here(status) + " is no status";
    }
    if (status.text() == "valid" && !expect.find("address") && !expect.find("account")) {
        return here(expect) + " is valid for no address and no account";
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> vector_format_error(const json::Value &root) {
    if (auto wrong = members_error(root, file_members)) return wrong;
    if (auto wrong = empty_error(root, {"description", "generator"})) return wrong;
    const auto format = *root.find("format");
    if (format.text() != "walletauth-vectors/1") return "format is not walletauth-vectors/1";
    const auto vectors = *root.find("vectors");
    if (vectors.size() == 0) return "vectors is empty";
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        const auto vector = vectors.at(i);
        if (auto wrong = vector_error(vector)) return wrong;
        if (!ids.insert(vector.find("id")->text()).second) {
            return here(*vector.find("id")) + " is the id of another vector, too";
        }
    }
    return std::nullopt;
}

} // namespace walletauth
