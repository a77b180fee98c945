// SPDX-License-Identifier: Apache-2.0
// A request that is being changed: its members are JSON texts, so what is not changed stays byte
// for byte as it was.
#pragma once

#include <walletauth/text/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace walletauth::cli::breed {

/// The members of a JSON object, in order; the values are JSON texts.
class Members {
  public:
    Members() = default;
    /// Those of `object`; none if it is absent.
    explicit Members(const std::optional<json::Value> &object);

    [[nodiscard]] bool empty() const noexcept { return members_.empty(); }
    [[nodiscard]] const std::string *find(std::string_view name) const noexcept;
    void set(std::string_view name, std::string json);
    void erase(std::string_view name);
    [[nodiscard]] std::string json() const;

  private:
    std::vector<std::pair<std::string, std::string>> members_;
};

/// What a vector asks: the request, and the service's part beside it.
struct Draft {
    Members request; ///< without params
    Members params;
    Members service; ///< without params
    Members service_params;

    Draft(const json::Value &request, const std::optional<json::Value> &service);
    /// The members `"request": ..., "service": ...` of a vector.
    [[nodiscard]] std::string json() const;

    /// The same without the blanks between JSON's values: two texts of one question are equal.
    [[nodiscard]] std::string question() const;

    [[nodiscard]] Draft with(std::string_view name, std::string json) const;
    [[nodiscard]] Draft with_param(std::string_view name, std::string json) const;
    [[nodiscard]] Draft with_service(std::string_view name, std::string json) const;
    [[nodiscard]] Draft without(std::string_view name) const;
};

} // namespace walletauth::cli::breed
