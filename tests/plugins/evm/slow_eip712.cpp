// SPDX-License-Identifier: Apache-2.0
#include "slow_eip712.hpp"

#include "core/support/json.hpp"
#include "core/support/keccak.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace slow_eip712 {
namespace {

using boost::multiprecision::cpp_int;
using walletauth::json::Kind;
using walletauth::json::Value;

struct Refused {};

void demand(bool holds) {
    if (!holds) throw Refused{};
}

std::string keccak(const std::string &bytes) {
    const auto hash =
        walletauth::keccak256({reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size()});
    return {hash.begin(), hash.end()};
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";

bool consists_of(std::string_view text, std::string_view set) {
    return text.find_first_not_of(set) == std::string_view::npos;
}

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

void demand_identifier(std::string_view text) {
    demand(!text.empty() && consists_of(text, std::string{letters} + std::string{digits}));
    demand(!digits.contains(text[0]));
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
    Encoder(const Value &root, Extra extra) : extra_(extra) {
        demand(root.kind() == Kind::object && root.size() == 4);
        read_types(member(root, "types", Kind::object));
        domain_ = member(root, "domain", Kind::object);
        message_ = member(root, "message", Kind::object);
        primary_ = member(root, "primaryType", Kind::string)->text();
        if (!types_.contains("EIP712Domain")) derive_domain();
    }

    std::string digest() {
        std::string text = "\x19\x01" + hash_struct("EIP712Domain", *domain_, extra_);
        check_chain_id();
        demand(types_.contains(primary_));
        if (primary_ != "EIP712Domain")
            text += hash_struct(primary_, *message_, Extra::refused);
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
            demand_identifier(name);
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
            demand(list.at(i).size() == 2);
            const std::string name{member(list.at(i), "name", Kind::string)->text()};
            const std::string type{member(list.at(i), "type", Kind::string)->text()};
            demand_identifier(name);
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
            if (domain_->find(declared.first)) members.push_back(declared);
        }
        demand(members.size() == domain_->size());
        types_["EIP712Domain"] = members;
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
        std::vector<std::string> order{primary};
        order.insert(order.end(), others.begin(), others.end());
        std::string text;
        for (const auto &name : order) {
            std::string list;
            for (const auto &[member, type] : types_.at(name))
                list += (list.empty() ? "" : ",") + type + ' ' + member;
            text += name + '(' + list + ')';
        }
        return text;
    }

    std::string hash_struct(const std::string &name, const Value &object, Extra extra) {
        demand(object.kind() == Kind::object);
        const Members &members = types_.at(name);
        auto &type_hash = type_hashes_[name];
        if (type_hash.empty()) type_hash = keccak(encode_type(name));
        std::string data = type_hash;
        for (const auto &[member, type] : members) {
            const auto value = object.find(member);
            demand(value.has_value());
            data += encode(type, *value);
        }
        demand(extra == Extra::unsigned_in_domain || object.size() == members.size());
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
        if (types_.contains(type)) return hash_struct(type, value, Extra::refused);
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
        if (type == "bytes") return keccak(bytes(text));
        if (type == "address") return std::string(12, '\0') + address(text);
        std::string fixed = bytes(text);
        demand(fixed.size() == static_cast<std::size_t>(width(type, "bytes", 1, 32)));
        fixed.resize(32, '\0');
        return fixed;
    }

    static std::string word(cpp_int number) {
        std::string out(32, '\0');
        for (std::size_t i = out.size(); i-- > 0; number >>= 8)
            out[i] = static_cast<char>(static_cast<unsigned>(number & 0xff));
        return out;
    }

    static cpp_int integer(const Value &value) {
        demand(value.kind() == Kind::string || value.kind() == Kind::number);
        std::string text{value.text()};
        const bool is_bare = value.kind() == Kind::number;
        const bool is_hex = !is_bare && text.starts_with("0x");
        const bool is_negative = text.starts_with('-');
        if (is_hex) text.erase(0, 2);
        if (is_negative) text.erase(0, 1);
        demand(!text.empty() && consists_of(text, is_hex ? hex_digits : digits));
        text.erase(0, text.find_first_not_of('0')); // Boost reads a leading 0 as octal
        demand(text.size() < 80 && !(text.empty() && is_negative));
        const cpp_int number{text.empty() ? "0" : (is_hex ? "0x" : "") + text};
        demand(number < cpp_int{1} << (is_bare ? 53 : 256));
        return is_negative ? cpp_int{-number} : number;
    }

    static std::string bytes(const std::string &text) {
        demand(text.starts_with("0x") && text.size() % 2 == 0);
        demand(consists_of(std::string_view{text}.substr(2), hex_digits));
        std::string out;
        for (std::size_t i = 2; i < text.size(); i += 2)
            out += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
        return out;
    }

    /// EIP-55: a letter is upper case where the hash of the lower-case digits has 8 or more.
    static std::string address(const std::string &text) {
        const std::string out = bytes(text);
        demand(out.size() == 20);
        std::string lower = text.substr(2);
        std::string upper = lower;
        for (char &c : lower)
            c = static_cast<char>(std::tolower(c));
        for (char &c : upper)
            c = static_cast<char>(std::toupper(c));
        std::string checked = lower;
        const std::string hash = keccak(lower);
        for (std::size_t i = 0; i < checked.size(); ++i) {
            const int nibble = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15;
            if (nibble >= 8) checked[i] = upper[i];
        }
        const auto given = text.substr(2);
        demand(given == lower || given == upper || given == checked);
        return out;
    }

    Extra extra_;
    std::map<std::string, Members> types_;
    std::map<std::string, std::string> type_hashes_;
    std::set<std::string> finite_;
    std::optional<Value> domain_;
    std::optional<Value> message_;
    std::string primary_;
};

} // namespace

std::optional<std::string> digest(std::string_view document, Extra extra) {
    const auto parsed = walletauth::json::Document::parse(
        document, {.max_size = std::size_t{512} << 10, .max_depth = 64, .max_nodes = 1 << 16});
    if (!parsed) return std::nullopt;
    try {
        return Encoder{parsed->root(), extra}.digest();
    } catch (const Refused &) {
        return std::nullopt;
    }
}

} // namespace slow_eip712
