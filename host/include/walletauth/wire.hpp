// SPDX-License-Identifier: Apache-2.0
/// The JSON wire format (docs/wire-format.md): one request object in, one answer object out.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/verifier.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace walletauth {

namespace json {
class Value; // walletauth/text/json.hpp
}

/// The largest request that is read, in bytes.
inline constexpr std::size_t max_request_size = std::size_t{4} << 20;

/// An answer as text and, for exit codes and counts, its status.
struct WireAnswer {
    std::string json; ///< one object, no line feed, ASCII-safe UTF-8
    std::uint32_t status = WA_ERROR_INTERNAL;
};

/// Whether a request's own member `service` is read. Whoever supplies it decides the answer, so it
/// is refused unless the caller wrote the requests itself, such as a log that it replays.
enum class ServiceMember : std::uint8_t { refuse, trust };

/// Verifies one request object. Anything that is no request is answered `malformed` (request).
/// `service`: the service's part as a JSON object, at most 4 MiB; empty: nothing but defaults. One
/// that is no such object is the caller's error, answered `error` (argument). A trusted member
/// `service` of the request stands in its place. Never throws. Any thread.
[[nodiscard]] WireAnswer verify_json(const Verifier &verifier, std::string_view request,
                                     std::string_view service = {},
                                     ServiceMember within = ServiceMember::refuse) noexcept;

/// The same, and where only the chain can tell `source` is asked (Verifier::verify_with_evidence).
[[nodiscard]] WireAnswer verify_json(const Verifier &verifier, std::string_view request,
                                     std::string_view service, EvidenceSource &source,
                                     Deadline deadline = Deadline::max()) noexcept;

/// A request object as Verifier takes it, for callers who want more than verify_json gives:
/// evidence of their own (Verifier::verify_with_evidence), what the plugin is given
/// (ResolvedRequest). It owns all that its views lie in, or they lie in the caller's document.
///
/// Moved from, it may only be assigned to or destroyed.
class WireRequest {
  public:
    /// Reads both texts as verify_json does; keys and signatures are read by the plugin. A refusal
    /// says why they are no request, or which member is wrong. verify_json may give another answer
    /// then, if something comes before that member in the order of precedence and is wrong, too.
    [[nodiscard]] static Result<WireRequest> read(const Verifier &verifier,
                                                  std::string_view request,
                                                  std::string_view service = {},
                                                  ServiceMember within = ServiceMember::refuse);
    /// The same of a request that the caller has parsed: an object of a document, which must
    /// outlive this with the text that it was parsed from. `others`: names of members that are the
    /// caller's own, which stand beside the request's.
    [[nodiscard]] static Result<WireRequest> read(const Verifier &verifier,
                                                  const json::Value &request,
                                                  std::span<const std::string_view> others);
    WireRequest(WireRequest &&) noexcept;
    WireRequest &operator=(WireRequest &&) noexcept;
    ~WireRequest();

    /// Views that live as long as this object, wherever it is moved to.
    [[nodiscard]] const Request &request() const noexcept;
    [[nodiscard]] const Service &service() const noexcept;

  private:
    struct State;
    explicit WireRequest(std::unique_ptr<State> state) noexcept;

    std::unique_ptr<State> state_;
};

/// Why a text is no service's part; empty if it is one. What depends on the scheme is not checked.
[[nodiscard]] std::string service_error(std::string_view service);

/// Normalises {"id","chain","account"} or derives {"id","chain","scheme","public_key","params"}.
[[nodiscard]] WireAnswer account_json(const Verifier &verifier, std::string_view request) noexcept;

/// All that is loaded: plugins, schemes with parameters, limits and specification, as one object.
[[nodiscard]] std::string describe_json(const PluginSet &plugins);

} // namespace walletauth
