// SPDX-License-Identifier: Apache-2.0
#include "slow_snip12.hpp"

#include "slow_hashes.hpp"
#include "slow_snip12_values.hpp"

#include <map>
#include <set>
#include <string>

namespace slow_snip12 {
namespace {

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
};

bool is_variant(std::string_view type) {
    return type.size() >= 2 && type.front() == '(' && type.back() == ')';
}

std::string without_stars(std::string type) {
    while (type.ends_with('*'))
        type.pop_back();
    return type;
}

/// UTF-16, by which JavaScript sorts. The JSON reader lets only well-formed UTF-8 through.
std::u16string utf16(std::string_view text) {
    std::u16string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const int size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        std::uint32_t code = size == 1 ? lead : lead & (0xff >> (size + 1));
        for (int k = 1; k < size; ++k)
            code = code << 6 |
                   (static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0x3f);
        i += static_cast<std::size_t>(size);
        if (code < 0x10000) {
            out += static_cast<char16_t>(code);
        } else {
            out += static_cast<char16_t>(0xd800 + ((code - 0x10000) >> 10));
            out += static_cast<char16_t>(0xdc00 + ((code - 0x10000) & 0x3ff));
        }
    }
    return out;
}

class Encoder {
  public:
    Encoder(const Value &root, const Int &account, Rules rules, const Hashes &hashes)
        : account_(account), compat_(rules == Rules::compat) {
        demand(root.kind() == Kind::object && root.size() == 4);
        const auto types = member(root, "types", Kind::object);
        domain_ = member(root, "domain", Kind::object);
        message_ = member(root, "message", Kind::object);
        primary_ = member(root, "primaryType", Kind::string)->text();
        read_revision();
        hash_ = is_active_ ? hashes.active : hashes.legacy;
        active_ = hashes.active;
        read_types(*types);
    }

    Result hash() {
        const std::string domain_name = is_active_ ? "StarknetDomain" : "StarkNetDomain";
        for (const auto &name : {domain_name, primary_}) {
            const auto found = types_.find(name);
            demand(found != types_.end() && !found->second.is_enum && !found->second.is_preset);
        }
        for (const auto &type : types_)
            demand_finite(type.first, {});
        if (!compat_) demand_all_used(domain_name);
        const auto chain = check_domain(types_.at(domain_name));
        Result result{};
        result.revision = is_active_ ? 1 : 0;
        result.domain_hash = hash_struct(domain_name, *domain_, "revision");
        result.struct_hash = hash_struct(primary_, *message_, "");
        result.chain_id = felt(*domain_->find(chain));
        result.message_hash = hash_.many(
            {short_string("StarkNet Message"), result.domain_hash, account_, result.struct_hash});
        return result;
    }

  private:
    static std::optional<Value> member(const Value &object, std::string_view name, Kind kind) {
        const auto value = object.find(name);
        demand(value && value->kind() == kind);
        return value;
    }

    void read_revision() {
        const auto revision = domain_->find("revision");
        if (!revision) return;
        demand(revision->kind() == Kind::string || revision->kind() == Kind::number);
        is_active_ = revision->text() == "1";
        demand(is_active_ || (revision->kind() == Kind::string && revision->text() == "0"));
    }

    bool is_elementary(const std::string &name) const {
        static const std::set<std::string> legacy{"felt", "bool", "string", "selector",
                                                  "merkletree"};
        static const std::set<std::string> active{
            "felt", "bool", "string",    "selector",        "merkletree", "shortstring",
            "u128", "i128", "timestamp", "ContractAddress", "ClassHash",  "enum"};
        return (is_active_ ? active : legacy).contains(name);
    }

    bool is_name(std::string_view text) const {
        for (const char c : text) {
            if ((c >= 0 && c < ' ') || c == 0x7f || c == '"' || c == '\\') return false;
            if (!is_active_ && std::string_view{"(),:"}.contains(c)) return false;
        }
        // starknet.js does not see a variant behind a line separator.
        return !text.empty() && !text.contains("\u2028") && !text.contains("\u2029");
    }

    void read_types(const Value &types) {
        demand(types.size() <= 256);
        if (is_active_) {
            types_["u256"] = {false, true, {{"low", "u128", "", {}}, {"high", "u128", "", {}}}};
            types_["TokenAmount"] = {
                false,
                true,
                {{"token_address", "ContractAddress", "", {}}, {"amount", "u256", "", {}}}};
            types_["NftId"] = {
                false,
                true,
                {{"collection_address", "ContractAddress", "", {}}, {"token_id", "u256", "", {}}}};
        }
        for (std::size_t i = 0; i < types.size(); ++i) {
            const std::string name{types.name(i)};
            demand(is_name(name) && !name.ends_with('*') && !is_variant(name));
            demand(!name.contains(',') && !is_elementary(name) && !types_.contains(name));
            const auto list = types.at(i);
            demand(list.kind() == Kind::array);
            const auto first = list.size() == 0 ? std::nullopt : list.at(0).find("type");
            types_[name].is_enum = is_active_ && first && is_variant(first->text());
        }
        for (std::size_t i = 0; i < types.size(); ++i)
            read_members(types.at(i), types_.at(std::string{types.name(i)}));
    }

    void read_members(const Value &list, Struct &to) {
        std::set<std::string> names;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto item = list.at(i);
            const auto contains = item.find("contains");
            demand(item.kind() == Kind::object && item.size() == (contains ? 3U : 2U));
            Member read;
            read.name = member(item, "name", Kind::string)->text();
            read.type = member(item, "type", Kind::string)->text();
            demand(is_name(read.name) && names.insert(read.name).second);
            demand(is_variant(read.type) == to.is_enum);
            const bool is_word = !types_.contains(read.type) && is_elementary(read.type) &&
                                 (read.type == "merkletree" || read.type == "enum");
            demand(is_word == contains.has_value());
            if (to.is_enum)
                read.variant = parameters(read.type);
            else if (is_word)
                read_contained(member(item, "contains", Kind::string)->text(), read);
            else
                demand(is_known(read.type));
            to.members.push_back(read);
        }
    }

    void read_contained(std::string_view text, Member &to) {
        const std::string name{text};
        if (to.type == "enum") {
            demand(types_.contains(name) && types_.at(name).is_enum);
            to.type = name;
        } else {
            demand(is_known(name) && !name.ends_with('*'));
            to.leaf = name;
        }
    }

    std::vector<std::string> parameters(const std::string &variant) const {
        std::vector<std::string> found;
        std::string rest = variant.substr(1, variant.size() - 2);
        if (rest.empty()) return found;
        rest += ',';
        for (std::size_t comma; (comma = rest.find(',')) != std::string::npos;) {
            found.push_back(rest.substr(0, comma));
            demand(is_known(found.back()));
            rest.erase(0, comma + 1);
        }
        return found;
    }

    /// A type that stands alone: with stars or without, but no enum and no merkletree.
    bool is_known(const std::string &type) const {
        const auto base = without_stars(type);
        if (const auto found = types_.find(base); found != types_.end()) {
            return !found->second.is_enum;
        }
        if (is_elementary(base)) return base != "merkletree" && base != "enum";
        return !is_active_ && compat_ && is_name(base) && base != "enum";
    }

    /// What encode_type counts: not leaves, and nothing with two stars.
    std::vector<std::string> dependencies(const std::string &name) const {
        std::vector<std::string> found;
        const auto count = [&](const std::string &type) {
            const auto base = without_stars(type);
            if (type.size() - base.size() <= 1 && types_.contains(base)) found.push_back(base);
        };
        for (const auto &each : types_.at(name).members) {
            if (!types_.at(name).is_enum) count(each.type);
            for (const auto &parameter : each.variant)
                count(parameter);
        }
        return found;
    }

    void demand_finite(const std::string &name, std::set<std::string> inside) {
        demand(inside.insert(name).second);
        if (finite_.contains(name)) return;
        for (const auto &other : dependencies(name))
            demand_finite(other, inside);
        finite_.insert(name);
    }

    void demand_all_used(const std::string &domain_name) const {
        std::set<std::string> used;
        use(domain_name, used);
        use(primary_, used);
        for (const auto &[name, type] : types_)
            demand(type.is_preset || used.contains(name));
    }
    void use(const std::string &type, std::set<std::string> &used) const {
        const auto base = without_stars(type);
        if (!types_.contains(base) || !used.insert(base).second) return;
        for (const auto &each : types_.at(base).members) {
            use(each.type, used);
            use(each.leaf, used);
            for (const auto &parameter : each.variant)
                use(parameter, used);
        }
    }

    /// The name of the member that names the chain.
    std::string check_domain(const Struct &domain) const {
        std::map<std::string, std::string> declared;
        std::vector<std::string> order;
        for (const auto &each : domain.members) {
            declared[each.name] = each.type;
            order.push_back(each.name);
            if (is_active_ && !compat_) demand(each.type == "shortstring");
        }
        if (is_active_ && !compat_) {
            demand(order == std::vector<std::string>{"name", "version", "chainId", "revision"});
        }
        demand(declared.contains("name") && declared.contains("version"));
        const bool old = !is_active_ && declared.contains("chain_id");
        demand(old != declared.contains("chainId"));
        const std::string chain = old ? "chain_id" : "chainId";
        const auto &type = declared.at(chain);
        demand(is_felt(type));
        return chain;
    }

    bool is_felt(const std::string &type) const {
        if (types_.contains(type) || type.ends_with('*')) return false;
        if (type == "felt" || (is_active_ && type == "shortstring")) return true;
        return !is_active_ && (type == "string" || (!is_elementary(type) && compat_));
    }

    std::string quoted(const std::string &text) const {
        return is_active_ ? '"' + text + '"' : text;
    }

    std::string encode_type(const std::string &primary) const {
        std::map<std::u16string, std::string> others;
        std::vector<std::string> open{primary};
        while (!open.empty()) {
            const auto next = open.back();
            open.pop_back();
            for (const auto &other : dependencies(next)) {
                if (other != primary && others.emplace(utf16(other), other).second) {
                    open.push_back(other);
                }
            }
        }
        std::string text = encode_one(primary);
        for (const auto &other : others)
            text += encode_one(other.second);
        return text;
    }

    std::string encode_one(const std::string &name) const {
        const auto &type = types_.at(name);
        std::string list;
        for (const auto &each : type.members) {
            std::string inner;
            for (const auto &parameter : each.variant)
                inner += (inner.empty() ? "" : ",") + quoted(parameter);
            list += (list.empty() ? "" : ",") + quoted(each.name) + ':' +
                    (type.is_enum ? '(' + inner + ')' : quoted(each.type));
        }
        return quoted(name) + '(' + list + ')';
    }

    Int hash_struct(const std::string &name, const Value &object,
                    std::string_view unsigned_member) {
        demand(object.kind() == Kind::object);
        auto type_hash = type_hashes_.find(name);
        if (type_hash == type_hashes_.end()) {
            type_hash = type_hashes_.emplace(name, keccak(encode_type(name))).first;
        }
        std::vector<Int> elements{type_hash->second};
        std::set<std::string, std::less<>> declared{std::string{unsigned_member}};
        for (const auto &each : types_.at(name).members) {
            const auto value = object.find(each.name);
            demand(value.has_value());
            declared.insert(each.name);
            elements.push_back(encode(each, each.type, *value));
        }
        for (std::size_t i = 0; i < object.size(); ++i)
            demand(declared.contains(object.name(i)));
        return hash_.many(elements);
    }

    Int encode(const Member &of, const std::string &type, const Value &value) {
        if (type.ends_with('*')) {
            demand(value.kind() == Kind::array);
            std::vector<Int> elements;
            for (std::size_t i = 0; i < value.size(); ++i)
                elements.push_back(encode(of, type.substr(0, type.size() - 1), value.at(i)));
            return hash_.many(elements);
        }
        if (const auto found = types_.find(type); found != types_.end()) {
            return found->second.is_enum ? encode_enum(found->second, value)
                                         : hash_struct(type, value, "");
        }
        if (type == "merkletree") return encode_merkle_tree(of, value);
        if (type == "selector") return selector(value);
        if (type == "bool") {
            demand(value.kind() == Kind::boolean);
            return value.is_true() ? 1 : 0;
        }
        if (!is_active_) return felt(value); // also string, and what compat lets be a felt
        if (type == "string") return encode_byte_array(value);
        if (type == "u128" || type == "timestamp") return u128(value);
        if (type == "i128") return i128(value);
        if (type == "ContractAddress" || type == "ClassHash") return number(value);
        return felt(value);
    }

    Int encode_enum(const Struct &type, const Value &value) {
        demand(value.kind() == Kind::object && value.size() == 1);
        for (std::size_t i = 0; i < type.members.size(); ++i) {
            const auto &variant = type.members[i];
            if (variant.name != value.name(0)) continue;
            const auto list = value.at(0);
            demand(list.kind() == Kind::array && list.size() == variant.variant.size());
            std::vector<Int> elements{Int{i}};
            for (std::size_t k = 0; k < list.size(); ++k)
                elements.push_back(encode(variant, variant.variant[k], list.at(k)));
            if (elements.size() == 1) elements.emplace_back(0);
            return hash_.many(elements);
        }
        throw Refused{};
    }

    Int encode_merkle_tree(const Member &of, const Value &value) {
        demand(value.kind() == Kind::array && value.size() != 0);
        std::vector<Int> level;
        for (std::size_t i = 0; i < value.size(); ++i)
            level.push_back(encode(of, of.leaf, value.at(i)));
        while (level.size() != 1) {
            std::vector<Int> above;
            for (std::size_t i = 0; i < level.size(); i += 2) {
                const Int a = level[i];
                const Int b = i + 1 < level.size() ? level[i + 1] : Int{0};
                above.push_back(a < b ? hash_.pair(a, b) : hash_.pair(b, a));
            }
            level = above;
        }
        return level[0];
    }

    Int encode_byte_array(const Value &value) const {
        demand(value.kind() == Kind::string);
        std::string rest{value.text()};
        demand_plain(rest);
        std::vector<Int> elements{Int{rest.size() / 31}};
        for (; rest.size() >= 31; rest.erase(0, 31))
            elements.push_back(short_string(std::string_view{rest}.substr(0, 31)));
        elements.push_back(short_string(rest));
        elements.emplace_back(rest.size());
        return active_.many(elements);
    }

    Int account_;
    bool compat_;
    bool is_active_ = false;
    Hash hash_{};
    Hash active_{};
    std::map<std::string, Struct> types_;
    std::map<std::string, Int> type_hashes_;
    std::set<std::string> finite_;
    std::optional<Value> domain_;
    std::optional<Value> message_;
    std::string primary_;
};

} // namespace

Hashes slow_hashes() {
    return {{&slow_stark::pedersen_many, &slow_stark::pedersen},
            {[](const std::vector<Int> &elements) { return slow_stark::poseidon_many(elements); },
             &slow_stark::poseidon}};
}

std::optional<Result> hash(std::string_view document, const Int &account, Rules rules,
                           const Hashes &hashes) {
    const auto parsed = walletauth::json::Document::parse(
        document, {.max_size = std::size_t{256} << 10, .max_depth = 64, .max_nodes = 1 << 14});
    if (!parsed) return std::nullopt;
    try {
        return Encoder{parsed->root(), account, rules, hashes}.hash();
    } catch (const Refused &) {
        return std::nullopt;
    }
}

} // namespace slow_snip12
