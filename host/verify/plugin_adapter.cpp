// SPDX-License-Identifier: Apache-2.0
#include <walletauth/plugin_adapter.hpp>

#include "evidence_method.hpp"

#include <walletauth/checks.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace walletauth {
namespace {

constexpr std::uint64_t guard = 0x5741475541524421; // "WAGUARD!"

/// A verdict with guards on both sides: a plugin that writes past it is found out.
struct GuardedVerdict {
    std::uint64_t before = guard;
    wa_verdict verdict{};
    std::array<std::uint64_t, 2> after{guard, guard};

    GuardedVerdict() noexcept {
        verdict.struct_size = sizeof(wa_verdict);
        verdict.status = WA_ERROR_INTERNAL;
    }
    [[nodiscard]] bool intact() const noexcept {
        return before == guard && after[0] == guard && after[1] == guard;
    }
};

/// A buffer with a guard behind its capacity. A usual one is in place: allocating it takes longer
/// than most outputs do.
class GuardedBuffer {
  public:
    static constexpr std::size_t usual = 512;

    explicit GuardedBuffer(std::size_t capacity)
        : large_(capacity > usual
                     ? std::make_unique_for_overwrite<std::uint8_t[]>(capacity + sizeof guard)
                     : nullptr),
          buffer{begin(), capacity, 0} {
        std::memcpy(begin() + capacity, &guard, sizeof guard);
    }
    GuardedBuffer(const GuardedBuffer &) = delete;
    GuardedBuffer &operator=(const GuardedBuffer &) = delete;

    [[nodiscard]] bool intact() noexcept {
        return buffer.data == begin() &&
               std::memcmp(begin() + buffer.capacity, &guard, sizeof guard) == 0;
    }

  private:
    std::uint8_t *begin() noexcept { return large_ ? large_.get() : in_place_.data(); }

    std::array<std::uint8_t, usual + sizeof guard> in_place_; // not zeroed: only the guard is read
    std::unique_ptr<std::uint8_t[]> large_;

  public:
    wa_buffer buffer;
};

bool is_refusal(std::uint32_t status) noexcept {
    const auto status_class = WA_STATUS_CLASS(status);
    return status_class >= WA_CLASS_REJECTED && status_class <= WA_CLASS_ERROR;
}

Refusal refusal_of(std::uint32_t status, const char *detail, std::size_t size) noexcept {
    return make_refusal(status, std::string_view{detail, size});
}

/// A canonical JSON object {"method": one of the scheme's, "params": ...}.
bool is_query(const wa_scheme &scheme, std::string_view line) {
    const auto document = json::Document::parse(line);
    if (!document || document->root().kind() != json::Kind::object) return false;
    const auto canonical = json::canonical(document->root());
    const auto method = document->root().find("method");
    const auto params = document->root().find("params");
    if (!canonical || *canonical != line || document->root().size() != 2 || !method ||
        method->kind() != json::Kind::string || !params) {
        return false;
    }
    const std::span methods{scheme.evidence_methods, scheme.evidence_method_count};
    const auto is_listed = [&](wa_text known) { return view(known) == method->text(); };
    return std::ranges::any_of(methods, is_listed) && has_path_params(method->text(), *params);
}

const wa_scheme *find_scheme(const wa_plugin &table, std::string_view id) noexcept {
    for (std::size_t i = 0; i < table.scheme_count; ++i) {
        if (view(table.schemes[i]->id) == id) return table.schemes[i];
    }
    return nullptr;
}

constexpr std::size_t max_queries_size = std::size_t{1} << 20;
constexpr std::size_t max_key_text_size = 1024;

} // namespace

/// Holds what a table answers against the ABI, and counts what breaks it.
class PluginAdapter::Judge {
  public:
    explicit Judge(const PluginAdapter &adapter) noexcept
        : table_(adapter.table_), garbage_(adapter.garbage_) {}

    template <class... Parts>
    [[nodiscard]] std::unexpected<Refusal> garbage(const Parts &...parts) const noexcept {
        garbage_.fetch_add(1, std::memory_order_relaxed);
        return refuse(WA_ERROR_INTERNAL, "plugin ", view(table_.id), " broke the ABI: ", parts...);
    }
    [[nodiscard]] Result<Proof> proof(const wa_request &request,
                                      const GuardedVerdict &guarded) const;
    template <class Output, class Call>
    [[nodiscard]] Result<Output> output(std::size_t limit, Call &&call,
                                        std::size_t usual = GuardedBuffer::usual) const;
    template <class Call>
    [[nodiscard]] Result<std::string> account(Call &&call) const;

  private:
    const wa_plugin &table_;
    std::atomic<std::uint64_t> &garbage_;
};

Result<Proof> PluginAdapter::Judge::proof(const wa_request &request,
                                          const GuardedVerdict &guarded) const {
    if (!guarded.intact()) return garbage("it wrote outside its verdict");
    const wa_verdict &verdict = guarded.verdict;
    if (verdict.struct_size != sizeof(wa_verdict)) return garbage("it changed struct_size");
    const bool magic = verdict.magic == WA_VALID_MAGIC;
    if (verdict.status != WA_OK) {
        if (magic || verdict.magic != 0) return garbage("magic with status ", verdict.status);
        if (!is_refusal(verdict.status)) return garbage("status ", verdict.status);
        if (verdict.detail_size > WA_DETAIL_CAPACITY) {
            return garbage("detail of ", verdict.detail_size, " bytes");
        }
        if (WA_STATUS_CLASS(verdict.status) == WA_CLASS_NEEDS_EVIDENCE &&
            (request.accept & ~WA_ACCEPT_DERIVED) == 0) {
            return garbage("it asks for evidence that the request does not accept");
        }
        return std::unexpected(refusal_of(verdict.status, verdict.detail, verdict.detail_size));
    }
    if (!magic) return garbage("status ok without the magic constant");
    if (verdict.account_size == 0 || verdict.account_size > WA_ACCOUNT_CAPACITY ||
        verdict.public_key_size > WA_KEY_CAPACITY || verdict.block_size > WA_BLOCK_CAPACITY) {
        return garbage("sizes out of range in a valid verdict");
    }
    if (!is_link(verdict.link) || (verdict.link & request.accept) == 0) {
        return garbage("valid by link ", verdict.link, ", accepted are ", request.accept);
    }
    if ((verdict.flags & ~WA_VERDICT_CHAIN_BOUND) != 0) {
        return garbage("unknown verdict flags ", verdict.flags);
    }
    if (verdict.link != WA_LINK_DERIVED && request.evidence_count == 0) {
        return garbage("proven by chain state without evidence");
    }
    const std::string_view account{verdict.account, verdict.account_size};
    if (!is_utf8(account)) return garbage("an account that is not UTF-8");
    if (request.account.size != 0 && account != view(request.account)) {
        return garbage("valid for ", account, " where ", view(request.account), " was claimed");
    }
    Proof proof;
    (void)proof.account.assign({verdict.account, verdict.account_size});
    (void)proof.public_key.assign({verdict.public_key, verdict.public_key_size});
    (void)proof.block.assign({verdict.block, verdict.block_size});
    proof.link = verdict.link;
    proof.flags = verdict.flags;
    return proof;
}

Result<Proof> PluginAdapter::verify(const wa_request &request) const {
    GuardedVerdict guarded;
    const wa_request *requests = &request;
    wa_verdict *verdicts = &guarded.verdict;
    table_.verify(&requests, &verdicts, 1);
    return Judge(*this).proof(request, guarded);
}

void PluginAdapter::verify_many(std::span<const wa_request *const> requests,
                                std::span<Result<Proof>> results) const {
    std::vector<GuardedVerdict> guarded(requests.size());
    std::vector<wa_verdict *> verdicts;
    verdicts.reserve(requests.size());
    for (auto &item : guarded)
        verdicts.push_back(&item.verdict);
    table_.verify(requests.data(), verdicts.data(), requests.size());
    const Judge judge(*this);
    for (std::size_t i = 0; i < requests.size(); ++i)
        results[i] = judge.proof(*requests[i], guarded[i]);
}

/// Calls with a buffer of a usual size, and once more with the size that the plugin asked for.
template <class Output, class Call>
Result<Output> PluginAdapter::Judge::output(std::size_t limit, Call &&call,
                                            std::size_t usual) const {
    std::size_t capacity = std::min(limit, usual);
    for (;;) {
        GuardedBuffer out(capacity);
        GuardedBuffer detail(WA_DETAIL_CAPACITY);
        const std::uint32_t status = call(&out.buffer, &detail.buffer);
        if (!out.intact() || !detail.intact() || out.buffer.capacity != capacity) {
            return garbage("it wrote past an output's capacity");
        }
        if (status == WA_OK) {
            if (out.buffer.size > capacity) return garbage("an output larger than its capacity");
            return Output(out.buffer.data, out.buffer.data + out.buffer.size);
        }
        if (!is_refusal(status)) return garbage("status ", status);
        if (status != WA_ERROR_BUFFER) {
            if (detail.buffer.size > WA_DETAIL_CAPACITY)
                return garbage("a detail past its capacity");
            return std::unexpected(refusal_of(status, reinterpret_cast<char *>(detail.buffer.data),
                                              detail.buffer.size));
        }
        if (out.buffer.size <= capacity)
            return garbage("it refused a buffer that was large enough");
        if (out.buffer.size > limit) {
            return garbage("an output of ", out.buffer.size, " bytes, the limit is ", limit);
        }
        capacity = out.buffer.size;
    }
}

template <class Call>
Result<std::string> PluginAdapter::Judge::account(Call &&call) const {
    auto text = output<std::string>(WA_ACCOUNT_CAPACITY, call);
    if (text && (text->empty() || !is_utf8(*text))) {
        return garbage("an account that is empty or not UTF-8");
    }
    return text;
}

Result<std::string> PluginAdapter::derive_account(std::string_view chain, std::string_view scheme,
                                                  std::span<const std::uint8_t> public_key,
                                                  std::span<const wa_parameter> parameters) const {
    return Judge(*this).account([&](wa_buffer *out, wa_buffer *detail) {
        return table_.derive_account(text_of(chain), text_of(scheme), bytes_of(public_key),
                                     parameters.data(), parameters.size(), out, detail);
    });
}

Result<std::string> PluginAdapter::normalize_account(std::string_view chain,
                                                     std::string_view account) const {
    return Judge(*this).account([&](wa_buffer *out, wa_buffer *detail) {
        return table_.normalize_account(text_of(chain), text_of(account), out, detail);
    });
}

Result<std::vector<std::uint8_t>> PluginAdapter::parse_signature(std::string_view chain,
                                                                 std::string_view scheme,
                                                                 std::string_view text) const {
    const auto *known = find_scheme(table_, scheme);
    return Judge(*this).output<std::vector<std::uint8_t>>(
        known == nullptr ? GuardedBuffer::usual : known->max_signature_size,
        [&](wa_buffer *out, wa_buffer *detail) {
            return table_.parse_signature(text_of(chain), text_of(scheme), text_of(text), out,
                                          detail);
        });
}

Result<std::vector<std::uint8_t>> PluginAdapter::parse_public_key(std::string_view chain,
                                                                  std::string_view scheme,
                                                                  std::string_view text) const {
    return Judge(*this).output<std::vector<std::uint8_t>>(WA_KEY_CAPACITY, [&](wa_buffer *out,
                                                                               wa_buffer *detail) {
        return table_.parse_public_key(text_of(chain), text_of(scheme), text_of(text), out, detail);
    });
}

Result<std::string> PluginAdapter::format_public_key(
    std::string_view chain, std::string_view scheme,
    std::span<const std::uint8_t> public_key) const {
    const Judge judge(*this);
    auto text =
        judge.output<std::string>(max_key_text_size, [&](wa_buffer *out, wa_buffer *detail) {
            return table_.format_public_key(text_of(chain), text_of(scheme), bytes_of(public_key),
                                            out, detail);
        });
    if (text && (text->empty() || !is_utf8(*text))) {
        return judge.garbage("a key text that is empty or not UTF-8");
    }
    return text;
}

Result<std::vector<std::string>> PluginAdapter::evidence_queries(const wa_request &request) const {
    const Judge judge(*this);
    // Large from the first: a second call would do the work of the first one again.
    constexpr std::size_t usual = max_queries_size / 4;
    const auto bytes = judge.output<std::string>(
        max_queries_size,
        [&](wa_buffer *out, wa_buffer *detail) {
            return table_.evidence_queries(&request, out, detail);
        },
        usual);
    if (!bytes) return std::unexpected(bytes.error());
    const auto *scheme = find_scheme(table_, view(request.scheme));
    std::vector<std::string> queries;
    std::string_view rest{*bytes};
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) return judge.garbage("queries without a last line feed");
        const auto line = rest.substr(0, end);
        if (scheme == nullptr || !is_query(*scheme, line)) {
            return judge.garbage("no canonical query of a declared method: ", line);
        }
        queries.emplace_back(line);
        rest.remove_prefix(end + 1);
    }
    if (queries.empty()) return judge.garbage("it needs evidence and asks for none");
    return queries;
}

} // namespace walletauth
