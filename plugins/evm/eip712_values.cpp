// SPDX-License-Identifier: Apache-2.0
#include "eip712_values.hpp"

#include "eip712_scalars.hpp"
#include "refusal_text.hpp"

#include <algorithm>

namespace walletauth::evm::eip712 {
namespace {

using Check = Result<void>;

/// A struct or an array whose members or elements are being encoded.
struct Frame {
    json::Value value;
    const Structure *structure; ///< none for an array
    const Member *member;       ///< of an array: what declares it
    std::size_t depth;          ///< of an array: the arrays around its elements that are its own
    std::size_t next = 0;
    Keccak256 hasher{};

    [[nodiscard]] bool is_done() const noexcept {
        return next == (structure != nullptr ? structure->members.size() : value.size());
    }
};

/// The first member of an object that its type does not declare.
std::optional<json::Value> find_undeclared(const Structure &structure, const json::Value &object,
                                           bool null_is_absent) {
    std::vector<std::string_view> declared;
    declared.reserve(structure.members.size());
    for (const auto &member : structure.members)
        declared.push_back(member.name);
    std::ranges::sort(declared);
    for (std::size_t i = 0; i < object.size(); ++i) {
        const auto value = object.at(i);
        if (null_is_absent && value.kind() == json::Kind::null) continue;
        if (!std::ranges::binary_search(declared, object.name(i))) return value;
    }
    return std::nullopt;
}

/// Walks a value with a stack of its own, as a document may be deep and a thread's stack small.
class Hasher {
  public:
    Hasher(Types &types, Reading reading, std::string_view chain)
        : types_(types), reading_(reading), chain_(chain) {}

    Result<Hash256> hash(std::uint32_t structure, const json::Value &object) {
        if (auto good = open_struct(structure, object); !good) {
            return std::unexpected(good.error());
        }
        while (true) {
            if (!frames_.back().is_done()) {
                if (auto good = take_next(); !good) return std::unexpected(good.error());
                continue;
            }
            const Hash256 word = frames_.back().hasher.finish();
            frames_.pop_back();
            if (frames_.empty()) return word;
            frames_.back().hasher.update(word);
        }
    }

  private:
    [[nodiscard]] bool is_outermost_domain() const noexcept {
        return reading_ != Reading::message && frames_.size() <= 1;
    }

    Check take_next() {
        Frame &top = frames_.back();
        if (top.structure == nullptr) {
            return enter(*top.member, top.depth, top.value.at(top.next++));
        }
        const Member &member = top.structure->members[top.next++];
        const auto value = top.value.find(member.name);
        if (!value) {
            const auto path = top.value.path();
            return refuse_fitting(WA_MALFORMED_MESSAGE,
                                  {DetailPart::path(path), path.empty() ? "" : ".",
                                   DetailPart::shown(member.name), ": missing, expected ",
                                   DetailPart::shown(member.type_text)});
        }
        if (value->kind() == json::Kind::null && is_outermost_domain()) {
            return refuse_value(*value, "null counts as absent, and EIP712Domain declares it");
        }
        return enter(member, member.type.arrays.size(), *value);
    }

    /// A value inside the outermost `depth` arrays of its type. Arrays are the hash of their
    /// elements' encodings one after the other, structs in them by hashStruct (eth-sig-util, V4).
    Check enter(const Member &member, std::size_t depth, const json::Value &value) {
        if (depth != 0) return open_array(member, depth - 1, value);
        if (member.type.base == Base::structure) return open_struct(member.type.structure, value);
        const auto word = encode_scalar(member, value, chain_);
        if (!word) return std::unexpected(word.error());
        frames_.back().hasher.update(*word);
        return {};
    }

    Check open_array(const Member &member, std::size_t depth, const json::Value &value) {
        if (value.kind() != json::Kind::array) {
            return refuse_value(value, "found ", source_of(value), ", expected an array for ",
                                DetailPart::shown(member.type_text));
        }
        const auto length = member.type.arrays[depth];
        if (length != any_length && length != value.size()) {
            return refuse_value(value, "found ", value.size(), " elements, expected ", length,
                                " for ", DetailPart::shown(member.type_text));
        }
        frames_.push_back({value, nullptr, &member, depth});
        return {};
    }

    Check open_struct(std::uint32_t index, const json::Value &object) {
        const Structure &structure = types_.at(index);
        if (object.kind() != json::Kind::object) {
            return refuse_value(object, "found ", source_of(object), ", expected an object for ",
                                DetailPart::shown(structure.name));
        }
        if (auto good = check_undeclared(structure, object); !good) return good;
        const auto type_hash = types_.type_hash(index);
        if (!type_hash) return std::unexpected(type_hash.error());
        frames_.push_back({object, &structure, nullptr, 0});
        frames_.back().hasher.update(*type_hash);
        return {};
    }

    // Names are unique on both sides, so where the object has no more members than are declared, an
    // undeclared one leaves a declared one missing, which is found later.
    Check check_undeclared(const Structure &structure, const json::Value &object) {
        const bool is_domain = reading_ != Reading::message && frames_.empty();
        if (is_domain && reading_ == Reading::unsigned_domain) return {};
        if (object.size() <= structure.members.size()) return {};
        const auto found = find_undeclared(structure, object, is_domain);
        if (!found) return {};
        return refuse_value(*found, "type ", DetailPart::shown(structure.name),
                            " has no such member");
    }

    Types &types_;
    Reading reading_;
    std::string_view chain_;
    std::vector<Frame> frames_;
};

} // namespace

Result<Hash256> hash_struct(Types &types, std::uint32_t structure, const json::Value &object,
                            Reading reading, std::string_view chain) {
    return Hasher{types, reading, chain}.hash(structure, object);
}

} // namespace walletauth::evm::eip712
