// SPDX-License-Identifier: Apache-2.0
// The request of each scheme that costs most below the limits, against an ordinary one: the median
// of the scheme's valid vectors. hostile: tab-separated lines, each with the key of the ordinary
// and of the worst request. hostile SCHEME KEY TIMES: does one of them many times, for valgrind to
// count instructions.
#include "chains.hpp"
#include "hostile_requests.hpp"
#include "sample.hpp"

#include "conformance/case.hpp"
#include "host/wire/wire_request.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace {

using namespace walletauth;
using namespace walletauth::bench;
using Call = Shape::Call;

double cost(const std::function<void()> &call) { return thread_cost(call); }

std::span<const std::uint8_t> bytes(const std::string &text) { return as_bytes(text); }

/// A valid vector's request as the host has it, with the evidence and parameters that it came with.
class Ordinary {
  public:
    Ordinary(const Vector &vector)
        : object_(wire::RequestObject::parse(vector.request.source()).value()),
          service_(wire::ServicePart::parse(vector.service).value()) {
        is_read_ =
            object_.read(parts_, verifier().plugins(), service_).has_value() && !parts_.refusal();
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

using Named = std::pair<std::string, std::unique_ptr<Ordinary>>; ///< a vector's id and request

struct Scheme {
    const wa_scheme *descriptor = nullptr;
    const ChainBench *bench = nullptr;
    std::vector<Named> valid;
    std::vector<Named> refused;
};

/// The schemes with their vectors; one alone where it is named.
std::map<std::string, Scheme> schemes_of(const std::vector<VectorFile> &files,
                                         std::string_view only) {
    std::map<std::string, Scheme> schemes;
    for (const auto &chain : chains()) {
        for (const auto *descriptor : chain.schemes()) {
            const auto id = view(descriptor->id);
            if (only.empty() || id == only)
                schemes[std::string{id}] = {descriptor, &chain.bench, {}, {}};
        }
    }
    for (const auto &file : files) {
        for (const auto &vector : file.vectors()) {
            const auto name = vector.request.find("scheme");
            if (!name || vector.is_account_request()) continue;
            const auto found = schemes.find(std::string{name->text()});
            if (found == schemes.end()) continue;
            auto one = std::make_unique<Ordinary>(vector);
            if (one->is_valid()) {
                found->second.valid.emplace_back(vector.id, std::move(one));
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
    std::string key; ///< "vector ID", or "shape INDEX SIZE"
};

std::function<void()> asking(const Ordinary &one) {
    return [&one] { (void)one.ask(); };
}

Measured median_of(const Scheme &scheme) {
    std::vector<Measured> all;
    for (const auto &[id, ordinary] : scheme.valid)
        all.push_back({cost(asking(*ordinary)), id, "vector " + id});
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::ranges::nth_element(all, middle, {}, &Measured::cost);
    return *middle;
}

/// A node that has one answer to every query.
class HostileNode final : public EvidenceSource {
  public:
    explicit HostileNode(std::string answer) : answer_(std::move(answer)) {}
    [[nodiscard]] std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view, std::span<const std::string> queries, Deadline) override {
        return std::vector<EvidenceAnswer>(queries.size(), {answer_, WA_EVIDENCE_RESULT});
    }

  private:
    std::string answer_;
};

/// The hostile request in the place of the ordinary one's parts.
void ask(const Ordinary &base, const Shape &shape, const Hostile &hostile) {
    Request request = base.request();
    Service service = base.service();
    switch (shape.call) {
    case Call::parse_signature:
        (void)verifier().plugins().parse_signature(request.chain, request.scheme,
                                                   hostile.signature);
        return;
    case Call::parse_public_key:
        (void)verifier().plugins().parse_public_key(request.chain, request.scheme,
                                                    hostile.public_key);
        return;
    case Call::normalize_account:
        (void)verifier().plugins().normalize_account(request.chain, hostile.account);
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
    HostileNode node{hostile.evidence.front()};
    (void)verifier().verify_with_evidence(request, service, node);
}

std::function<void()> asking(const Ordinary &base, const Shape &shape, std::size_t size) {
    auto hostile = std::make_shared<Hostile>();
    shape.make(*hostile, size);
    return [&base, shape, hostile] { ask(base, shape, *hostile); };
}

Measured worst_of(const Shape &shape, std::size_t index, const Ordinary &base) {
    const auto worst =
        worst_size(shape, [&](std::size_t size) { return cost(asking(base, shape, size)); });
    const auto number = std::to_string(worst.size);
    return {worst.cost, shape.name + ", " + number,
            "shape " + std::to_string(index) + ' ' + number};
}

/// Those that any scheme has, and the documents of its chain.
std::vector<Shape> shapes_of(const Scheme &scheme) {
    auto shapes = common_shapes(*scheme.descriptor);
    if ((scheme.descriptor->flags & WA_SCHEME_JSON_MESSAGE) == 0 ||
        scheme.bench->hostile_documents == nullptr) {
        return shapes;
    }
    for (auto &shape : scheme.bench->hostile_documents(*scheme.descriptor))
        shapes.push_back(std::move(shape));
    return shapes;
}

Measured worst_of(const Scheme &scheme) {
    Measured worst;
    const auto shapes = shapes_of(scheme);
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        auto found = worst_of(shapes[i], i, *scheme.valid.front().second);
        if (found.cost > worst.cost) worst = std::move(found);
    }
    for (const auto &[id, ordinary] : scheme.refused) {
        const auto took = cost(asking(*ordinary));
        if (took > worst.cost) worst = {took, "vector " + id, "vector " + id};
    }
    return worst;
}

/// What a key names; nothing if there is no such request.
std::function<void()> find(const Scheme &scheme, const std::string &key) {
    std::size_t index = 0;
    std::size_t size = 0;
    if (std::sscanf(key.c_str(), "shape %zu %zu", &index, &size) == 2) {
        const auto shapes = shapes_of(scheme);
        if (index >= shapes.size() || scheme.valid.empty()) return {};
        return asking(*scheme.valid.front().second, shapes[index], size);
    }
    for (const auto *vectors : {&scheme.valid, &scheme.refused}) {
        for (const auto &[id, ordinary] : *vectors) {
            if ("vector " + id == key) return asking(*ordinary);
        }
    }
    return {};
}

std::vector<VectorFile> vector_files() {
    std::vector<VectorFile> files;
    const auto paths = vector_files_of(vector_folder()).value();
    for (const auto &path : paths)
        files.push_back(VectorFile::read(path).value());
    return files;
}

int repeat(const std::map<std::string, Scheme> &schemes, char **arguments) {
    const auto scheme = schemes.find(arguments[1]);
    if (scheme == schemes.end()) return 2;
    const auto call = find(scheme->second, arguments[2]);
    if (!call) return 2;
    for (long times = std::atol(arguments[3]); times > 0; --times)
        call();
    return 0;
}

} // namespace

int main(int count, char **arguments) {
    const auto files = vector_files();
    const auto schemes = schemes_of(files, count == 4 ? arguments[1] : "");
    if (count == 4) return repeat(schemes, arguments);
    for (const auto &[name, scheme] : schemes) {
        if (scheme.valid.empty()) {
            std::fprintf(stderr, "hostile: %s has no valid vector\n", name.c_str());
            return 1;
        }
        const auto ordinary = median_of(scheme);
        const auto worst = worst_of(scheme);
        std::printf("%s\t%.1f\t%.1f\t%.1f\t%s\t%s\t%s\n", name.c_str(), ordinary.cost, worst.cost,
                    worst.cost / ordinary.cost, worst.name.c_str(), ordinary.key.c_str(),
                    worst.key.c_str());
        std::fflush(stdout);
    }
    return 0;
}
