// SPDX-License-Identifier: Apache-2.0
#include "refusal_text.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>
#include <vector>

namespace walletauth::evm {
namespace {

constexpr std::string_view dots = "...";

} // namespace

DetailPart DetailPart::shown(std::string_view text) {
    DetailPart part(printable_ascii(text, WA_DETAIL_CAPACITY));
    part.keeps_ = Keeps::begin;
    return part;
}

DetailPart DetailPart::source(std::string_view source) {
    DetailPart part(json::excerpt(source, WA_DETAIL_CAPACITY));
    part.source_ = source;
    part.keeps_ = Keeps::source;
    return part;
}

DetailPart DetailPart::path(std::string text) {
    DetailPart part(std::move(text));
    part.keeps_ = Keeps::end;
    return part;
}

void DetailPart::shorten(std::size_t size) {
    if (text_.size() <= size) return;
    if (keeps_ == Keeps::source) {
        text_ = json::excerpt(source_, size);
        return;
    }
    const std::size_t kept = size - std::min(size, dots.size());
    if (keeps_ == Keeps::begin) {
        text_.resize(kept);
        // An escape \xNN is not cut: its three other characters are told by the backslash.
        const auto escape = text_.rfind('\\');
        if (escape != std::string::npos && text_.size() - escape < 4) text_.resize(escape);
        text_.append(dots);
    } else {
        std::size_t from = text_.size() - kept;
        const auto step = text_.find_first_of(".[", from);
        if (step != std::string::npos) from = step;
        text_.replace(0, from, dots);
    }
}

std::unexpected<Refusal> refuse_fitting(std::uint32_t status,
                                        std::initializer_list<DetailPart> parts) {
    std::vector<DetailPart> shown(parts);
    std::vector<DetailPart *> flexible;
    std::size_t room = WA_DETAIL_CAPACITY;
    for (auto &part : shown) {
        if (part.is_flexible()) {
            flexible.push_back(&part);
        } else {
            room -= std::min(room, part.text().size());
        }
    }
    // The shortest first: what it leaves of its share is the others'.
    std::ranges::sort(flexible, {}, [](const auto *part) { return part->text().size(); });
    for (std::size_t left = flexible.size(); auto *part : flexible) {
        part->shorten(room / left--);
        room -= part->text().size();
    }
    Refusal refusal;
    refusal.status = status;
    for (const auto &part : shown)
        (void)detail::append_printable(refusal.detail, part.text()); // the rest is cut
    return std::unexpected(refusal);
}

} // namespace walletauth::evm
