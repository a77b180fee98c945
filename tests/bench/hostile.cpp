// SPDX-License-Identifier: Apache-2.0
// The request of each scheme that costs most below the limits, against an ordinary one: the median
// of the scheme's valid vectors. hostile: a table as tab-separated lines. hostile SCHEME TIMES
// [ordinary]: does the worst, or the ordinary one, many times, for valgrind to count instructions.
#include "hostile_requests.hpp"
#include "sample.hpp"

#include "core/conformance/case.hpp"

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace {

using namespace walletauth;
using namespace walletauth::bench;
using Call = Shape::Call;

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// The least of nine, in microseconds; what takes long is not repeated so often.
double cost(const std::function<void()> &call) {
    double least = 1e9;
    double spent = 0;
    for (int i = 0; i < 9 && spent < 0.3; ++i) {
        const auto start = thread_seconds();
        call();
        const auto took = thread_seconds() - start;
        least = std::min(least, took);
        spent += took;
    }
    return least * 1e6;
}

std::span<const std::uint8_t> bytes(const std::string &text) { return as_bytes(text); }

/// A valid vector's request as the host has it, with the evidence and parameters that it came with.
class Ordinary {
  public:
    Ordinary(const Vector &vector)
        : object_(wire::RequestObject::parse(vector.request.source()).value()),
          service_(wire::ServicePart::parse(vector.service).value()) {
        is_read_ = object_.read(parts_, verifier(), service_).has_value() && !parts_.refusal();
    }
    Ordinary(const Ordinary &) = delete;
    [[nodiscard]] bool is_read() const { return is_read_; }
    [[nodiscard]] bool is_valid() const { return is_read_ && ask().valid(); }
    [[nodiscard]] Verdict ask() const { return verifier().verify(parts_.request, parts_.service); }
    [[nodiscard]] const Request &request() const { return parts_.request; }
    [[nodiscard]] const Service &service() const { return parts_.service; }

  private:
    wire::RequestObject object_;
    wire::ServicePart service_;
    wire::RequestParts parts_;
    bool is_read_ = false;
};

struct Scheme {
    const wa_scheme *descriptor = nullptr;
    std::vector<std::unique_ptr<Ordinary>> valid;
    std::vector<std::pair<std::string, std::unique_ptr<Ordinary>>> refused; ///< with their ids
};

/// The schemes with their valid vectors.
std::map<std::string, Scheme> schemes_of(const std::vector<VectorFile> &files) {
    std::map<std::string, Scheme> schemes;
    for (const auto &route : verifier().plugins().routes()) {
        if (route.scheme != nullptr)
            schemes[std::string{view(route.scheme->id)}].descriptor = route.scheme;
    }
    for (const auto &file : files) {
        for (const auto &vector : file.vectors()) {
            const auto name = vector.request.find("scheme");
            if (!name || vector.is_account_request()) continue;
            const auto found = schemes.find(std::string{name->text()});
            if (found == schemes.end()) continue;
            auto one = std::make_unique<Ordinary>(vector);
            if (one->is_valid()) {
                found->second.valid.push_back(std::move(one));
            } else if (one->is_read()) {
                found->second.refused.emplace_back(vector.id, std::move(one));
            }
        }
    }
    return schemes;
}

struct Measured {
    double cost = 0;
    std::string name;
    std::function<void()> call;
};

Measured median_of(const Scheme &scheme) {
    std::vector<Measured> all;
    for (const auto &ordinary : scheme.valid) {
        const auto *one = ordinary.get();
        all.push_back({0, "", [one] { (void)one->ask(); }});
        all.back().cost = cost(all.back().call);
    }
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::ranges::nth_element(all, middle, {}, &Measured::cost);
    return *middle;
}

/// The hostile request in the place of the ordinary one's parts.
void ask(const Ordinary &base, const Shape &shape, const Hostile &hostile) {
    Request request = base.request();
    Service service = base.service();
    switch (shape.call) {
    case Call::parse_signature:
        (void)verifier().parse_signature(request.chain, request.scheme, hostile.signature);
        return;
    case Call::parse_public_key:
        (void)verifier().parse_public_key(request.chain, request.scheme, hostile.public_key);
        return;
    case Call::normalize_account:
        (void)verifier().normalize_account(request.chain, hostile.account);
        return;
    case Call::verify:
        break;
    }
    if (!hostile.message.empty()) request.message = bytes(hostile.message);
    if (!hostile.signature.empty()) request.signature = bytes(hostile.signature);
    if (hostile.evidence.empty()) {
        (void)verifier().verify(request, service);
        return;
    }
    service.accept = hostile.accept;
    service.evidence = {};
    (void)verifier().verify_with_evidence(
        request, service, [&](std::string_view, std::string_view) {
            return EvidenceAnswer{hostile.evidence.front(), WA_EVIDENCE_RESULT};
        });
}

/// Climbs from the shape's limit down, as what is beyond another limit is refused at no cost.
Measured worst_of(const Shape &shape, const Ordinary &base) {
    Measured worst{0, shape.name, {}};
    for (double size = static_cast<double>(shape.limit); size >= 1; size *= 0.75) {
        auto hostile = std::make_shared<Hostile>();
        shape.make(*hostile, static_cast<std::size_t>(size));
        const auto call = [&base, shape, hostile] { ask(base, shape, *hostile); };
        const auto took = cost(call);
        if (took > worst.cost) {
            worst = {took, shape.name + ", " + std::to_string(static_cast<std::size_t>(size)),
                     call};
        } else if (took < worst.cost / 4) {
            break; // past the top
        }
    }
    return worst;
}

Measured worst_of(const Scheme &scheme) {
    Measured worst;
    for (const auto &shape : common_shapes(*scheme.descriptor)) {
        auto found = worst_of(shape, *scheme.valid.front());
        if (found.cost > worst.cost) worst = std::move(found);
    }
    for (const auto &[id, ordinary] : scheme.refused) {
        const auto *one = ordinary.get();
        const auto call = [one] { (void)one->ask(); };
        const auto took = cost(call);
        if (took > worst.cost) worst = {took, "vector " + id, call};
    }
    return worst;
}

int repeat(const Measured &measured, long times) {
    for (; times > 0; --times)
        measured.call();
    return 0;
}

} // namespace

int main(int count, char **arguments) {
    std::vector<VectorFile> files;
    const auto paths = vector_files_of(WALLETAUTH_VECTORS).value();
    for (const auto &path : paths)
        files.push_back(VectorFile::read(path).value());
    const auto schemes = schemes_of(files);
    if (count >= 3) {
        const auto found = schemes.find(arguments[1]);
        if (found == schemes.end()) return 2;
        const bool is_ordinary = count > 3;
        const auto measured = is_ordinary ? median_of(found->second) : worst_of(found->second);
        return repeat(measured, std::atol(arguments[2]));
    }
    for (const auto &[name, scheme] : schemes) {
        if (scheme.valid.empty()) {
            std::fprintf(stderr, "hostile: %s has no valid vector\n", name.c_str());
            return 1;
        }
        const auto ordinary = median_of(scheme);
        const auto worst = worst_of(scheme);
        std::printf("%s\t%.1f\t%.1f\t%.1f\t%s\n", name.c_str(), ordinary.cost, worst.cost,
                    worst.cost / ordinary.cost, worst.name.c_str());
        std::fflush(stdout);
    }
    return 0;
}
