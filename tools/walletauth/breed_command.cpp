// SPDX-License-Identifier: Apache-2.0
#include "breed/brood.hpp"
#include "commands.hpp"

#include "conformance/vectors/table.hpp"

#include <algorithm>
#include <iostream>
#include <set>

namespace walletauth::cli {
namespace {

using namespace breed;

/// The file that is written. Each id is written once: an id may be another one and a kind.
class Writer {
  public:
    explicit Writer(std::ostream &out) : out_{out} {
        out_ << "{\"format\":\"walletauth-vectors/1\",\n"
                "\"description\":\"Negatives, bred from positives by the rules of the ABI\",\n"
                "\"generator\":\"walletauth vectors breed\",\n\"vectors\":[";
    }
    void add(const Positive &positive, const Negative &negative) {
        auto id = positive.id + "-" + negative.kind;
        while (!ids_.insert(id).second)
            id += "-bred";
        out_ << (ids_.size() == 1 ? "\n" : ",\n") << "{\"id\":" << json::quote(id) << ","
             << negative.draft << ",\"expect\":{\"status\":\"" << negative.expect.status << '"';
        if (!negative.expect.reason.empty())
            out_ << ",\"reason\":\"" << negative.expect.reason << '"';
        out_ << "},\"source\":" << json::quote("bred from " + positive.id)
             << ",\"why\":" << json::quote(negative.why) << '}';
    }
    void end() { out_ << "\n]}\n" << std::flush; }
    [[nodiscard]] std::size_t count() const noexcept { return ids_.size(); }

  private:
    std::ostream &out_;
    std::set<std::string> ids_;
};

void breed_all(Brood &brood) {
    for (const auto breed : {breed_route, breed_account, breed_key, breed_params, breed_message,
                             breed_signature_texts, breed_signature_bytes}) {
        breed(brood);
    }
}

int failed(std::string_view why) {
    std::cerr << "walletauth: " << without_controls(why) << '\n';
    return exit_usage;
}

} // namespace

int breed_command(const BreedArguments &arguments) {
    const auto plugins = open_plugins(arguments.plugins);
    if (!plugins) return exit_usage;
    std::vector<VectorFile> files;
    Herd herd;
    for (const auto &path : arguments.files) {
        const auto found = vector_files_of(path);
        if (!found) return failed(found.error());
        for (const auto &one : *found) {
            auto file = VectorFile::read(one);
            if (!file) return failed(one.string() + ": " + file.error());
            if (auto good = herd.add(*file, *plugins); !good)
                return failed(one.string() + ": " + good.error());
            files.push_back(std::move(*file)); // the herd's values are views into it
        }
    }
    const auto &ids = arguments.ids;
    for (const auto &id : ids) {
        if (std::ranges::find(herd.positives(), id, &Positive::id) == herd.positives().end())
            return failed("--id: " + json::quote(id) +
                          " is no valid signature by derivation of these files");
    }
    herd.settle();
    if (herd.positives().empty()) {
        return failed(arguments.files.front() +
                      ": vectors: no valid signature by derivation, so nothing can be bred (" +
                      std::to_string(herd.by_evidence()) + " rest on evidence)");
    }
    Writer writer(std::cout);
    std::size_t bred_from = 0;
    for (const auto &positive : herd.positives()) {
        if (!ids.empty() && std::ranges::find(ids, positive.id) == ids.end()) continue;
        Brood brood(positive, herd);
        breed_all(brood);
        for (const auto &negative : brood.negatives())
            writer.add(positive, negative);
        ++bred_from;
    }
    writer.end();
    std::cerr << writer.count() << " negatives of " << bred_from << " positives";
    if (herd.by_evidence() != 0)
        std::cerr << "; passed over: " << herd.by_evidence() << " that rest on evidence";
    if (herd.by_small_order() != 0)
        std::cerr << "; passed over: " << herd.by_small_order() << " by keys of small order";
    std::cerr << '\n';
    return std::cout ? exit_valid : exit_usage;
}

} // namespace walletauth::cli
