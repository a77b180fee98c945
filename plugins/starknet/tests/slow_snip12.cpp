// SPDX-License-Identifier: Apache-2.0
#include "slow_snip12.hpp"

#include "slow_hashes.hpp"
#include "slow_snip12_types.hpp"
#include "slow_snip12_values.hpp"

#include <map>
#include <set>
#include <string>

namespace slow_snip12 {
namespace {

class Encoder {
  public:
    Encoder(const Value &root, const Int &account, Rule rule, const Hashes &hashes)
        : account_(account), compat_(rule == Rule::compat) {
        demand(root.kind() == Kind::object && root.size() == 4);
        domain_ = member(root, "domain", Kind::object);
        message_ = member(root, "message", Kind::object);
        primary_ = member(root, "primaryType", Kind::string).text();
        read_revision();
        hash_ = is_active_ ? hashes.active : hashes.legacy;
        active_ = hashes.active;
        types_.emplace(member(root, "types", Kind::object), is_active_, compat_);
    }

    Result hash() {
        const std::string domain_name = is_active_ ? "StarknetDomain" : "StarkNetDomain";
        for (const auto &name : {domain_name, primary_}) {
            demand(types_->has(name));
            demand(!types_->at(name).is_enum && !types_->at(name).is_preset);
        }
        if (!compat_) types_->demand_all_used(primary_, domain_name);
        const auto chain = check_domain(types_->at(domain_name));
        Result result{};
        result.revision = is_active_ ? 1 : 0;
        result.domain_hash = hash_struct(domain_name, *domain_, "revision");
        result.struct_hash = hash_struct(primary_, *message_, "");
        if (chain) result.chain_id = felt(*domain_->find(*chain));
        result.message_hash = hash_.many(
            {short_string("StarkNet Message"), result.domain_hash, account_, result.struct_hash});
        return result;
    }

  private:
    void read_revision() {
        const auto revision = domain_->find("revision");
        if (!revision) return;
        demand(revision->kind() == Kind::string || revision->kind() == Kind::number);
        is_active_ = revision->text() == "1";
        demand(is_active_ || (revision->kind() == Kind::string && revision->text() == "0"));
    }

    /// The name of the member that names the chain; nothing if compat does without.
    std::optional<std::string> check_domain(const Struct &domain) const {
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
        if (compat_ && !old && !declared.contains("chainId")) return std::nullopt;
        demand(old != declared.contains("chainId"));
        const std::string chain = old ? "chain_id" : "chainId";
        const auto &type = declared.at(chain);
        demand(types_->is_felt(type));
        return chain;
    }

    Int hash_struct(const std::string &name, const Value &object,
                    std::string_view unsigned_member) {
        demand(object.kind() == Kind::object);
        auto type_hash = type_hashes_.find(name);
        if (type_hash == type_hashes_.end()) {
            type_hash = type_hashes_.emplace(name, keccak(types_->encode_type(name))).first;
        }
        std::vector<Int> elements{type_hash->second};
        std::set<std::string, std::less<>> declared;
        if (!unsigned_member.empty()) declared.emplace(unsigned_member);
        for (const auto &each : types_->at(name).members) {
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
        if (types_->has(type)) {
            const auto &found = types_->at(type);
            return found.is_enum ? encode_enum(found, value) : hash_struct(type, value, "");
        }
        if (type == "merkletree") return encode_merkle_tree(of, value);
        if (type == "selector") return selector(value);
        if (type == "bool") {
            if (value.kind() == Kind::boolean) return value.is_true() ? 1 : 0;
            demand(!is_active_);
            const Int n = number(value);
            demand(n <= 1);
            return n;
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
    std::optional<Types> types_;
    std::map<std::string, Int> type_hashes_;
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

std::optional<Result> hash(std::string_view document, const Int &account, Rule rule,
                           const Hashes &hashes) {
    const auto parsed = walletauth::json::Document::parse(
        document, {.max_size = std::size_t{256} << 10, .max_depth = 64, .max_nodes = 1 << 12});
    if (!parsed) return std::nullopt;
    try {
        return Encoder{parsed->root(), account, rule, hashes}.hash();
    } catch (const Refused &) {
        return std::nullopt;
    }
}

} // namespace slow_snip12
