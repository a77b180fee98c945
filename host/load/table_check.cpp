// SPDX-License-Identifier: Apache-2.0
#include "table_check.hpp"

#include "host/route/route_pattern.hpp"
#include "host/verify/evidence_method.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/checks.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace walletauth {
namespace {

constexpr std::size_t max_text = 1024;
constexpr std::size_t max_items = 256;

/// A broken rule and the value that broke it.
struct Finding {
    std::string_view rule;
    std::string value;
};
using Check = std::optional<Finding>;

template <class... Parts>
Finding finding(std::string_view rule, const Parts &...parts) {
    std::string value;
    const auto append = [&value](const auto &part) {
        if constexpr (std::is_integral_v<std::remove_cvref_t<decltype(part)>>) {
            value += std::to_string(part);
        } else {
            value += printable_ascii(part, 80);
        }
    };
    (append(parts), ...);
    return {rule, std::move(value)};
}

bool is_parameter_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// A namespace, by the grammar of CAIP-2.
bool is_namespace(std::string_view name) {
    return parse_chain_id(std::string{name} + ":0").has_value();
}

Check check_text(std::string_view what, wa_text text, bool required) {
    if (text.size == 0) {
        if (required) return finding("text", what, " is empty");
        return {};
    }
    if (text.data == nullptr || text.size > max_text) {
        return finding("text", what, " has ", text.size, " bytes, the limit is ", max_text);
    }
    if (!is_utf8(view(text)) || std::ranges::any_of(view(text), [](char c) {
            return static_cast<unsigned char>(c) < 0x20;
        })) {
        return finding("text", what, " is not plain UTF-8: ", view(text));
    }
    return {};
}

Check check_count(std::string_view what, const void *items, std::size_t count, std::size_t least) {
    if (count < least || count > max_items || (count != 0 && items == nullptr)) {
        return finding("count", what, ": found ", count, ", expected ", least, " to ", max_items);
    }
    return {};
}

Check check_parameters(const wa_scheme &scheme) {
    if (auto bad = check_count("parameters", static_cast<const void *>(scheme.parameters),
                               scheme.parameter_count, 0))
        return bad;
    for (std::size_t i = 0; i < scheme.parameter_count; ++i) {
        const auto *info = scheme.parameters[i];
        if (info == nullptr || info->struct_size < WA_PARAMETER_INFO_MIN_SIZE) {
            return finding("parameter", "parameter ", i, " of ", view(scheme.id),
                           " is NULL or short");
        }
        if (auto bad = check_text("parameter name", info->name, true)) return bad;
        if (auto bad = check_text("parameter description", info->description, true)) return bad;
        const auto name = view(info->name);
        const bool known_kind = info->kind >= WA_PARAMETER_TEXT && info->kind <= WA_PARAMETER_JSON;
        const bool known_role = info->role >= WA_ROLE_EXPECTED && info->role <= WA_ROLE_SERVICE;
        if (!is_parameter_name(name) || !known_kind || !known_role || info->required > 1 ||
            info->max_size == 0) {
            return finding("parameter", "parameter \"", name, "\" of ", view(scheme.id),
                           ": name, kind, role, required or max_size is out of range");
        }
        for (std::size_t k = 0; k < i; ++k) {
            if (view(scheme.parameters[k]->name) == name) {
                return finding("parameter", "parameter \"", name, "\" of ", view(scheme.id),
                               " is declared twice");
            }
        }
    }
    return {};
}

Check check_keys(const wa_scheme &scheme) {
    if (auto bad = check_count("keys", static_cast<const void *>(scheme.keys), scheme.key_count, 1))
        return bad;
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        const auto *key = scheme.keys[i];
        if (key == nullptr || key->struct_size < WA_KEY_INFO_MIN_SIZE) {
            return finding("key", "key ", i, " of ", view(scheme.id), " is NULL or short");
        }
        if (auto bad = check_text("key type", key->type, true)) return bad;
        if (key->size == 0 || key->size > scheme.max_public_key_size) {
            return finding("key", "key ", view(key->type), " of ", view(scheme.id), " has ",
                           key->size, " bytes, the limit is ", scheme.max_public_key_size);
        }
    }
    return {};
}

Check check_chains(const wa_scheme &scheme) {
    if (auto bad = check_count("chains", scheme.chains, scheme.chain_count, 1)) return bad;
    for (std::size_t i = 0; i < scheme.chain_count; ++i) {
        if (auto bad = check_text("chain", scheme.chains[i], true)) return bad;
        const auto chain = view(scheme.chains[i]);
        const bool known =
            chain.contains(':') ? parse_chain_id(chain).has_value() : is_namespace(chain);
        if (!known) return finding("chain", view(scheme.id), " names no CAIP-2 chain: ", chain);
    }
    return {};
}

/// A flag and the text or list that goes with it stand together or not at all.
Check check_flags(const wa_scheme &scheme) {
    constexpr std::uint64_t known = WA_SCHEME_RECOVERS_KEY | WA_SCHEME_MAY_NEED_EVIDENCE |
                                    WA_SCHEME_HAS_COMPAT | WA_SCHEME_COMPACT_ID_KEY |
                                    WA_SCHEME_COMPACT_ID_ACCOUNT | WA_SCHEME_JSON_MESSAGE |
                                    WA_SCHEME_KEYS_ROTATE;
    const auto has = [&](std::uint64_t flag) { return (scheme.flags & flag) != 0; };
    if ((scheme.flags & ~known) != 0) {
        return finding("scheme-flags", view(scheme.id), " has unknown flags ", scheme.flags);
    }
    if (has(WA_SCHEME_HAS_COMPAT) != (scheme.compat_of.size != 0)) {
        return finding("scheme-flags", view(scheme.id), ": compat and compat_of do not agree");
    }
    if (has(WA_SCHEME_MAY_NEED_EVIDENCE) != (scheme.evidence_method_count != 0)) {
        return finding("scheme-flags", view(scheme.id), ": evidence and its methods do not agree");
    }
    if (has(WA_SCHEME_COMPACT_ID_KEY) && has(WA_SCHEME_COMPACT_ID_ACCOUNT)) {
        return finding("scheme-flags", view(scheme.id), " has two kinds of compact id");
    }
    if (scheme.chain_bound > WA_CHAIN_BOUND_BY_MESSAGE) {
        return finding("scheme-flags", view(scheme.id), " has chain_bound ", scheme.chain_bound);
    }
    return {};
}

Check check_limits(const wa_scheme &scheme) {
    constexpr std::uint64_t most = std::uint64_t{16} << 20;
    const std::array limits{scheme.max_message_size,         scheme.max_signature_size,
                            scheme.max_signature_text_size,  scheme.max_public_key_size,
                            scheme.max_public_key_text_size, scheme.max_account_size,
                            scheme.max_account_text_size};
    for (const auto limit : limits) {
        if (limit == 0 || limit > most) {
            return finding("limit", view(scheme.id), " has a limit of ", limit, ", expected 1 to ",
                           most);
        }
    }
    if (scheme.max_account_size > WA_ACCOUNT_CAPACITY ||
        scheme.max_public_key_size > WA_KEY_CAPACITY || scheme.max_evidence_size > most) {
        return finding("limit", view(scheme.id), ": accounts have at most ", WA_ACCOUNT_CAPACITY,
                       " bytes, keys ", WA_KEY_CAPACITY, ", evidence ", most);
    }
    return {};
}

Check check_scheme(const wa_scheme *scheme, std::size_t index) {
    if (scheme == nullptr) return finding("scheme", "scheme ", index, " is NULL");
    if (scheme->struct_size < WA_SCHEME_MIN_SIZE) {
        return finding("struct-size", "scheme ", index, " has ", scheme->struct_size,
                       " bytes, expected at least ", WA_SCHEME_MIN_SIZE);
    }
    if (auto bad = check_text("scheme id", scheme->id, true)) return bad;
    if (!is_id(view(scheme->id))) {
        return finding("scheme-id", view(scheme->id), ", expected [a-z0-9][a-z0-9_-]{0,31}");
    }
    if (view(scheme->id) == "account") {
        return finding("scheme-id", "account is the word for routes of accounts, and no scheme's");
    }
    if (scheme->revision == 0) return finding("revision", view(scheme->id), " has revision 0");
    if (auto bad = check_text("scheme description", scheme->description, true)) return bad;
    if (auto bad = check_text("specification", scheme->specification, true)) return bad;
    if (auto bad = check_text("compat_of", scheme->compat_of, false)) return bad;
    if (auto bad = check_count("evidence methods", scheme->evidence_methods,
                               scheme->evidence_method_count, 0)) {
        return bad;
    }
    for (std::size_t i = 0; i < scheme->evidence_method_count; ++i) {
        const auto method = view(scheme->evidence_methods[i]);
        if (auto bad = check_text("evidence method", scheme->evidence_methods[i], true)) return bad;
        if (!is_evidence_method(method)) {
            return finding("evidence-method", view(scheme->id), " lists \"", method,
                           "\", expected a name, \"GET /path\" or \"POST /path\"");
        }
    }
    if (auto bad = check_flags(*scheme)) return bad;
    if (auto bad = check_limits(*scheme)) return bad;
    if (auto bad = check_chains(*scheme)) return bad;
    if (auto bad = check_keys(*scheme)) return bad;
    return check_parameters(*scheme);
}

Check check_functions(const wa_plugin &table) {
    if (table.verify == nullptr) return finding("function", "verify is NULL");
    if (table.evidence_queries == nullptr) return finding("function", "evidence_queries is NULL");
    if (table.derive_account == nullptr) return finding("function", "derive_account is NULL");
    if (table.normalize_account == nullptr) return finding("function", "normalize_account is NULL");
    if (table.parse_signature == nullptr) return finding("function", "parse_signature is NULL");
    if (table.parse_public_key == nullptr) return finding("function", "parse_public_key is NULL");
    if (table.format_public_key == nullptr) return finding("function", "format_public_key is NULL");
    if (table.self_test == nullptr) return finding("function", "self_test is NULL");
    if (table.extension == nullptr) return finding("function", "extension is NULL");
    return {};
}

Check check_head(const wa_plugin &table) {
    if (table.abi_major != WA_ABI_MAJOR || table.abi_minor != WA_ABI_MINOR) {
        return finding("abi-version", "found ", table.abi_major, ".", table.abi_minor,
                       ", expected ", WA_ABI_MAJOR, ".", WA_ABI_MINOR);
    }
    if (table.struct_size < WA_PLUGIN_MIN_SIZE || table.struct_size % 8 != 0) {
        return finding("struct-size", "table has ", table.struct_size, " bytes, expected at least ",
                       WA_PLUGIN_MIN_SIZE);
    }
    if (table.reserved != 0) return finding("reserved", "found ", table.reserved, ", expected 0");
    if (auto bad = check_text("id", table.id, true)) return bad;
    if (!is_id(view(table.id)))
        return finding("id", view(table.id), ", expected [a-z0-9][a-z0-9_-]{0,31}");
    if (auto bad = check_text("version", table.version, true)) return bad;
    if (auto bad = check_text("license", table.license, true)) return bad;
    return check_text("description", table.description, true);
}

Check check_schemes(const wa_plugin &table) {
    if (auto bad =
            check_count("schemes", static_cast<const void *>(table.schemes), table.scheme_count, 1))
        return bad;
    for (std::size_t i = 0; i < table.scheme_count; ++i) {
        if (auto bad = check_scheme(table.schemes[i], i)) return bad;
        for (std::size_t k = 0; k < i; ++k) {
            if (view(table.schemes[k]->id) == view(table.schemes[i]->id)) {
                return finding("scheme-id", view(table.schemes[i]->id), " is described twice");
            }
        }
    }
    return {};
}

Check check_namespaces(const wa_plugin &table) {
    if (auto bad = check_count("account namespaces", table.account_namespaces,
                               table.account_namespace_count, 0)) {
        return bad;
    }
    for (std::size_t i = 0; i < table.account_namespace_count; ++i) {
        if (auto bad = check_text("account namespace", table.account_namespaces[i], true))
            return bad;
        if (!is_namespace(view(table.account_namespaces[i]))) {
            return finding("chain", "account_namespaces has no CAIP-2 namespace: ",
                           view(table.account_namespaces[i]));
        }
    }
    return {};
}

Check check_self_test(const wa_plugin &table) {
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> text{};
    wa_buffer detail{text.data(), text.size(), 0};
    const std::uint32_t status = table.self_test(&detail);
    if (status == WA_OK) return {};
    const auto size = std::min(detail.size, text.size());
    return finding("self-test", "status ", status, ": ",
                   std::string_view{reinterpret_cast<const char *>(text.data()), size});
}

Check check_all(wa_plugin_entry entry, const wa_plugin *table, std::string_view note_id) {
    if (table == nullptr) return finding("entry", "the entry returned NULL");
    if (entry() != table) return finding("entry", "the entry returned two different tables");
    if (auto bad = check_head(*table)) return bad;
    if (!note_id.empty() && view(table->id) != note_id) {
        return finding("id", "the table says ", view(table->id), ", the note ", note_id);
    }
    if (auto bad = check_functions(*table)) return bad;
    if (auto bad = check_schemes(*table)) return bad;
    if (auto bad = check_namespaces(*table)) return bad;
    return check_self_test(*table);
}

} // namespace

std::expected<const wa_plugin *, LoadError> check_table(wa_plugin_entry entry,
                                                        std::string_view file,
                                                        std::string_view note_id) {
    const wa_plugin *table = entry();
    if (auto bad = check_all(entry, table, note_id)) {
        return std::unexpected(LoadError{std::string{file}, std::string{bad->rule}, bad->value});
    }
    return table;
}

} // namespace walletauth
