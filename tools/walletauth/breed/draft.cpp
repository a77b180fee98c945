// SPDX-License-Identifier: Apache-2.0
#include "draft.hpp"

#include <algorithm>

namespace walletauth::cli::breed {

namespace {

/// True if an odd number of backslashes is at the end.
bool escapes_next(std::string_view text) {
    const auto last = text.find_last_not_of('\\');
    return (text.size() - (last == text.npos ? 0 : last + 1)) % 2 != 0;
}

} // namespace

Members::Members(const std::optional<json::Value> &object) {
    for (std::size_t i = 0; object && i < object->size(); ++i)
        members_.emplace_back(object->name(i), object->at(i).source());
}

const std::string *Members::find(std::string_view name) const noexcept {
    const auto at = std::ranges::find(
        members_, name, [](const auto &member) -> std::string_view { return member.first; });
    return at == members_.end() ? nullptr : &at->second;
}

void Members::set(std::string_view name, std::string json) {
    for (auto &member : members_) {
        if (member.first != name) continue;
        member.second = std::move(json);
        return;
    }
    members_.emplace_back(name, std::move(json));
}

void Members::erase(std::string_view name) {
    std::erase_if(members_, [&](const auto &member) { return member.first == name; });
}

std::string Members::json() const {
    std::string text = "{";
    for (const auto &[name, value] : members_) {
        if (text.size() > 1) text += ',';
        text.append(json::quote(name)).append(":").append(value);
    }
    return text + '}';
}

Draft::Draft(const json::Value &of_request, const std::optional<json::Value> &of_service)
    : request{of_request}, params{of_request.find("params")}, service{of_service},
      service_params{of_service ? of_service->find("params") : std::nullopt} {
    request.erase("params");
    service.erase("params");
}

std::string Draft::json() const {
    const auto whole = [](Members members, const Members &params) {
        if (!params.empty()) members.set("params", params.json());
        return members;
    };
    std::string text = "\"request\":" + whole(request, params).json();
    const auto beside = whole(service, service_params);
    if (!beside.empty()) text += ",\"service\":" + beside.json();
    return text;
}

std::string Draft::question() const {
    std::string text;
    bool is_in_text = false;
    for (const char c : json()) {
        const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        const bool is_escaped = is_in_text && !text.empty() && escapes_next(text);
        if (c == '"' && !is_escaped) is_in_text = !is_in_text;
        if (is_in_text || !is_blank) text += c;
    }
    return text;
}

Draft Draft::with(std::string_view name, std::string json) const {
    auto changed = *this;
    changed.request.set(name, std::move(json));
    return changed;
}

Draft Draft::with_param(std::string_view name, std::string json) const {
    auto changed = *this;
    // Where the service states it, the user's word would be another fault: they must agree.
    auto &to = changed.service_params.find(name) ? changed.service_params : changed.params;
    to.set(name, std::move(json));
    return changed;
}

Draft Draft::with_service(std::string_view name, std::string json) const {
    auto changed = *this;
    changed.service.set(name, std::move(json));
    return changed;
}

Draft Draft::without(std::string_view name) const {
    auto changed = *this;
    changed.request.erase(name);
    return changed;
}

} // namespace walletauth::cli::breed
