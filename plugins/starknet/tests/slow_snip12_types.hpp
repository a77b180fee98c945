// SPDX-License-Identifier: Apache-2.0
// The oracle's reading of `types` in a SNIP-12 document: names and texts, nothing resolved.
#pragma once

#include <walletauth/text/json.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace slow_snip12 {

struct Member {
    std::string name;
    std::string type;                 // of an enum's word: the enum's name
    std::string leaf;                 // of a merkletree
    std::vector<std::string> variant; // parameters, in an enum only
};

struct Struct {
    bool is_enum = false;
    bool is_preset = false;
    std::vector<Member> members;
    bool is_declared = true;
};

/// The member of that kind, or Refused.
[[nodiscard]] walletauth::json::Value member(const walletauth::json::Value &object,
                                             std::string_view name, walletauth::json::Kind kind);

class Types {
  public:
    /// Throws Refused for what is no name, no type or never ends.
    Types(const walletauth::json::Value &types, bool is_active, bool compat);

    [[nodiscard]] bool has(const std::string &name) const { return types_.contains(name); }
    [[nodiscard]] const Struct &at(const std::string &name) const { return types_.at(name); }
    /// Of a member that names a chain.
    [[nodiscard]] bool is_felt(const std::string &type) const;
    [[nodiscard]] std::string encode_type(const std::string &primary) const;
    /// Throws Refused if a type that the document declares is used by neither.
    void demand_all_used(const std::string &primary, const std::string &domain) const;

  private:
    [[nodiscard]] bool is_elementary(const std::string &name) const;
    [[nodiscard]] bool is_name(std::string_view text) const;
    [[nodiscard]] bool is_known(const std::string &type) const;
    [[nodiscard]] std::vector<std::string> parameters(const std::string &variant) const;
    [[nodiscard]] std::vector<std::string> dependencies(const std::string &name) const;
    [[nodiscard]] std::string quoted(const std::string &text) const;
    [[nodiscard]] std::string encode_one(const std::string &name) const;
    void add_presets();
    static void demand_same(const walletauth::json::Value &list, const Struct &preset);
    void read_members(const walletauth::json::Value &list, Struct &to);
    void read_contained(std::string_view text, Member &to);
    void demand_finite(const std::string &name, std::set<std::string> inside);
    void use(const std::string &type, std::set<std::string> &used) const;

    bool is_active_;
    bool compat_;
    std::map<std::string, Struct> types_;
    std::set<std::string> finite_;
};

} // namespace slow_snip12
