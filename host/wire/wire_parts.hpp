// SPDX-License-Identifier: Apache-2.0
//
// The JSON values of a request (docs/wire-format.md), read into what Verifier takes. Shared by the
// wire format and wa_verify_flat. Internal.
#pragma once

#include "host/route/precedence.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/verifier.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::wire {

// Depth, size, values and members of everything that is read (docs/wire-format.md); a request's own
// text is bounded before. No scheme reads a document of more values.
inline constexpr json::Limits limits{.max_size = std::size_t{4} << 20};
static_assert(limits.max_depth == 64 && limits.max_nodes == 65536 && limits.max_members == 4096);

// A request with the service's part, the bytes that had to be decoded for them, and why it is
// refused if it is. The views of both lie in this object and in the texts that were read, so it
// neither moves nor is copied.
class RequestParts {
  public:
    RequestParts() = default;
    RequestParts(const RequestParts &) = delete;
    RequestParts &operator=(const RequestParts &) = delete;

    Request request;
    Service service;

    // Finds the route of request.chain and request.scheme; false, and refused, if there is none.
    // Once: all that follows asks the plugin behind it.
    bool find_route(const PluginSet &plugins);

    // Each reads one member. What is wrong with it is remembered, and the member left empty.
    void read_message(const json::Value &value);
    void read_public_key(const json::Value &value);
    void read_signature(const json::Value &value);
    // The same of the notation itself: a string's text, or the source of an array or object.
    void read_public_key_text(std::string_view text);
    void read_signature_text(std::string_view text);
    void read_params(const json::Value &value);
    void read_service_params(const json::Value &value);
    void read_evidence(const json::Value &value);

    void refuse(const Refusal &refusal) { refusals_.add(refusal); }
    // What could not be read: the first in precedence; NULL if all could.
    [[nodiscard]] const Refusal *refusal() const noexcept { return refusals_.first(); }
    // Of a request without refusals; never NULL then.
    [[nodiscard]] const SchemeRoute *route() const noexcept { return route_; }

    // The verdict. A member that could not be read is refused only if nothing that comes before it
    // in precedence is wrong, whoever finds that: so a refused request is put to the plugin, too.
    [[nodiscard]] Verdict verify(const PluginSet &plugins) const;
    // The same, and where only the chain can tell `source` is asked.
    [[nodiscard]] Verdict verify(const PluginSet &plugins, EvidenceSource &source,
                                 Deadline deadline) const;

  private:
    using Bytes = std::vector<std::uint8_t>;

    std::span<const std::uint8_t> keep(Bytes bytes);
    void take_public_key(Result<Bytes> bytes);
    void take_signature(Result<Bytes> bytes);
    void read_parameters(std::vector<wa_parameter> &to, const json::Value &value);
    void read_parameter(std::vector<wa_parameter> &to, const json::Value &value,
                        std::string_view name);
    bool read_evidence_item(const json::Value &item, std::size_t index);
    [[nodiscard]] std::optional<Verdict> earlier_refusal(const PluginSet &plugins) const;

    const SchemeRoute *route_ = nullptr;
    std::vector<Bytes> decoded_;
    std::vector<wa_parameter> parameters_;
    std::vector<wa_parameter> service_parameters_;
    std::vector<std::string> queries_;
    std::vector<wa_evidence> evidence_;
    Precedence refusals_;
};

} // namespace walletauth::wire
