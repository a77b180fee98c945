// SPDX-License-Identifier: Apache-2.0
#include "slow_snip12_types.hpp"

#include "slow_snip12_values.hpp"

namespace slow_snip12 {
namespace {

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

} // namespace

Value member(const Value &object, std::string_view name, Kind kind) {
    const auto value = object.find(name);
    demand(value && value->kind() == kind);
    return *value;
}

Types::Types(const Value &types, bool is_active, bool compat)
    : is_active_(is_active), compat_(compat) {
    demand(types.size() <= 256);
    if (is_active_) add_presets();
    for (std::size_t i = 0; i < types.size(); ++i) {
        const std::string name{types.name(i)};
        demand(is_name(name) && !name.ends_with('*') && !is_variant(name));
        demand(!name.contains(',') && !is_elementary(name));
        const auto list = types.at(i);
        demand(list.kind() == Kind::array);
        if (types_.contains(name)) { // a preset, once more
            demand_same(list, types_.at(name));
            types_[name].is_declared = true;
            continue;
        }
        const auto first = list.size() == 0 ? std::nullopt : list.at(0).find("type");
        types_[name].is_enum = is_active_ && first && is_variant(first->text());
    }
    for (std::size_t i = 0; i < types.size(); ++i) {
        auto &type = types_.at(std::string{types.name(i)});
        if (!type.is_preset) read_members(types.at(i), type);
    }
    for (const auto &type : types_)
        demand_finite(type.first, {});
}

/// starknet.js 6 and 7 take a preset that is declared once more; it hashes as declared if that is
/// the same.
void Types::demand_same(const Value &list, const Struct &preset) {
    demand(list.size() == preset.members.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto item = list.at(i);
        demand(item.kind() == Kind::object && item.size() == 2);
        demand(member(item, "name", Kind::string).text() == preset.members[i].name);
        demand(member(item, "type", Kind::string).text() == preset.members[i].type);
    }
}

void Types::add_presets() {
    const auto add = [&](const char *name, std::vector<Member> members) {
        types_[name] = {.is_preset = true, .members = std::move(members), .is_declared = false};
    };
    add("u256", {{"low", "u128", "", {}}, {"high", "u128", "", {}}});
    add("TokenAmount", {{"token_address", "ContractAddress", "", {}}, {"amount", "u256", "", {}}});
    add("NftId", {{"collection_address", "ContractAddress", "", {}}, {"token_id", "u256", "", {}}});
}

bool Types::is_elementary(const std::string &name) const {
    static const std::set<std::string> legacy{"felt", "bool", "string", "selector", "merkletree"};
    static const std::set<std::string> active{
        "felt", "bool", "string",    "selector",        "merkletree", "shortstring",
        "u128", "i128", "timestamp", "ContractAddress", "ClassHash",  "enum"};
    return (is_active_ ? active : legacy).contains(name);
}

bool Types::is_name(std::string_view text) const {
    for (const char c : text) {
        if ((c >= 0 && c < ' ') || c == 0x7f || c == '"' || c == '\\') return false;
        if (!is_active_ && std::string_view{"(),:"}.contains(c)) return false;
    }
    // starknet.js does not see a variant behind a line separator.
    return !text.empty() && !text.contains("\u2028") && !text.contains("\u2029");
}

void Types::read_members(const Value &list, Struct &to) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto item = list.at(i);
        const auto contains = item.find("contains");
        demand(item.kind() == Kind::object && item.size() == (contains ? 3U : 2U));
        Member read;
        read.name = member(item, "name", Kind::string).text();
        read.type = member(item, "type", Kind::string).text();
        demand(is_name(read.name) && names.insert(read.name).second);
        demand(is_variant(read.type) == to.is_enum);
        const bool is_word = !types_.contains(read.type) && is_elementary(read.type) &&
                             (read.type == "merkletree" || read.type == "enum");
        demand(is_word == contains.has_value());
        if (to.is_enum)
            read.variant = parameters(read.type);
        else if (is_word)
            read_contained(member(item, "contains", Kind::string).text(), read);
        else
            demand(is_known(read.type));
        to.members.push_back(read);
    }
}

void Types::read_contained(std::string_view text, Member &to) {
    const std::string name{text};
    if (to.type == "enum") {
        demand(types_.contains(name) && types_.at(name).is_enum);
        to.type = name;
    } else {
        demand(is_known(name) && !name.ends_with('*'));
        to.leaf = name;
    }
}

std::vector<std::string> Types::parameters(const std::string &variant) const {
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
bool Types::is_known(const std::string &type) const {
    const auto base = without_stars(type);
    if (const auto found = types_.find(base); found != types_.end()) {
        return !found->second.is_enum;
    }
    if (is_elementary(base)) return base != "merkletree" && base != "enum";
    return !is_active_ && compat_ && is_name(base) && base != "enum";
}

/// What encode_type counts: not leaves, and nothing with two stars.
std::vector<std::string> Types::dependencies(const std::string &name) const {
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

void Types::demand_finite(const std::string &name, std::set<std::string> inside) {
    demand(inside.insert(name).second);
    if (finite_.contains(name)) return;
    for (const auto &other : dependencies(name))
        demand_finite(other, inside);
    finite_.insert(name);
}

void Types::demand_all_used(const std::string &primary, const std::string &domain) const {
    std::set<std::string> used;
    use(domain, used);
    use(primary, used);
    for (const auto &[name, type] : types_)
        demand(!type.is_declared || used.contains(name));
}
void Types::use(const std::string &type, std::set<std::string> &used) const {
    const auto base = without_stars(type);
    if (!types_.contains(base) || !used.insert(base).second) return;
    for (const auto &each : types_.at(base).members) {
        use(each.type, used);
        use(each.leaf, used);
        for (const auto &parameter : each.variant)
            use(parameter, used);
    }
}

bool Types::is_felt(const std::string &type) const {
    if (types_.contains(type) || type.ends_with('*')) return false;
    if (type == "felt" || (is_active_ && type == "shortstring")) return true;
    return !is_active_ && (type == "string" || (!is_elementary(type) && compat_));
}

std::string Types::quoted(const std::string &text) const {
    return is_active_ ? '"' + text + '"' : text;
}

std::string Types::encode_type(const std::string &primary) const {
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

std::string Types::encode_one(const std::string &name) const {
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

} // namespace slow_snip12
