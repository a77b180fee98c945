// SPDX-License-Identifier: Apache-2.0
#include "slow_eip712.hpp"

#include "slow_eip712_values.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace slow_eip712 {
namespace {

/// A number as `uint8` and `T[2]` have it: nothing, or digits that do not begin with 0, or 0.
std::optional<cpp_int> plain_number(std::string_view text) {
    if (text.empty() || !consists_of(text, digits) || (text.size() > 1 && text[0] == '0'))
        return {};
    return cpp_int{std::string{text}};
}

/// The N of bytesN, uintN and intN; 0 if the type is none of them.
int width(std::string_view type, std::string_view name, int step, int most) {
    if (!type.starts_with(name)) return 0;
    const auto number = plain_number(type.substr(name.size()));
    if (!number || *number < step || *number > most || *number % step != 0) return 0;
    return static_cast<int>(*number);
}

bool is_elementary(std::string_view type) {
    return type == "string" || type == "bytes" || type == "bool" || type == "address" ||
           width(type, "uint", 8, 256) != 0 || width(type, "int", 8, 256) != 0 ||
           width(type, "bytes", 1, 32) != 0;
}

/// T of T[], T[n]; nothing if the type is no array.
std::optional<std::string_view> element_of(std::string_view type) {
    if (!type.ends_with(']')) return {};
    return type.substr(0, type.rfind('['));
}

std::string_view innermost(std::string_view type) {
    while (const auto element = element_of(type))
        type = *element;
    return type;
}

using Members = std::vector<std::pair<std::string, std::string>>; // name, type

class Encoder {
  public:
    Encoder(const Value &root, Extra extra, std::string_view chain) : extra_(extra), chain_(chain) {
        demand(root.kind() == Kind::object && root.size() == 4);
        read_types(member(root, "types", Kind::object));
        domain_ = member(root, "domain", Kind::object);
        message_ = member(root, "message", Kind::object);
        primary_ = member(root, "primaryType", Kind::string)->text();
        if (!types_.contains("EIP712Domain")) derive_domain();
    }

    std::string digest() {
        std::string text = "\x19\x01" + hash_domain();
        check_chain_id();
        demand(types_.contains(primary_));
        if (primary_ != "EIP712Domain")
            text += hash_struct(primary_, *message_);
        else
            demand(message_->size() == 0);
        return keccak(text);
    }

  private:
    static std::optional<Value> member(const Value &object, std::string_view name, Kind kind) {
        const auto value = object.find(name);
        demand(value && value->kind() == kind);
        return value;
    }

    void read_types(const std::optional<Value> &types) {
        demand(types->size() <= 256);
        for (std::size_t i = 0; i < types->size(); ++i) {
            const auto name = types->name(i);
            demand_struct_name(name);
            demand(!is_elementary(name));
            for (const std::string_view prefix : {"uint", "int", "bytes"}) {
                const auto like = name.starts_with(prefix);
                demand(!like || (name != prefix && !digits.contains(name[prefix.size()])));
            }
            types_[std::string{name}];
        }
        for (std::size_t i = 0; i < types->size(); ++i)
            read_members(types->at(i), types_.at(std::string{types->name(i)}));
        for (const auto &type : types_)
            demand_finite(type.first, {});
    }

    void read_members(const Value &list, Members &to) {
        demand(list.kind() == Kind::array);
        std::set<std::string> names;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string name{member(list.at(i), "name", Kind::string)->text()};
            const std::string type{member(list.at(i), "type", Kind::string)->text()};
            demand_member_name(name);
            demand(names.insert(name).second);
            demand_type(type);
            to.emplace_back(name, type);
        }
    }

    void demand_type(std::string_view type) {
        if (!type.ends_with(']')) {
            demand(is_elementary(type) || types_.contains(std::string{type}));
            return;
        }
        const auto open = type.rfind('[');
        demand(open != std::string_view::npos);
        const auto length = type.substr(open + 1, type.size() - open - 2);
        if (!length.empty()) {
            const auto number = plain_number(length);
            demand(number && *number < 0xffffffff);
        }
        demand_type(type.substr(0, open));
    }

    /// No struct holds itself but through an array.
    void demand_finite(const std::string &name, std::set<std::string> inside) {
        demand(inside.insert(name).second);
        if (finite_.contains(name)) return;
        for (const auto &[ignored, type] : types_.at(name)) {
            if (types_.contains(type)) demand_finite(type, inside);
        }
        finite_.insert(name);
    }

    void derive_domain() {
        const std::vector<std::pair<std::string, std::string>> standard{
            {"name", "string"},
            {"version", "string"},
            {"chainId", "uint256"},
            {"verifyingContract", "address"},
            {"salt", "bytes32"}};
        Members members;
        for (const auto &declared : standard) {
            if (!is_absent(declared.first)) members.push_back(declared);
        }
        std::size_t present = 0;
        for (std::size_t i = 0; i < domain_->size(); ++i)
            present += domain_->at(i).kind() != Kind::null ? 1 : 0;
        demand(members.size() == present);
        // Deployed viem derives from a bare number only, and from a version that is not empty.
        demand(is_absent("chainId") || domain_->find("chainId")->kind() == Kind::number);
        demand(is_absent("version") || domain_->find("version")->text() != "");
        types_["EIP712Domain"] = members;
    }

    bool is_absent(const std::string &name) const {
        const auto value = domain_->find(name);
        return !value || value->kind() == Kind::null;
    }

    /// The declared members are there; and no others, but those that are null.
    std::string hash_domain() {
        const Members &members = types_.at("EIP712Domain");
        std::set<std::string> declared;
        for (const auto &[name, type] : members) {
            demand(!is_absent(name));
            declared.insert(name);
        }
        for (std::size_t i = 0; i < domain_->size(); ++i) {
            const std::string name{domain_->name(i)};
            demand(declared.contains(name) || is_absent(name) ||
                   extra_ == Extra::unsigned_in_domain);
        }
        return hash_members("EIP712Domain", *domain_);
    }

    /// A declared chainId must be a number that can be compared with a chain.
    void check_chain_id() {
        for (const auto &[name, type] : types_.at("EIP712Domain")) {
            if (name != "chainId") continue;
            demand(width(type, "uint", 8, 256) != 0 || width(type, "int", 8, 256) != 0);
            demand(integer(*domain_->find(name)) >= 0);
        }
    }

    void collect(const std::string &name, std::set<std::string> &to) {
        if (!to.insert(name).second) return;
        for (const auto &[ignored, type] : types_.at(name)) {
            const std::string inner{innermost(type)};
            if (types_.contains(inner)) collect(inner, to);
        }
    }

    std::string encode_type(const std::string &primary) {
        std::set<std::string> others;
        collect(primary, others);
        others.erase(primary);
        std::vector<std::string> order{others.begin(), others.end()};
        std::sort(order.begin(), order.end(),
                  [](const std::string &a, const std::string &b) { return utf16(a) < utf16(b); });
        order.insert(order.begin(), primary);
        std::string text;
        for (const auto &name : order) {
            std::string list;
            for (const auto &[member, type] : types_.at(name))
                list += (list.empty() ? "" : ",") + type + ' ' + member;
            text += name + '(' + list + ')';
        }
        return text;
    }

    std::string hash_struct(const std::string &name, const Value &object) {
        demand(object.kind() == Kind::object);
        demand(object.size() == types_.at(name).size());
        return hash_members(name, object);
    }

    std::string hash_members(const std::string &name, const Value &object) {
        auto &type_hash = type_hashes_[name];
        if (type_hash.empty()) type_hash = keccak(encode_type(name));
        std::string data = type_hash;
        for (const auto &[member, type] : types_.at(name)) {
            const auto value = object.find(member);
            demand(value.has_value());
            data += encode(type, *value);
        }
        return keccak(data);
    }

    std::string encode(const std::string &type, const Value &value) {
        if (const auto element = element_of(type)) {
            demand(value.kind() == Kind::array);
            const auto length = type.substr(element->size() + 1, type.size() - element->size() - 2);
            demand(length.empty() || length == std::to_string(value.size()));
            std::string data;
            for (std::size_t i = 0; i < value.size(); ++i)
                data += encode(std::string{*element}, value.at(i));
            return keccak(data);
        }
        if (types_.contains(type)) return hash_struct(type, value);
        if (type == "bool") {
            demand(value.kind() == Kind::boolean);
            return word(value.is_true() ? 1 : 0);
        }
        if (const int bits = width(type, "uint", 8, 256)) {
            const auto number = integer(value);
            demand(number >= 0 && number < cpp_int{1} << bits);
            return word(number);
        }
        if (const int bits = width(type, "int", 8, 256)) {
            const auto number = integer(value);
            const cpp_int limit = cpp_int{1} << (bits - 1);
            demand(number >= -limit && number < limit);
            return word(number < 0 ? cpp_int{number + (cpp_int{1} << 256)} : number);
        }
        demand(value.kind() == Kind::string);
        const std::string text{value.text()};
        if (type == "string") return keccak(text);
        if (type == "bytes") return keccak(text.empty() ? "" : bytes(text));
        if (type == "address") return std::string(12, '\0') + address(text, chain_);
        std::string fixed = bytes(text);
        demand(fixed.size() == static_cast<std::size_t>(width(type, "bytes", 1, 32)));
        fixed.resize(32, '\0');
        return fixed;
    }

    Extra extra_;
    std::string_view chain_;
    std::map<std::string, Members> types_;
    std::map<std::string, std::string> type_hashes_;
    std::set<std::string> finite_;
    std::optional<Value> domain_;
    std::optional<Value> message_;
    std::string primary_;
};

} // namespace

std::optional<std::string> digest(std::string_view document, Extra extra, std::string_view chain) {
    const auto parsed = walletauth::json::Document::parse(
        document, {.max_size = std::size_t{256} << 10, .max_depth = 64, .max_nodes = 1 << 13});
    if (!parsed) return std::nullopt;
    try {
        return Encoder{parsed->root(), extra, chain}.digest();
    } catch (const Refused &) {
        return std::nullopt;
    }
}

} // namespace slow_eip712
