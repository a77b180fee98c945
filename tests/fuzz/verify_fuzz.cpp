// SPDX-License-Identifier: Apache-2.0
// Whole requests of every scheme. Of a valid one each signed part is changed, a bit at a time: the
// result is never valid, unless it means the same (chain_facts.hpp). Arrays answer as single calls
// do, and every verdict keeps to its form. Two bytes choose the bit, a third one the parameter; the
// rest is a request.
#include "chains.hpp"
#include "json_mutator.hpp"
#include "plugins.hpp"

#include "host/wire/wire_request.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/walletauth.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace walletauth;
using fuzz::Bytes;
using fuzz::Question;
using fuzz::require;

Verdict verify(const Question &request) {
    auto verdict = fuzz::verifier().verify(request, request.service);
    require(fuzz::is_status(verdict.status), "a documented status");
    require(verdict.detail.size() <= WA_HOST_DETAIL_CAPACITY && fuzz::is_printable(verdict.detail),
            "detail");
    const auto status_class = WA_STATUS_CLASS(verdict.status);
    require(status_class != WA_CLASS_ERROR || verdict.status == WA_ERROR_EVIDENCE,
            "no error by a request");
    require(verdict.valid() || (verdict.account.empty() && verdict.address.empty()),
            "an account is proven or not named");
    require((verdict.status == WA_NEEDS_EVIDENCE) == !verdict.queries.empty(), "queries");
    require(verdict.queries.empty() || (request.service.accept & WA_ACCEPT_CHAIN_STATE) != 0,
            "chain state is accepted before it is asked for");
    return verdict;
}

/// What `valid` promises besides the signature.
void check_valid(const Question &request, const Verdict &verdict) {
    const auto normal =
        fuzz::verifier().plugins().normalize_account(request.chain, verdict.address);
    require(normal == verdict.address, "the address is canonical");
    require((verdict.link & request.service.accept) != 0, "the link is accepted");
    require(verdict.link == WA_LINK_DERIVED || !request.service.evidence.empty(),
            "state needs evidence");
}

/// With a key of small order anybody signs everything; `compat` lets such keys pass, as its clients
/// do (docs/ed25519.md).
bool is_anybodys_key(const Question &request, const wa_scheme &scheme, Bytes key) {
    if (!request.is_compat() || key.size() != 32) return false;
    const bool is_ed25519 =
        std::ranges::any_of(std::span{scheme.keys, scheme.key_count}, [](const auto *info) {
            return info->size == 32 && view(info->type) == "ed25519";
        });
    return is_ed25519 && ed25519_classify(Ed25519Key{key}) != Ed25519Point::good;
}

const SchemeRoute &route_of(const Question &request) {
    const auto *route = fuzz::verifier().plugins().find_scheme(request.chain, request.scheme);
    require(route != nullptr, "a valid request has a route");
    return *route;
}

struct Changed {
    const char *what; ///< a finding's name
    Question request;
};

/// Apart, or a parameter would come with some of its bits only.
struct Choice {
    std::size_t bit;
    std::size_t parameter;
};

class Changes {
  public:
    /// Of a valid request.
    Changes(const Question &request, const Verdict &verdict, Choice choice)
        : request_(request), verdict_(verdict), choice_(choice),
          facts_(*fuzz::chain_of(*route_of(request).plugin).facts),
          is_anybodys_(is_anybodys_key(request, *route_of(request).scheme, verdict.public_key)) {}

    /// The changed requests live as long as this.
    const std::vector<Changed> &all() {
        change_message();
        change_signature();
        change_key();
        change_account();
        change_chain();
        change_scheme();
        change_parameters();
        drop_evidence();
        return changed_;
    }

  private:
    struct Flipped {
        std::vector<std::uint8_t> bytes;
        std::size_t index; ///< of the byte
    };
    Flipped flip(Bytes bytes) const {
        const auto bit = choice_.bit % (8 * bytes.size());
        Flipped flipped{{bytes.begin(), bytes.end()}, bit / 8};
        flipped.bytes[flipped.index] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        return flipped;
    }
    Bytes keep(std::vector<std::uint8_t> bytes) {
        kept_.push_back(std::make_unique<std::vector<std::uint8_t>>(std::move(bytes)));
        return *kept_.back();
    }
    void add(const char *what, const Question &changed) { changed_.push_back({what, changed}); }

    void change_message() {
        if (request_.message.empty() || is_anybodys_) return;
        auto flipped = flip(request_.message);
        if (facts_.is_same_message(request_, verdict_.address, flipped.bytes)) return;
        Question changed = request_;
        changed.message = keep(std::move(flipped.bytes));
        add("another message is not valid", changed);
    }

    void change_signature() {
        if (request_.signature.empty() || is_anybodys_) return;
        auto flipped = flip(request_.signature);
        if (!facts_.is_signature_byte_read(request_, flipped.index)) return;
        Question changed = request_;
        changed.signature = keep(std::move(flipped.bytes));
        add("another signature is not valid", changed);
        changed.signature = request_.signature.first(request_.signature.size() - 1);
        if (!facts_.is_signature_without_last_byte(request_))
            add("another signature is not valid", changed);
    }

    void change_key() {
        if (request_.public_key.empty() || is_anybodys_) return;
        auto flipped = flip(request_.public_key);
        if (!facts_.is_key_byte_read(request_, flipped.index)) return;
        Question changed = request_;
        changed.public_key = keep(std::move(flipped.bytes));
        add("another key is not valid", changed);
    }

    /// Another account than the proven one.
    void change_account() {
        auto flipped = flip(as_bytes(verdict_.address));
        Question changed = request_;
        changed.account = fuzz::as_text(keep(std::move(flipped.bytes)));
        const auto normal =
            fuzz::verifier().plugins().normalize_account(request_.chain, changed.account);
        if (normal != verdict_.address) add("another account is not valid", changed);
    }

    /// A signature that is said to be bound to its chain.
    void change_chain() {
        if ((verdict_.flags & WA_VERDICT_CHAIN_BOUND) == 0) return;
        Question changed = request_;
        changed.account = verdict_.address;
        changed.service.evidence = {};
        const auto change_to = [&](std::string_view chain) {
            changed.chain = chain;
            if (chain != request_.chain) add("another chain is not valid", changed);
        };
        for (const auto &chain : fuzz::chains()) {
            change_to(chain.id);
            std::ranges::for_each(chain.facts->other_chains(), change_to);
        }
    }

    void change_scheme() {
        if (is_anybodys_) return;
        for (const auto &chain : fuzz::chains()) {
            for (const auto *scheme :
                 std::span{chain.plugin->schemes, chain.plugin->scheme_count}) {
                Question changed = request_;
                changed.scheme = view(scheme->id);
                if (changed.scheme == request_.scheme) continue;
                if (facts_.is_same_scheme(request_, changed.scheme)) continue;
                add("another scheme is not valid", changed);
            }
        }
    }

    /// What wallets sign beside the message, or what the account is derived from.
    void change_parameters() {
        if (request_.parameters.empty() || is_anybodys_) return;
        parameters_.assign(request_.parameters.begin(), request_.parameters.end());
        auto &parameter = parameters_[choice_.parameter % parameters_.size()];
        if (parameter.value.size == 0) return;
        auto flipped = flip(view(parameter.value));
        if (facts_.is_same_parameter({.question = request_,
                                      .verdict = verdict_,
                                      .parameter = parameter,
                                      .value = flipped.bytes,
                                      .verify = &verify})) {
            return;
        }
        parameter.value = bytes_of(keep(std::move(flipped.bytes)));
        Question changed = request_;
        changed.parameters = parameters_;
        add("other parameters are not valid", changed);
    }

    void drop_evidence() {
        if (verdict_.link == WA_LINK_DERIVED) return;
        Question changed = request_;
        changed.service.accept = verdict_.link; // links and what is accepted have the same bits
        changed.service.evidence = {};
        add("without evidence it is not valid", changed);
    }

    const Question &request_;
    const Verdict &verdict_;
    Choice choice_;
    const fuzz::ChainFacts &facts_;
    bool is_anybodys_;
    std::vector<Changed> changed_;
    std::vector<std::unique_ptr<std::vector<std::uint8_t>>> kept_;
    std::vector<wa_parameter> parameters_;
};

void require_same(const Verdict &a, const Verdict &b) {
    require(a.status == b.status && a.account == b.account && a.address == b.address &&
                a.public_key == b.public_key && a.link == b.link && a.flags == b.flags &&
                a.block == b.block && a.detail == b.detail && a.queries == b.queries,
            "an array answers as single calls do");
}

void check(const Question &request, Choice choice) {
    const auto verdict = verify(request);
    std::vector<Question> requests{request};
    std::vector<Verdict> verdicts{verdict};
    std::optional<Changes> changes; // the requests live as long
    if (verdict.valid()) {
        check_valid(request, verdict);
        for (const auto &[what, changed] : changes.emplace(request, verdict, choice).all()) {
            requests.push_back(changed);
            verdicts.push_back(verify(changed));
            require(!verdicts.back().valid(), what);
        }
    }
    requests.push_back(request);
    verdicts.push_back(verdict);
    const std::vector<Request> array{requests.begin(), requests.end()};
    std::vector<Service> services;
    for (const auto &question : requests)
        services.push_back(question.service);
    const auto together = fuzz::verifier().verify(array, services);
    require(together.size() == verdicts.size(), "a verdict each");
    for (std::size_t i = 0; i < verdicts.size(); ++i)
        require_same(together[i], verdicts[i]);
    require(fuzz::verifier().plugins().garbage_count() == 0, "no garbage");
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 3);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    fuzz::Input input{{data, size}};
    const std::size_t bit = input.byte() * 251U;
    const Choice choice{.bit = bit + input.byte(), .parameter = input.byte()};
    const auto object = wire::RequestObject::parse(input.text());
    if (!object) return 0;
    const auto service = object->service({}, ServiceMember::trust);
    wire::RequestParts parts;
    if (!service || !object->read(parts, fuzz::verifier().plugins(), *service) || parts.refusal())
        return 0;
    check({parts.request, parts.service}, choice);
    return 0;
}
